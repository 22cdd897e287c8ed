import { z } from 'zod'
import { type DeskChoice, deskChoices } from '../applications/desks.ts'
import { isDay } from '../batches/rules.ts'
import { type RuleCode, ruleCodes } from '../rule-packs/rules.ts'
import { type SignOffState, signOffStates } from '../sign-offs/rules.ts'
import { type ListSort, sortColumns } from './list-sort.ts'
import { type ReviewState, reviewStates } from './review-state.ts'

export type ListFilter = {
  readonly batch: string | null
  readonly states: readonly ReviewState[]
  /** Where the lead sits; an empty word stands for 未录入. */
  readonly regions: readonly string[]
  /** Institutions whose desks recorded it. */
  readonly institutions: readonly string[]
  /** Institutions it comes from; absent or empty: all. */
  readonly origins?: readonly string[] | undefined
  /** Applications of our office by the desk that writes them; absent or null: all. */
  readonly desk?: DeskChoice | null | undefined
  /** The account whose work they are, or `nobody`; absent or null: all. */
  readonly assignee?: string | null | undefined
  /** Null: all; empty: those whose field was not entered. */
  readonly field: string | null
  /** Closed reviews by where they stand with whoever decides; absent or empty: all. */
  readonly signOffs?: readonly SignOffState[] | undefined
  /** Closed now with this rule among the reasons; absent or null: all. */
  readonly reason?: RuleCode | null | undefined
  /** Days on which it was taken in here, both included, null without bound; absent or null: all. */
  readonly taken?: Days | null | undefined
  /** Waiting for material that is due on these days, both included; absent or null: all. */
  readonly due?: Days | null | undefined
  /** Any part of number, title, or the name of an organisation, or its pinyin initials; words apart must all be there. */
  readonly search: string
}

/** Null: without bound. */
export type Days = { readonly from: string | null; readonly to: string | null }

const day = z.string().refine(isDay).nullable()
const days: z.ZodType<Days> = z.strictObject({ from: day, to: day })

export const filterSchema: z.ZodType<ListFilter> = z.strictObject({
  batch: z.string().nullable(),
  states: z.array(z.enum(reviewStates)),
  regions: z.array(z.string().max(10)).max(10),
  institutions: z.array(z.string().max(20)).max(50),
  origins: z.array(z.string().max(20)).max(50).optional(),
  desk: z.enum(deskChoices).nullable().optional(),
  assignee: z.string().max(80).nullable().optional(),
  field: z.string().max(80).nullable(),
  signOffs: z.array(z.enum(signOffStates)).optional(),
  reason: z.enum(ruleCodes).nullable().optional(),
  taken: days.nullable().optional(),
  due: days.nullable().optional(),
  search: z.string().max(200),
})
export const sortSchema: z.ZodType<ListSort> = z.strictObject({
  column: z.enum(sortColumns),
  descending: z.boolean(),
})
