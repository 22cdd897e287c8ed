import type { ApplicationField } from '../../applications/fields.ts'
import type { ApplicationContent } from '../../applications/record.ts'
import { plainTitle } from '../../duplicates/rules.ts'
import type { AppliedRule } from '../../rule-packs/rules.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, textsOf } from '../review-input.ts'

/** Shorter words than this stand in half of all directions. */
const shortest = 4

type InGuide =
  | { readonly how: 'in'; readonly text: string; readonly fields: readonly ApplicationField[] }
  | { readonly how: 'near'; readonly near: readonly string[]; readonly fields: readonly ApplicationField[] }
  | { readonly how: 'off' | 'not-entered' | 'not-set'; readonly fields: readonly ApplicationField[] }

/** Whether what an application names as its task or direction is one that the plan lists. */
function inGuide({ task, guideDirection }: ApplicationContent, rule: AppliedRule | undefined): InGuide {
  const named = [
    ...(task === null ? [] : [['task', task] as const]),
    ...(guideDirection === null ? [] : [['guide-direction', guideDirection] as const]),
  ]
  const fields = named.map(([field]) => field)
  const listed = rule ? textsOf(rule, 'directions') : []
  if (named.length === 0) return { how: 'not-entered', fields: ['task', 'guide-direction'] }
  if (listed.length === 0) return { how: 'not-set', fields }
  const plain = named.map(([, text]) => plainTitle(text))
  const same = listed.find((text) => plain.includes(plainTitle(text)))
  if (same !== undefined) return { how: 'in', text: same, fields }
  const near = listed.filter((text) => plain.some((one) => holdsTheOther(one, plainTitle(text))))
  return near.length > 0 ? { how: 'near', near, fields } : { how: 'off', fields }
}

function holdsTheOther(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < shortest) return false
  return a.includes(b) || b.includes(a)
}

/** F04. Only the plan knows what the guide lists; the machine proposes and a person compares the contents [A13]. */
export function checkGuide({ application, rule }: CheckInput): readonly Observation[] {
  const found = inGuide(application, rule)
  const evidence = found.fields.map((field) => ({ field }))
  switch (found.how) {
    case 'not-entered':
      return [observe('cannot-check', 'not-entered', { fields: found.fields }, ...evidence)]
    case 'not-set':
      return [observe('cannot-check', 'guide-not-set', {}, ...evidence)]
    case 'in':
      return [observe('pass', 'in-guide', { text: found.text }, ...evidence)]
    case 'near':
      return [observe('cannot-check', 'near-guide', { near: found.near }, ...evidence)]
    case 'off': {
      const count = textsOf(rule, 'directions').length
      return [observe('fail', 'off-guide', { fields: found.fields, count }, ...evidence)]
    }
  }
}

/** What the platform shows of an entry that may apply [A11]. */
const solved = ['揭榜成功', '部分揭榜成功']

/** F06. In the reserve pool as solved or partly solved [A11]; where the text of 2023 counts, the guide is enough [A12]. */
export function checkReservePool({ application, rule, rules }: CheckInput): readonly Observation[] {
  const { reserveState } = application
  const place = { field: 'reserve-state' } as const
  const listed = textsOf(rule, 'states')
  const wanted = listed.length > 0 ? listed : solved
  const isIn = wanted.some((state) => reserveState !== null && plainTitle(state) === plainTitle(reserveState))
  if (reserveState !== null && isIn)
    return [observe('pass', 'in-reserve-pool', { state: reserveState }, place)]
  if (rule.parameters.mode !== 'reserve-pool-or-guide') {
    return reserveState === null
      ? [observe('cannot-check', 'not-entered', { fields: ['reserve-state'] }, place)]
      : [observe('fail', 'reserve-state-other', { state: reserveState, wanted }, place)]
  }
  const guide = inGuide(
    application,
    rules.find(({ code }) => code === 'F04'),
  )
  const evidence = [place, ...guide.fields.map((field) => ({ field }))]
  switch (guide.how) {
    case 'in':
      return [observe('pass', 'guide-suffices', { text: guide.text }, ...evidence)]
    case 'off':
      return reserveState === null
        ? [observe('cannot-check', 'not-entered', { fields: ['reserve-state'] }, ...evidence)]
        : [observe('fail', 'neither-pool-nor-guide', {}, ...evidence)]
    case 'not-entered': {
      const fields = [...(reserveState === null ? (['reserve-state'] as const) : []), ...guide.fields]
      return [observe('cannot-check', 'not-entered', { fields }, ...evidence)]
    }
    case 'near':
    case 'not-set':
      return [observe('cannot-check', 'guide-to-be-judged', {}, ...evidence)]
  }
}
