import type { Digest } from '../../core/suite.ts'
import type { ApplicationField } from '../applications/fields.ts'
import type { AttachmentKind } from '../applications/record.ts'
import type { Region } from '../organisations/rules.ts'
import type { RegisterKind } from '../registers/rules.ts'
import type { RuleCode } from '../rule-packs/rules.ts'

/** `cannot-check`: the data are not there, or a person must look. `hint` never blocks. */
export type FindingVerdict = 'pass' | 'fail' | 'not-applicable' | 'cannot-check' | 'hint'

/** Where it stands: a field of the application, or a page (from 1) of one of its documents. */
export type Evidence =
  | { readonly field: ApplicationField }
  | { readonly document: Digest; readonly page: number }

type None = Record<string, never>
type Names = { readonly organisations: readonly string[] }
type CodeProblem = {
  readonly organisation: string
  readonly problem: 'length' | 'character' | 'check'
  readonly position: number | null
  readonly expected: string | null
}
/** Short names of the offices whose lists were compared, and of those whose lists have not arrived. */
type Compared = {
  readonly compared: readonly string[]
  readonly outstanding: readonly string[]
  /** Absent from what was closed before texts were compared. */
  readonly texts?: {
    readonly state: 'compared' | 'uncompared' | 'no-text'
    /** Others of the batch that say too little to be compared. */
    readonly withoutText: number
  }
}
type TextOverlap = {
  readonly number: string
  readonly office: string
  /** Title of the batch it stands in; null for this one. */
  readonly batch: string | null
  readonly percent: number
}
/** Offices whose people are not here. */
type PeopleElsewhere = { readonly notCompared: readonly string[] }

