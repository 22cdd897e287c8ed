import { z } from 'zod'
import { type QueryContext, task } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readApplication } from '../applications/queries.ts'
import { type Batch, linkedBatches } from '../batches/index.ts'
import { type BatchRules, readRulePack } from '../rule-packs/index.ts'
import { type AppliedRule, appliedRules, carriedSettings, type RuleCode } from '../rule-packs/rules.ts'
import type { Finding, FindingVerdict } from './finding.ts'
import { machineFindings } from './machine-findings.ts'
import { readBatchSurroundings, readOwnInput, readReviewInput } from './read-input.ts'
import type { ReviewInput } from './review-input.ts'
import { reviewsBeside } from './which-review.ts'

/** What another version of the pack would find under one rule in the open reviews of this office. */
export type RuleEffect = {
  readonly code: RuleCode
  /** How many findings would be others than now, by what they are now and would be; null: the rule is off. */
  readonly changes: readonly {
    readonly before: FindingVerdict | null
    readonly after: FindingVerdict | null
    readonly count: number
    /** Outside numbers in order, the first {@link namedNumbers}. */
    readonly numbers: readonly string[]
  }[]
}

export type PackEffects = {
  /** Open reviews that were looked at, and closed ones, which keep what they were reviewed under. */
  readonly open: number
  readonly closed: number
  readonly rules: readonly RuleEffect[]
}

export const namedNumbers = 200
/** Applications between two looks at what others ask. */
const slice = 25

/** Rules that look at other applications, or into the registers: most of the time, and seldom asked. */
const lookingFurther: readonly RuleCode[] = ['F13', 'F14', 'F18', 'F19', 'C11']
const nothingElse = {
  others: { applications: [], offices: [] },
  registers: { organisations: [], people: [], relations: [] },
}

/**
 * What adopting a version of a pack would change in the open reviews of this office, before anybody adopts it. Only rules
 * that the version sets otherwise are asked, so that ten thousand applications take seconds.
 */
export const packEffects = task({
  permission: may('rule-packs:read'),
  input: z.strictObject({ batch: z.string(), pack: z.string().max(40), version: z.int() }),
  async run(context) {
    const { input, db, desk, progress, pause, signal } = context
    const surroundings = readBatchSurroundings(context, input.batch)
    if (!surroundings) return refuse('batches/unknown')
    const { batch, rules: now } = surroundings
    const pack = readRulePack(db, input.pack, input.version, desk.institution)
    if (pack?.kind !== batch.kind) return refuse('rule-packs/not-for-this-kind')
    const { settings } = carriedSettings(now.settings, pack)
    const concerned = concernedRules(now.rules, appliedRules(pack, settings))
    const { open, closed } = readOwn(context, batch)
    const isWide = lookingFurther.some((code) => concerned.has(code))
    const effects = countEffects()
    for (const [i, id] of open.entries()) {
      if (i % slice === 0) {
        progress({ done: i, total: open.length, step: 'compare-rules' })
        await pause()
        signal.throwIfAborted()
      }
      const application = readApplication(db, id)
      if (!application) continue
      const input = isWide
        ? readReviewInput(db, application, surroundings)
        : { ...readOwnInput(db, application, surroundings), ...nothingElse }
      compareOne(input, { pack, settings, concerned }, effects)
    }
    const result: PackEffects = {
      open: open.length,
      closed,
      rules: effects.inOrder(pack.rules.map(({ code }) => code)),
    }
    return ok(result)
  },
})

/** Rules under which something may be found that was not, or the other way round. */
function concernedRules(now: readonly AppliedRule[], then: readonly AppliedRule[]): ReadonlySet<RuleCode> {
  const codes = [...new Set([...now, ...then].map(({ code }) => code))]
  const parametersOf = (rules: readonly AppliedRule[], code: RuleCode) => {
    const rule = rules.find((one) => one.code === code)
    return rule && JSON.stringify(rule.parameters)
  }
  const concerned = new Set(codes.filter((code) => parametersOf(now, code) !== parametersOf(then, code)))
  // F06 asks F04 what the guide lists.
  if (concerned.has('F04')) concerned.add('F06')
  return concerned
}

type Context = Pick<QueryContext<unknown>, 'db' | 'desk'>

/** Applications of this office in the batch, withdrawn imports left out: those without an outcome, in the order of their numbers. */
function readOwn(
  { db, desk }: Context,
  batch: Batch,
): { readonly open: readonly string[]; readonly closed: number } {
  const beside = JSON.stringify(reviewsBeside(db))
  const rows = db.sql<{ subject: string; outcome: string | null }>(
    `SELECT a.subject, r.outcome FROM applications a
     LEFT JOIN reviews r ON r.application = a.subject AND r.institution = a.institution
       AND r.subject NOT IN (SELECT value FROM json_each(?))
     WHERE a.batch IN (SELECT value FROM json_each(?)) AND a.institution = ?
       AND a.import NOT IN (SELECT subject FROM imports WHERE withdrawn IS NOT NULL)
     ORDER BY a.number`,
    beside,
    JSON.stringify(linkedBatches(db, batch.id)),
    desk.institution,
  )
  const open = rows.filter(({ outcome }) => outcome === null).map(({ subject }) => subject)
  return { open, closed: rows.length - open.length }
}

type Adopted = Pick<BatchRules, 'pack' | 'settings'> & { readonly concerned: ReadonlySet<RuleCode> }

function compareOne(now: ReviewInput, { pack, settings, concerned }: Adopted, effects: Effects): void {
  const find = (input: ReviewInput) => machineFindings(input, (code) => concerned.has(code))
  const before = find(now)
  const after = find({ ...now, pack, plan: { ...now.plan, rules: settings } })
  const verdictIn = (findings: readonly Finding[], code: RuleCode) =>
    findings.find((one) => one.code === code)?.verdict ?? null
  for (const code of concerned) {
    effects.count(code, verdictIn(before, code), verdictIn(after, code), now.application.number)
  }
}

type Change = {
  readonly code: RuleCode
  readonly before: FindingVerdict | null
  readonly after: FindingVerdict | null
  readonly numbers: string[]
  count: number
}

type Effects = {
  count(code: RuleCode, before: FindingVerdict | null, after: FindingVerdict | null, number: string): void
  inOrder(codes: readonly RuleCode[]): readonly RuleEffect[]
}

/** Counts while it is gone through: ten thousand pairs of findings are not kept. */
function countEffects(): Effects {
  const known = new Map<string, Change>()
  return {
    count(code, before, after, number) {
      if (before === after) return
      const key = `${code} ${before} ${after}`
      const change = known.get(key) ?? { code, before, after, numbers: [], count: 0 }
      change.count++
      if (change.numbers.length < namedNumbers) change.numbers.push(number)
      known.set(key, change)
    },
    inOrder(codes) {
      const all = [...known.values()]
      const gone = [...new Set(all.map(({ code }) => code))].filter((code) => !codes.includes(code))
      return [...codes, ...gone].flatMap((code) => {
        const changes = all.filter((one) => one.code === code).map(({ code: _, ...change }) => change)
        return changes.length === 0 ? [] : [{ code, changes }]
      })
    },
  }
}
