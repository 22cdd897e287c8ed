import type { DocumentFacts } from '../../core/ports/documents.ts'
import type { ApplicationPerson } from '../applications/person.ts'
import type {
  ApplicationContent,
  ApplicationDocument,
  ApplicationOrganisation,
} from '../applications/record.ts'
import type { OtherApplication, PrincipalComparison, TextComparison } from '../duplicates/others.ts'
import type { ReviewRegisters } from '../registers/of-application.ts'
import type { AppliedRule, RuleCode, RulePack, RuleSetting } from '../rule-packs/rules.ts'

/** A document of the application with what was read out of it; null while it is not here or nobody has looked. */
export type ReviewedDocument = {
  readonly document: ApplicationDocument
  readonly facts: DocumentFacts | null
}

/** What the batch plan says for the review. */
export type ReviewPlan = {
  /** Fields of the batch. */
  readonly fields: readonly string[]
  /** YYYY-MM-DD, both included. */
  readonly opens: string
  readonly closes: string
  readonly rules: Readonly<Partial<Record<RuleCode, RuleSetting>>>
}

/**
 * Applications that the one under review may repeat, never itself, and whose lists were looked through. What is absent was
 * not asked.
 */
export type OtherLists = {
  readonly applications: readonly (Pick<OtherApplication, 'number' | 'title' | 'office'> &
    Partial<Pick<OtherApplication, 'batch' | 'percent' | 'judged'>>)[]
  /** Offices by short name; one whose list has not arrived was not compared with. */
  readonly offices: readonly { readonly short: string; readonly arrived: boolean }[]
  readonly texts?: TextComparison
  readonly principals?: PrincipalComparison
}

export type ReviewInput = {
  readonly application: ApplicationContent
  readonly documents: readonly ReviewedDocument[]
  /** Null where they are not known: people of another office's application never come here. */
  readonly people: readonly ApplicationPerson[] | null
  readonly pack: RulePack
  readonly plan: ReviewPlan
  readonly others: OtherLists
  /** What the registers of this office say of its organisations and people. */
  readonly registers: ReviewRegisters
  /** Local day, YYYY-MM-DD. */
  readonly today: string
}

/** What a single check gets: the input, its own rule with its parameters, and the others that are on. */
export type CheckInput = ReviewInput & {
  readonly rule: AppliedRule
  readonly rules: readonly AppliedRule[]
}

/** A list or set among the parameters of a rule; empty where the version of the pack does not know it. */
export function textsOf({ parameters }: AppliedRule, name: string): readonly string[] {
  const value = parameters[name]
  return Array.isArray(value) ? (value as readonly string[]) : []
}

/** A number among the parameters of a rule, or what counts where the version of the pack does not know it. */
export function numberOf({ parameters }: AppliedRule, name: string, otherwise: number): number {
  const value = parameters[name]
  return typeof value === 'number' ? value : otherwise
}

/** A day among the parameters of a rule, or what counts while none is set. */
export function dayOf({ parameters }: AppliedRule, name: string, otherwise: string): string {
  const value = parameters[name]
  return typeof value === 'string' && value !== '' ? value : otherwise
}

/** Organisations with the role 牵头: one, unless the data are odd. */
export function leadsOf({ organisations }: ApplicationContent): readonly ApplicationOrganisation[] {
  return organisations.filter(({ roles }) => roles.includes('牵头'))
}

/** 参与单位 of a consortium: everybody but the lead. */
export function membersOf({ organisations }: ApplicationContent): readonly ApplicationOrganisation[] {
  return organisations.filter(({ roles }) => !roles.includes('牵头'))
}

export function namesOf(organisations: readonly ApplicationOrganisation[]): readonly string[] {
  return organisations.map(({ name }) => name)
}
