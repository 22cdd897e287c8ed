import { expect, it } from 'vitest'
import { recordDocuments } from '../../../src-main/domain/applications/commands.ts'
import { modules } from '../../../src-main/domain/index.ts'
import { expectNothingRecorded } from '../../support/invariants.ts'
import { openLogDesk } from '../../support/office-desks.ts'
import { pageOf, takeIn } from '../../support/reviews.ts'
import { document } from '../../support/supply.ts'

const { markPages } = modules.applications.calls

it('marks of pages run forwards; one that does not keeps out the others of the same call', async () => {
  const desk = await openLogDesk('JS')
  const [application] = takeIn(desk, 1) as [string]
  desk.run(recordDocuments, [{ application, document: document(1), name: '申报书.pdf', size: 10 }])
  const kind = '申报书（盖章）' as const
  const mark = (...pages: readonly (readonly [number, number])[]) =>
    desk.run(markPages, {
      application,
      document: document(1),
      marks: pages.map(([from, to]) => ({ kind, from, to })),
    })
  const marked = () => pageOf(desk, application).application.documents[0]!.marks
  expectNothingRecorded(desk.db, () => mark([1, 2], [4, 3]), 'applications/pages-backwards')
  expect(marked()).toEqual([])
  expect(mark([1, 2], [3, 3]).ok).toBe(true)
  expect(marked()).toHaveLength(2)
})
