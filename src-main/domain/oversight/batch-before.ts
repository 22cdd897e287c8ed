import type { Db } from '../../core/db.ts'
import { type Batch, readBatch, readBatches } from '../batches/index.ts'

/** A batch as a choice to compare with. */
export type BatchTitle = { readonly id: string; readonly title: string }

/** The joint batch that this one was linked to, else itself; undefined for an unknown one. */
export function jointBatchOf(db: Db, id: string): Batch | undefined {
  const batch = readBatch(db, id)
  return batch?.linkedTo ? (readBatch(db, batch.linkedTo) ?? batch) : batch
}

/** The other batches of the same kind, the latest first. */
export function comparableBatches(db: Db, batch: Batch): readonly Batch[] {
  return readBatches(db)
    .filter(({ id, kind, linkedTo }) => kind === batch.kind && linkedTo === null && id !== batch.id)
    .sort((a, b) => (isBefore(a, b) ? 1 : -1))
}

/** The batch of the same kind before this one: what its figures are compared with unless another one is chosen. */
export function batchBefore(db: Db, batch: Batch): Batch | undefined {
  return comparableBatches(db, batch).find((one) => isBefore(one, batch))
}

function isBefore(a: Batch, b: Batch): boolean {
  const order = (one: Batch) => `${one.year} ${one.opens} ${one.createdAt} ${one.id}`
  return order(a) < order(b)
}
