import type { RuleCode } from '../rule-packs/rules.ts'
import type { CheckedApplication } from './check-batch.ts'

export type CheckFilter = {
  readonly rule: { readonly code: RuleCode; readonly found: 'fails' | 'open' | 'hints' } | null
  readonly exactly: readonly RuleCode[] | null
  readonly isClean: boolean
}

export type CheckSort = {
  readonly column: 'number' | 'fails' | 'open' | 'hints'
  readonly descending: boolean
}

/** How many applications of a batch a rule holds something against, leaves open, or gives a hint on. */
export type RuleCount = {
  readonly code: RuleCode
  readonly fails: number
  readonly open: number
  readonly hints: number
}

export function matches(one: CheckedApplication, { rule, exactly, isClean }: CheckFilter): boolean {
  if (isClean && one.fails.length + one.open.length > 0) return false
  if (rule && !one[rule.found].includes(rule.code)) return false
  return (
    !exactly || (one.fails.length === exactly.length && exactly.every((code) => one.fails.includes(code)))
  )
}

const collator = new Intl.Collator('zh-CN', { numeric: true })

/** Equal counts stand in the order of their numbers. */
export function sortedBy(
  applications: readonly CheckedApplication[],
  { column, descending }: CheckSort,
): readonly CheckedApplication[] {
  const sign = descending ? -1 : 1
  const byNumber = (a: CheckedApplication, b: CheckedApplication) => collator.compare(a.number, b.number)
  return applications.toSorted((a, b) =>
    column === 'number'
      ? sign * byNumber(a, b)
      : sign * (a[column].length - b[column].length) || byNumber(a, b),
  )
}

/** In the order of the codes; rules with nothing to say are left out. */
export function ruleCounts(applications: readonly CheckedApplication[]): readonly RuleCount[] {
  const counts = new Map<RuleCode, { fails: number; open: number; hints: number }>()
  for (const one of applications) {
    for (const found of ['fails', 'open', 'hints'] as const) {
      for (const code of one[found]) {
        const count = counts.get(code) ?? { fails: 0, open: 0, hints: 0 }
        count[found]++
        counts.set(code, count)
      }
    }
  }
  return [...counts]
    .map(([code, count]) => ({ code, ...count }))
    .sort((a, b) => (place(a.code) < place(b.code) ? -1 : 1))
}

/** F before C, as in the packs. */
function place(code: RuleCode): string {
  return `${code.startsWith('F') ? 0 : 1}${code}`
}
