import type { ReadingContext } from '../core/ports/readings.ts'
import { compareAll, compareAllReading } from './duplicates/compare-all.ts'
import { overlap, overlapReading } from './duplicates/side-by-side.ts'
import { checkBatch, checkBatchReading } from './machine-checks/check-batch.ts'

type Work = (context: ReadingContext<never>) => unknown

/** Functions that only read, which a worker may run, by name. */
export const readings: Readonly<Record<string, Work>> = {
  [compareAllReading]: compareAll as Work,
  [overlapReading]: overlap as Work,
  [checkBatchReading]: checkBatch as Work,
}
