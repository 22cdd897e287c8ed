import type { Db } from '../../core/db.ts'
import { placeOf, type RecordPlace } from '../papers/place.ts'
import type { BundleReceived, BundleSent } from './events.ts'
import { bundlesTables as k } from './projection.ts'

/** A bundle that this institution wrote or took in, as the log has it; what a receipt does not say is null. */
export type RegisteredBundle = {
  readonly direction: 'sent' | 'received'
  readonly from: string
  readonly to: string
  readonly at: string
  readonly person: string
  readonly digest: string
  readonly label: string | null
  readonly size: number | null
  readonly encrypted: boolean | null
  readonly ranges: readonly { readonly institution: string; readonly from: number; readonly to: number }[]
  readonly documents: number
  readonly place: RecordPlace
}

/** The record of a bundle by its subject; undefined unless this institution sent it or took it in. */
export function readRegistered(db: Db, own: string, subject: string): RegisteredBundle | undefined {
  const place = placeOf(db, subject, 'first')
  if (!place) return undefined
  const sent = db.get(
    k.selectFrom('bundles_sent').selectAll().where('subject', '=', subject).where('sender', '=', own),
  )
  if (sent) {
    const { label, size, encrypted, ranges, documents } = JSON.parse(sent.data) as BundleSent
    const { recipient: to, at, person, digest } = sent
    const placed = ranges.map(({ device, from, to }) => ({ institution: whose(db, device, own), from, to }))
    const said = { label, size, encrypted, ranges: placed, documents }
    return { direction: 'sent', from: own, to, at, person, digest, ...said, place }
  }
  const received = db.get(
    k.selectFrom('bundles_received').selectAll().where('subject', '=', subject).where('receiver', '=', own),
  )
  if (!received) return undefined
  const { sender: from, at, person, digest } = received
  const { chains, documents } = JSON.parse(received.data) as BundleReceived
  const ranges = chains.map(({ institution, from, to }) => ({ institution, from, to }))
  const said = { ...senderSays(db, from, own, digest), ranges, documents }
  return { direction: 'received', from, to: own, at, person, digest, ...said, place }
}

/** A receipt names the file by its digest; label and size come with the sender's own record, a bundle later. */
function senderSays(db: Db, sender: string, recipient: string, digest: string) {
  const row = db.get(
    k
      .selectFrom('bundles_sent')
      .select('data')
      .where('sender', '=', sender)
      .where('recipient', '=', recipient)
      .where('digest', '=', digest),
  )
  if (!row) return { label: null, size: null, encrypted: null }
  const { label, size, encrypted } = JSON.parse(row.data) as BundleSent
  return { label, size, encrypted }
}

function whose(db: Db, device: string, otherwise: string): string {
  const [chain] = db.sql<{ institution: string }>('SELECT institution FROM chains WHERE device = ?', device)
  return chain?.institution ?? otherwise
}