/** What each reason knows; the sentences are written elsewhere. Integers, no personal data, no file names. */
export type ReasonFacts = {
  person: None
  'not-entered': { readonly fields: readonly ApplicationField[] }
  'all-entered': { readonly count: number }
  'only-placeholders': { readonly fields: readonly ApplicationField[] }
  'no-documents': None
  'documents-not-here': { readonly count: number }
  'documents-not-looked-into': { readonly count: number }
  'documents-damaged': { readonly count: number }
  'documents-encrypted': { readonly count: number }
  'documents-without-pages': { readonly count: number }
  'mark-beyond-pages': {
    readonly kind: AttachmentKind
    readonly from: number
    readonly to: number
    readonly pages: number
  }
  'kinds-present': { readonly kinds: readonly string[] }
  'kinds-missing': { readonly kinds: readonly string[] }
  'kinds-not-marked': { readonly kinds: readonly string[] }
  'lead-not-entered': None
  'several-leads': Names
  'lead-outside-delta': { readonly region: Region }
  'lead-in-delta': { readonly region: Region }
  'lead-no-legal-person': None
  'lead-legal-person-not-entered': None
  'only-lead-entered': None
  'regions-covered': { readonly regions: readonly Region[] }
  'regions-too-few': { readonly regions: readonly Region[] }
  'regions-not-entered': Names & { readonly regions: readonly Region[] }
  'regions-only-with-lead': { readonly without: readonly Region[]; readonly with: readonly Region[] }
  'codes-valid': { readonly count: number }
  'codes-invalid': { readonly codes: readonly CodeProblem[] }
  'codes-not-entered': Names
  'code-of-several-names': Names
  'organisation-codes-doubtful': Names
  'all-abroad': None
  'same-number': Compared & { readonly offices: readonly string[] }
  'same-title': Compared & { readonly numbers: readonly string[] }
  'similar-title': Compared & { readonly numbers: readonly string[] }
  'same-title-earlier': Compared & {
    readonly found: readonly { readonly number: string; readonly batch: string }[]
  }
  'text-overlaps': Compared & { readonly found: readonly TextOverlap[] }
  'judged-duplicate': Compared & { readonly numbers: readonly string[] }
  /** `judged`: people looked at these and said that they are other work. */
  'no-duplicate': Compared & { readonly judged?: readonly string[] }
  'no-duplicate-so-far': Compared & { readonly judged?: readonly string[] }
  'principal-not-entered': None
  'principal-once': PeopleElsewhere
  /** By the same ID. */
  'principal-again': PeopleElsewhere & { readonly numbers: readonly string[] }
  'principal-of-same-name': PeopleElsewhere & { readonly numbers: readonly string[] }
  'share-within': { readonly percent: number; readonly shareBasisPoints: number }
  /** The share is null where it would say nothing: a total of 0, or a hundred times less than is asked for. */
  'share-above': { readonly percent: number; readonly shareBasisPoints: number | null; readonly most: number }
  'money-agrees': { readonly total: number }
  'sum-differs': { readonly total: number; readonly sum: number }
  'parts-exceed-total': { readonly total: number; readonly fields: readonly ApplicationField[] }
  'dates-usual': { readonly months: number }
  'dates-reversed': None
  'dates-past': { readonly end: string }
  'duration-unusual': { readonly months: number; readonly min: number; readonly max: number }
  'no-secrecy-marks': { readonly documents: number; readonly pages: number }
  'marks-in-documents': { readonly pages: number }
  'marks-in-fields': { readonly fields: readonly ApplicationField[] }
  'pages-are-scans': { readonly pages: number }
  /** Behind the last page that the machine reads of a long document. */
  'pages-not-read': { readonly pages: number }
  'members-legal-persons': { readonly count: number }
  'members-no-legal-persons': Names
  'members-legal-person-not-entered': Names
  'research-member': Names
  'research-member-by-name-only': Names
  'research-only-as-lead': Names
  'no-research-member': { readonly count: number }
  'kinds-not-entered': Names
  'relation-not-applicable': None
  'owner-or-solver-not-entered': { readonly roles: readonly ('需求方' | '解决方')[] }
  'owner-also-solver': Names
  'owner-and-solver-related': {
    readonly pairs: readonly {
      readonly owner: string
      readonly solver: string
      readonly how: 'same-code' | 'same-name' | 'recorded-name' | 'family'
      readonly family: string | null
    }[]
  }
  'relation-declared': { readonly columns: readonly string[] }
  'owner-and-solver-unrelated': { readonly declared: boolean }
  'pledge-and-checks': {
    readonly from: number
    readonly to: number
    readonly count: number
    readonly until: string
  }
  'pledge-not-marked': None
  'pledge-missing': None
  'register-hit': { readonly register: RegisterKind } & Names
  'register-person-hit': { readonly register: RegisterKind; readonly count: number }
  'register-related-hit': {
    readonly register: RegisterKind
    readonly hits: readonly { readonly organisation: string; readonly under: string }[]
  }
  'register-lifted': { readonly register: RegisterKind; readonly count: number }
  'register-not-checked': { readonly register: RegisterKind } & Names
  'register-expired': {
    readonly register: RegisterKind
    readonly checks: readonly { readonly organisation: string; readonly until: string }[]
  }
  'register-checked': { readonly register: RegisterKind; readonly count: number; readonly until: string }
  'register-abroad': { readonly register: RegisterKind } & Names
  'field-listed': { readonly field: string; readonly list: '新兴产业' | '未来产业' }
  'field-traditional': { readonly field: string }
  'field-near': { readonly field: string; readonly near: readonly string[] }
  'field-not-listed': { readonly field: string }
  /** Where pages of these kinds are marked; the places are the evidence. */
  'pages-to-look-at': { readonly kinds: readonly string[] }
  'pages-not-marked': { readonly kinds: readonly string[] }
  'must-have-sealed': Names
  'guide-not-set': None
  'in-guide': { readonly text: string }
  'near-guide': { readonly near: readonly string[] }
  'off-guide': { readonly fields: readonly ApplicationField[]; readonly count: number }
  'batch-without-fields': None
  'field-in-batch': { readonly field: string }
  'field-near-batch': { readonly field: string; readonly near: readonly string[] }
  'field-not-in-batch': { readonly field: string; readonly count: number }
  'in-reserve-pool': { readonly state: string }
  'reserve-state-other': { readonly state: string; readonly wanted: readonly string[] }
  'guide-suffices': { readonly text: string }
  'neither-pool-nor-guide': None
  'guide-to-be-judged': None
  'registered-long-enough': { readonly months: number; readonly day: string }
  'registered-too-late': { readonly months: number; readonly day: string }
  'count-within': { readonly organisations: number; readonly subtasks: number }
  'organisations-above': { readonly count: number; readonly most: number }
  'subtasks-above': { readonly count: number; readonly most: number }
  'subtasks-not-entered': None
  'no-limit-set': None
  'principal-fits': { readonly conditions: readonly PrincipalCondition[] }
  'principal-does-not-fit': { readonly conditions: readonly PrincipalCondition[] }
  'principal-not-known': { readonly missing: readonly ('person' | 'several' | PrincipalCondition)[] }
  'no-conditions-set': None
  'contract-seen': { readonly amount: number }
  'owner-is-solver': None
  'ethics-words': { readonly words: readonly string[]; readonly fields: readonly ApplicationField[] }
  'no-ethics-words': None
  'received-in-time': { readonly received: string }
  'received-late': { readonly received: string; readonly closes: string }
  'received-early': { readonly received: string; readonly opens: string }
  'perhaps-government': Names
  'no-government-seen': { readonly count: number }
  'lead-kind-fits': { readonly kind: string }
  'lead-kind-to-be-shown': { readonly kind: string }
  'lead-kind-other': { readonly kind: string }
  'lead-platform-no-legal-person': None
  'members-by-kind': { readonly members: readonly { readonly organisation: string; readonly kind: string }[] }
}
/** What a guide may ask of a principal: never whose, never how old. */
export type PrincipalCondition = 'age' | 'title'

