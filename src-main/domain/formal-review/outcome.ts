import { ok, type Refusal, type Result, refuse } from '../../core/result.ts'
import type { AppliedRule, RuleCode } from '../rule-packs/rules.ts'
import type { outcomeWords, verdictWords } from './events.ts'
import { bindsPersons, type Finding } from './finding.ts'

export type ItemVerdict = (typeof verdictWords)[number]
export type Outcome = (typeof outcomeWords)[number]

/** A person's word on one rule. */
export type PersonVerdict = { readonly code: RuleCode; readonly verdict: ItemVerdict; readonly note: string }

/** Where one rule stands. */
export type ItemState = {
  readonly code: RuleCode
  readonly verdict: ItemVerdict
  /** Who decided; null while it is open. */
  readonly by: 'machine' | 'person' | null
  readonly note: string
  /** False for hints: they stand there to be read and never block. */
  readonly blocks: boolean
  readonly suppliedLater: boolean
  /** A consortium aid: 不符合 does not prevent 通过 when a reason is given. */
  readonly aid: boolean
}

export type Review = {
  readonly rules: readonly AppliedRule[]
  readonly findings: readonly Finding[]
  readonly verdicts: readonly PersonVerdict[]
}

/**
 * Where every rule stands: a person's verdict counts before the machine's, but cannot set a running record aside. The machine alone decides `auto` rules; for
 * `auto+person` it can only say no; what it thinks of `assist` rules is a proposal, and they stay 待人工 until a person speaks.
 */
export function itemStates({ rules, findings, verdicts }: Review): readonly ItemState[] {
  return rules.map((rule): ItemState => {
    const { code, suppliedLater, aid } = rule
    const fixed = { code, suppliedLater, aid, blocks: rule.how !== 'hint' }
    const spoken = verdicts.findLast((verdict) => verdict.code === code)
    const finding = findings.find((one) => one.code === code)
    if (finding && bindsPersons(finding) && spoken?.verdict !== '不符合') {
      return { ...fixed, verdict: '不符合', by: 'machine', note: spoken?.note ?? '' }
    }
    if (spoken) {
      const by = spoken.verdict === '待人工' ? null : 'person'
      return { ...fixed, verdict: spoken.verdict, by, note: spoken.note }
    }
    const verdict = machineVerdict(rule, finding)
    return { ...fixed, verdict, by: verdict === '待人工' ? null : 'machine', note: '' }
  })
}

function machineVerdict({ how }: AppliedRule, finding: Finding | undefined): ItemVerdict {
  if (!finding || how === 'person' || how === 'assist') return '待人工'
  switch (finding.verdict) {
    case 'fail':
      return '不符合'
    case 'cannot-check':
      return '待人工'
    case 'not-applicable':
      return how === 'auto+person' ? '待人工' : '不适用'
    case 'pass':
    case 'hint':
      return how === 'auto+person' ? '待人工' : '符合'
  }
}

type No<Code extends string> = Refusal<`formal-review/${Code}`>

export type PossibleOutcomes = {
  readonly 通过: Result<
    { readonly aids: readonly RuleCode[] },
    No<'secrecy-mark' | 'items-open' | 'items-do-not-conform' | 'aid-needs-reason'>
  >
  readonly 通知补交材料: Result<
    {
      readonly needs: 'date'
      readonly items: readonly RuleCode[]
      /** 不符合 that cannot be supplied later: the notice cannot heal them. */
      readonly notSuppliable: readonly RuleCode[]
      /** Still 待人工: the list of what is missing goes out once. */
      readonly open: readonly RuleCode[]
    },
    No<'secrecy-mark' | 'nothing-to-supply'>
  >
  readonly 不予受理: Result<
    {
      readonly needs: 'second-person'
      readonly items: readonly RuleCode[]
      readonly open: readonly RuleCode[]
    },
    No<'secrecy-mark' | 'nothing-does-not-conform'>
  >
}

/**
 * Which outcomes of formal review [A13] can be chosen now, what each still needs, and why the others cannot. A mark of
 * secrecy (F24 不符合) allows none: the matter leaves this desk (报保密办).
 */
export function possibleOutcomes(review: Review): PossibleOutcomes {
  const states = itemStates(review).filter(({ blocks }) => blocks)
  const codes = (of: readonly ItemState[]) => of.map(({ code }) => code)
  const failed = states.filter(({ verdict }) => verdict === '不符合')
  const open = codes(states.filter(({ verdict }) => verdict === '待人工'))
  if (failed.some(({ code }) => code === 'F24')) {
    const stop = refuse('formal-review/secrecy-mark', { items: ['F24'] })
    return { 通过: stop, 通知补交材料: stop, 不予受理: stop }
  }
  const suppliable = failed.filter(({ suppliedLater }) => suppliedLater)
  const items = codes(suppliable)
  const notSuppliable = codes(failed.filter(({ suppliedLater }) => !suppliedLater))
  return {
    通过: pass(failed, open),
    通知补交材料:
      items.length > 0
        ? ok({ needs: 'date', items, notSuppliable, open })
        : refuse('formal-review/nothing-to-supply', { items: notSuppliable }),
    不予受理:
      failed.length > 0
        ? ok({ needs: 'second-person', items: codes(failed), open })
        : refuse('formal-review/nothing-does-not-conform', {}),
  }
}

function pass(failed: readonly ItemState[], open: readonly RuleCode[]): PossibleOutcomes['通过'] {
  const hard = failed.filter(({ aid }) => !aid)
  const aids = failed.filter(({ aid }) => aid)
  const bare = aids.filter(({ note }) => note.trim() === '')
  const codes = (of: readonly ItemState[]) => of.map(({ code }) => code)
  if (hard.length > 0) return refuse('formal-review/items-do-not-conform', { items: codes(hard) })
  if (open.length > 0) return refuse('formal-review/items-open', { items: open })
  if (bare.length > 0) return refuse('formal-review/aid-needs-reason', { items: codes(bare) })
  return ok({ aids: codes(aids) })
}

/** The items that a notice of this outcome names, in the order of the rules; empty when the outcome cannot be chosen. */
export function noticeItems(
  { outcomes }: { readonly outcomes: PossibleOutcomes },
  outcome: Exclude<Outcome, '通过'>,
): readonly RuleCode[] {
  const possible = outcomes[outcome]
  return possible.ok ? possible.value.items : []
}
