import { tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import { bundleReceived, bundleSent } from './events.ts'
import { handOutDdl, onSheetsHandedOver } from './hand-out-projection.ts'

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
    /** The desk of the receiver that took it in. */
    writer: string
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
    writer: string
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
  tables: ['bundles_sent', 'bundles_received', 'bundle_receipts', 'sheets_handed_over'],
  ddl: `CREATE TABLE bundles_sent (
      subject TEXT PRIMARY KEY, sender TEXT NOT NULL, recipient TEXT NOT NULL, at TEXT NOT NULL, person TEXT NOT NULL,
      label TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, data TEXT NOT NULL
    ) STRICT;
    CREATE TABLE bundles_received (
      subject TEXT PRIMARY KEY, receiver TEXT NOT NULL, writer TEXT NOT NULL, sender TEXT NOT NULL, at TEXT NOT NULL,
      person TEXT NOT NULL, digest TEXT NOT NULL, data TEXT NOT NULL
    ) STRICT;
    CREATE TABLE bundle_receipts (
      subject TEXT NOT NULL, receiver TEXT NOT NULL, writer TEXT NOT NULL, device TEXT NOT NULL, seq INTEGER NOT NULL,
      head TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (subject, device)
    ) STRICT;
    CREATE INDEX bundle_receipts_by_writer ON bundle_receipts (writer);
    CREATE INDEX bundles_sent_by_digest ON bundles_sent (digest);
    CREATE INDEX bundle_receipts_by_chain ON bundle_receipts (receiver, device, seq);
    ${handOutDdl}`,
  handlers: [
    onSheetsHandedOver,
    on(bundleSent, (db, { subject, institution: sender, at, actor, data }) => {
      const { to: recipient, label, digest, size } = data
      const values = { subject, sender, recipient, at, person: actor.id, label, digest, size }
      db.run(k.insertInto('bundles_sent').values({ ...values, data: JSON.stringify(data) }))
    }),
    on(bundleReceived, (db, { subject, device: writer, institution: receiver, at, actor, data }) => {
      const values = {
        subject,
        receiver,
        writer,
        sender: data.from,
        at,
        person: actor.id,
        digest: data.digest,
      }
      db.run(k.insertInto('bundles_received').values({ ...values, data: JSON.stringify(data) }))
      for (const { device, to: seq, head } of data.chains) {
        db.run(k.insertInto('bundle_receipts').values({ subject, receiver, writer, device, seq, head, at }))
      }
    }),
  ],
}
