import type { Bytes } from '../../core/bytes.ts'
import type { Db } from '../../core/db.ts'

/** A place of a chain that its device signed, as the table `checkpoints` keeps it. */
export type KeptCheckpoint = { readonly seq: number; readonly head: string; readonly envelope: Bytes }

/** Keeps a checkpoint of the chain with this number; one that is kept already stays as it is. */
export function keepCheckpoint(db: Db, chain: number, { seq, head, envelope }: KeptCheckpoint): void {
  db.sql(
    'INSERT INTO checkpoints (chain, seq, head, envelope) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    chain,
    seq,
    head,
    envelope,
  )
}
