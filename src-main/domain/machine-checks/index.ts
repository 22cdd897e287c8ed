import { z } from 'zod'
import { query, task } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readBatch } from '../batches/index.ts'
import { compareAll } from '../duplicates/compare.ts'
import { type ListRow, readListedById } from '../formal-review/list-row.ts'
import { ruleCodes } from '../rule-packs/rules.ts'
import { type CheckedApplication, checkBatchReading } from './check-batch.ts'
import { hasChanged, readStored, store } from './result.ts'
import { matches, type RuleCount, ruleCounts, sortedBy } from './rules.ts'

/** 机器核对全部: every application of a batch under every rule of the machine, in a worker; kept until something changes. */
const checkAll = task({
  permission: may('review:read'),
  input: z.string().max(80),
  async run(context) {
    const { input: batch, db, today, ports, signal, progress, now, changed } = context
    if (!readBatch(db, batch)) return refuse('batches/unknown')
    // Texts first: F14 says of each application what it is alike.
    const compared = await compareAll.run({ ...context, input: null })
    if (!compared.ok) return compared
    const checked = await ports.readings.run(checkBatchReading, batch, { signal, progress })
    if (!checked.ok) return checked
    if (!checked.value) return refuse('batches/unknown')
    store(db, batch, checked.value, now(), today)
    changed()
    return ok({ applications: checked.value.applications.length })
  },
})

export type CheckSummary = {
  readonly at: string
  /** Something changed since: to be checked again. */
  readonly hasChanged: boolean
  readonly applications: number
  /** Applications under which the machine found nothing against it and left nothing open. */
  readonly clean: number
  readonly rules: readonly RuleCount[]
}

const summary = query({
  permission: may('review:read'),
  input: z.string().max(80),
  read({ input: batch, db, today }): CheckSummary | null {
    const stored = readStored(db, batch)
    if (!stored) return null
    const { applications, at } = stored
    return {
      at,
      hasChanged: hasChanged(db, stored, today),
      applications: applications.length,
      clean: applications.filter(({ fails, open }) => fails.length + open.length === 0).length,
      rules: ruleCounts(applications),
    }
  },
})

const codes = z.array(z.enum(ruleCodes)).max(ruleCodes.length)

const listInput = z.strictObject({
  batch: z.string().max(80),
  filter: z.strictObject({
    /** One rule, and what was found under it; null: all. */
    rule: z.strictObject({ code: z.enum(ruleCodes), found: z.enum(['fails', 'open', 'hints']) }).nullable(),
    /** Exactly these rules fail, no other; null: any. */
    exactly: codes.nullable(),
    /** Only what nothing was found against. */
    isClean: z.boolean(),
  }),
  sort: z.strictObject({
    column: z.enum(['number', 'fails', 'open', 'hints']),
    descending: z.boolean(),
  }),
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
})

export type CheckedRow = Omit<CheckedApplication, 'institution'> &
  Pick<ListRow, 'title' | 'lead' | 'state' | 'origin' | 'isUnverified'>

const list = query({
  permission: may('review:read'),
  input: listInput,
  read({ input, db, desk }): { readonly total: number; readonly rows: readonly CheckedRow[] } {
    const { batch, filter, sort, offset, limit } = input
    const stored = readStored(db, batch)
    if (!stored) return { total: 0, rows: [] }
    const found = sortedBy(
      stored.applications.filter((one) => matches(one, filter)),
      sort,
    )
    const page = found.slice(offset, offset + limit)
    const listed = new Map(
      readListedById(
        { db, desk },
        page.map(({ id }) => id),
      ).map((row) => [row.id, row]),
    )
    const rows = page.flatMap(({ institution: _, ...one }) => {
      const row = listed.get(one.id)
      if (!row) return []
      const { title, lead, state, origin, isUnverified } = row
      return [{ ...one, title, lead, state, origin, isUnverified }]
    })
    return { total: found.length, rows }
  },
})

/** The applications before and after one in such a list. */
const neighbours = query({
  permission: may('review:read'),
  input: listInput.omit({ offset: true, limit: true }).extend({ application: z.string().max(80) }),
  read({ input, db }) {
    const { batch, filter, sort, application } = input
    const found = sortedBy(
      (readStored(db, batch)?.applications ?? []).filter((one) => matches(one, filter)),
      sort,
    )
    const at = found.findIndex(({ id }) => id === application)
    return {
      place: at + 1,
      total: found.length,
      previous: at < 0 ? null : (found[at - 1]?.id ?? null),
      next: at < 0 ? null : (found[at + 1]?.id ?? null),
    }
  },
})

/** What the machine finds in a whole batch at once; a cache on this desk, nothing of it is recorded. */
export const machineChecks = {
  name: 'machine-checks',
  events: [],
  projection: {
    revision: 1,
    tables: [],
    ddl: 'CREATE TABLE IF NOT EXISTS batch_checks (batch TEXT PRIMARY KEY, result TEXT NOT NULL) STRICT, WITHOUT ROWID',
    handlers: [],
  },
  calls: { checkAll, summary, list, neighbours },
} as const