export type ReasonCode = keyof ReasonFacts

export type Reason = {
  readonly [Code in ReasonCode]: { readonly code: Code; readonly facts: ReasonFacts[Code] }
}[ReasonCode]

/** What the machine has to say on one rule: plain data, computed when looked at, frozen at closing. */
export type Finding = {
  readonly code: RuleCode
  readonly verdict: FindingVerdict
  /** What decided the verdict. */
  readonly reason: Reason
  /** Everything else that was noticed under this rule. */
  readonly also: readonly Reason[]
  readonly evidence: readonly Evidence[]
}

/** One thing noticed under a rule; the worst of them decides the finding. */
export type Observation = {
  readonly verdict: FindingVerdict
  readonly reason: Reason
  readonly evidence: readonly Evidence[]
}

/** An observation whose facts are checked against its reason. */
export function observe<Code extends ReasonCode>(
  verdict: FindingVerdict,
  code: Code,
  facts: ReasonFacts[Code],
  ...evidence: readonly Evidence[]
): Observation {
  return { verdict, reason: { code, facts } as Reason, evidence }
}

/** A running record binds: whatever a person says of the rule, it does not conform until two people lifted the record. */
const binding: readonly ReasonCode[] = ['register-hit', 'register-person-hit']

/** True for a finding that a person's 符合 or 不适用 cannot set aside. */
export function bindsPersons({ reason, also }: Pick<Finding, 'reason' | 'also'>): boolean {
  return [reason, ...also].some(({ code }) => binding.includes(code))
}

const worstFirst: readonly FindingVerdict[] = ['fail', 'cannot-check', 'hint', 'pass', 'not-applicable']

/** The finding out of at least one observation: the worst first, what was fine is left out beside what was not. */
export function conclude(code: RuleCode, observations: readonly Observation[]): Finding {
  const sorted = observations.toSorted(
    (a, b) => worstFirst.indexOf(a.verdict) - worstFirst.indexOf(b.verdict),
  )
  const [main, ...rest] = sorted
  if (!main) throw new Error(`no observation under ${code}`)
  const told = rest.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
  const evidence = [main, ...told].flatMap((one) => one.evidence)
  return {
    code,
    verdict: main.verdict,
    reason: main.reason,
    also: told.map(({ reason }) => reason),
    evidence,
  }
}
