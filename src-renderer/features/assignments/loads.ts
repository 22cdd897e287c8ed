import type { Load } from '../../../src-main/domain/formal-review/loads.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'

/** Who reviews in this office and what each has to do, in a batch or in all. */
export function useLoads(batch: string | null) {
  const desk = useDesk()
  return useQueryOf(desk.formalReview.loads, { batch })
}

/** What is still to be done: nobody has decided it, or the applicant is to supply something. */
export const unfinished = ['未开始', '审查中', '补交材料中'] as const

export function unfinishedOf({ counts }: Pick<Load, 'counts'>): number {
  return unfinished.reduce((sum, state) => sum + counts[state], 0)
}
