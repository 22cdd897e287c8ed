import { tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import { bundleReceived, bundleSent } from './events.ts'

export type BundlesTables = {
  bundles_sent: {
    subject: string
    sender: string
    recipient: string
    at: string
    person: string
    label: string
    digest: string
    size: number
    data: string
  }
  bundles_received: {
    subject: string
    receiver: string
    sender: string
    at: string
    person: string
    digest: string
    data: string
  }
  /** One row for each chain that a receipt names: how far `receiver` has it. */
  bundle_receipts: {
    subject: string
    receiver: string
    device: string
    seq: number
    head: string
    at: string
  }
}

export const bundlesTables = tables<BundlesTables>()
const k = bundlesTables

export const projection: Projection = {
  revision: 1,
  tables: ['bundles_sent', 'bundles_received', 'bundle_receipts'],
  ddl: `CREATE TABLE bundles_sent (
      subject TEXT PRIMARY KEY, sender TEXT NOT NULL, recipient TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL,
      label TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, data TEXT NOT NULL
    ) STRICT;
    CREATE TABLE bundles_received (
      subject TEXT PRIMARY KEY, receiver TEXT NOT NULL, sender TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL,
      digest TEXT NOT NULL, data TEXT NOT NULL
    ) STRICT;
    CREATE TABLE bundle_receipts (
      subject TEXT NOT NULL, receiver TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL, head TEXT NOT NULL,
      at TEXT NOT NULL, PRIMARY KEY (subject, device)
    ) STRICT;
    CREATE INDEX bundle_receipts_by_chain ON bundle_receipts (receiver, device, seq);`,
  handlers: [
    on(bundleSent, (db, { subject, institution: sender, at, actor, data }) => {
      const { to: recipient, label, digest, size } = data
      const values = { subject, sender, recipient, at, person: actor.id, label, digest, size }
      db.run(k.insertInto('bundles_sent').values({ ...values, data: JSON.stringify(data) }))
    }),
    on(bundleReceived, (db, { subject, institution: receiver, at, actor, data }) => {
      const values = { subject, receiver, sender: data.from, at, person: actor.id, digest: data.digest }
      db.run(k.insertInto('bundles_received').values({ ...values, data: JSON.stringify(data) }))
      for (const { device, to: seq, head } of data.chains) {
        db.run(k.insertInto('bundle_receipts').values({ subject, receiver, device, seq, head, at }))
      }
    }),
  ],
}
