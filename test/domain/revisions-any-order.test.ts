import fc from 'fast-check'
import { expect, it } from 'vitest'
import { modules } from '../../src-main/domain/index.ts'
import type { LogDesk } from '../support/office-desks.ts'
import { openLogDesk } from '../support/office-desks.ts'
import {
  compared,
  contentOf,
  everything,
  listIn,
  newBatch,
  takeInAgain,
  withdrawImport,
} from '../support/revisions.ts'

const numbers = ['P-1', 'P-2'] as const
type Said = { readonly title: string; readonly task: string | null }

const said = fc.record({
  title: fc.constantFrom('甲', '乙', '丙', '丁'),
  task: fc.constantFrom(null, '一', '二', '三'),
})
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('list' as const), rows: fc.tuple(said, said) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('type' as const), which: fc.nat(1), said }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), which: fc.nat(20) }) },
)

type Layer = { readonly import: string | null; readonly values: Partial<Said> }

/** What the layers that count say, one after the other. */
function folded(layers: readonly Layer[], gone: ReadonlySet<string>): Partial<Said> {
  const counted = layers.filter((layer) => layer.import === null || !gone.has(layer.import))
  return Object.assign({}, ...counted.map(({ values }) => values))
}

function shown(desk: LogDesk, application: string): Partial<Said> {
  const { title, task } = contentOf(desk, application)
  return { title, task }
}

it('whatever lists come, are typed over and are withdrawn, each field says what was taken last of what still counts', {
  timeout: 120_000,
}, async () => {
  const desk = await openLogDesk('JS')
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const batch = newBatch(desk)
      const rowsOf = (rows: readonly Said[]) => numbers.map((number, i) => ({ number, ...rows[i]! }))
      const start: readonly Said[] = numbers.map(() => ({ title: '初', task: '零' }))
      const begun = takeInAgain(desk, listIn(batch, { rows: rowsOf(start) }))
      if (!begun.ok) throw new Error(begun.error.code)
      const ids = numbers.map(
        (number) =>
          desk.db.sql<{ subject: string }>(
            'SELECT subject FROM applications WHERE batch = ? AND number = ?',
            batch,
            number,
          )[0]!.subject,
      )
      const layers: Layer[][] = start.map((values) => [{ import: null, values }])
      const gone = new Set<string>()
      const imports: string[] = []
      for (const one of steps) {
        if (one.kind === 'list') {
          const list = listIn(batch, { rows: rowsOf(one.rows) })
          const changes = compared(desk, list).rows
          const taken = takeInAgain(desk, list, { choose: everything })
          if (!taken.ok) {
            expect(['revisions/nothing-to-write', 'revisions/only-old-values']).toContain(taken.error.code)
            continue
          }
          imports.push(taken.value.import)
          for (const [i, row] of changes.entries()) {
            const values = Object.fromEntries(
              row.changes.map(({ field }) => [field, one.rows[i]![field as keyof Said]]),
            )
            layers[i]!.push({ import: taken.value.import, values })
          }
        } else if (one.kind === 'type') {
          const application = ids[one.which]!
          const before = shown(desk, application)
          const content = { ...contentOf(desk, application), ...one.said }
          desk.run(modules.applications.calls.complete, { application, content } as never)
          const values = Object.fromEntries(
            Object.entries(one.said).filter(([field, text]) => before[field as keyof Said] !== text),
          )
          layers[one.which]!.push({ import: null, values })
        } else if (imports.length > 0) {
          const id = imports[one.which % imports.length]!
          expect(withdrawImport(desk, id).ok).toBe(!gone.has(id))
          gone.add(id)
        }
        for (const [i, id] of ids.entries()) expect(shown(desk, id)).toEqual(folded(layers[i]!, gone))
      }
      const whole = desk.db.sql('SELECT * FROM application_contents ORDER BY subject')
      desk.db.transaction(() => {
        for (const id of ids) desk.log.projections.projectSubjectAgain(id)
      })
      expect(desk.db.sql('SELECT * FROM application_contents ORDER BY subject')).toEqual(whole)
    }),
    { numRuns: 60 },
  )
})
