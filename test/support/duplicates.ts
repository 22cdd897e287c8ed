import { ok } from '../../src-main/core/result.ts'
import { recordImport } from '../../src-main/domain/applications/commands.ts'
import type { ApplicationContent } from '../../src-main/domain/applications/record.ts'
import type { Finding } from '../../src-main/domain/formal-review/rules.ts'
import { modules } from '../../src-main/domain/index.ts'
import { readings } from '../../src-main/domain/readings.ts'
import type { RuleCode } from '../../src-main/domain/rule-packs/rules.ts'
import { anApplication } from './applications.ts'
import { jointBatch } from './batches.ts'
import { job } from './job.ts'
import type { LogDesk } from './office-desks.ts'
import { pageOf } from './reviews.ts'

export type Applied = Partial<ApplicationContent> & {
  readonly principal?: { readonly name: string; readonly idNumber?: string }
}

/** Takes these into a new batch of this title, or into one that is here; answers the batch, and their ids by number. */
export function applied(
  desk: LogDesk,
  into: { readonly title: string } | { readonly batch: string },
  given: readonly Applied[],
): { readonly batch: string; readonly ids: ReadonlyMap<string, string> } {
  const batch =
    'batch' in into ? into.batch : granted(desk.run(modules.batches.calls.create, jointBatch(into))).batch
  const applications = given.map(({ principal, ...content }, i) => ({
    row: i + 2,
    content: anApplication(content),
    people: principal
      ? [{ idNumber: null, ...principal, role: '项目负责人', organisation: null, title: null, phone: null }]
      : [],
  }))
  const source = { digest: `sha256:${'d'.repeat(64)}`, format: 'xlsx', encoding: null, sheet: '一' }
  granted(
    desk.run(recordImport, {
      ...{ batch, source, applications },
      rows: given.length,
      leftOut: [],
      letter: null,
    } as never),
  )
  return { batch, ids: idsIn(desk, batch) }
}

export function idsIn(desk: LogDesk, batch: string): ReadonlyMap<string, string> {
  const filter = { batch, states: [], regions: [], institutions: [], field: null, search: '' }
  const sort = { column: 'number', descending: false }
  const { rows } = desk.ask(modules.formalReview.calls.list, {
    ...{ filter, sort },
    offset: 0,
    limit: 500,
  } as never)
  return new Map(rows.map(({ number, id }) => [number, id]))
}

/** Compares everything, with the work done in this thread. */
export async function compareAll(desk: LogDesk) {
  const { db, desk: facts, world } = desk
  const run = (reading: string, input: unknown) =>
    Promise.resolve(
      ok(
        readings[reading]!({
          input: input as never,
          db,
          desk: facts,
          today: world.today(),
          step: () => undefined,
        }),
      ),
    )
  const context = { db, ports: { readings: { run } }, ...job(), now: world.now, changed: () => undefined }
  return granted(await modules.duplicates.calls.compareAll.run(context as never))
}

export function findingOf(desk: LogDesk, application: string, code: RuleCode): Finding {
  return pageOf(desk, application).findings.find((one) => one.code === code)!
}

export function granted<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: unknown },
): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
