import { create } from 'zustand'
import type { DeskChoice } from '../../../src-main/domain/applications/desks.ts'
import type { ListFilter } from '../../../src-main/domain/formal-review/list-filter.ts'
import type { ListSort } from '../../../src-main/domain/formal-review/list-sort.ts'
import type { ReviewState } from '../../../src-main/domain/formal-review/review-state.ts'
import type { Sorting } from '../../ui/table-columns.ts'

/** A list of applications as somebody looks at it: review mode walks along it. */
export type ReviewList = { readonly filter: ListFilter; readonly sort: ListSort }

/** The states in the order of the work, as the bar shows them. */
export const stateOrder = [
  '未开始',
  '审查中',
  '补交材料中',
  '通过',
  '不予受理',
  '已撤回',
] as const satisfies readonly ReviewState[]

export const sortable: readonly ListSort['column'][] = [
  'number',
  'title',
  'lead',
  'field',
  'state',
  'deadline',
]

/** States in which somebody here has to do something now. */
const openStates: readonly ReviewState[] = ['未开始', '审查中']

const byNumber: ListSort = { column: 'number', descending: false }
const byDeadline: ListSort = { column: 'deadline', descending: false }

export type Whose = 'here' | 'office' | 'all'

/** What the review list shows; kept while the window is open, so that coming back finds it as it was. */
export type ReviewListState = {
  /** Null shows all of them, in the order of the work. */
  readonly state: ReviewState | null
  readonly search: string
  /** What this desk reviews, what the office does, or also what others sent. */
  readonly whose: Whose
  /** Whose work: an account, `nobody`, or null for everybody's. */
  readonly assignee: string | null
  /** Null: by what needs work. */
  readonly sorting: Sorting | null
  /** Whose this is: somebody else's list begins as that person left it. */
  readonly person: string | null
}

export const useReviewList = create<ReviewListState>(() => ({
  state: null,
  search: '',
  whose: 'here',
  assignee: null,
  sorting: null,
  person: null,
}))

/** The list that stands in the state of an address: whoever opens a review hands over the list it was opened from. */
export function listOfAddress(state: unknown): ReviewList | null {
  const isList = typeof state === 'object' && state !== null && 'filter' in state && 'sort' in state
  return isList ? (state as ReviewList) : null
}

/** What is still to be reviewed in a batch: what review mode walks along when it was not opened from a list. */
export function openList(batch: string, institution: string): ReviewList {
  return listOf({ batch, institutions: [institution], desk: 'here' }, openStates)
}

/** What of all applications the list is about. */
type Scope = {
  readonly batch: string | null
  readonly institutions: readonly string[]
  readonly desk?: DeskChoice | null
  readonly assignee?: string | null
  readonly search?: string
}

/** The parts of which the list is made, one below the other: one that is sorted, or what needs work first. */
export function partsOf(
  scope: Scope,
  { state, sorting }: Pick<ReviewListState, 'state' | 'sorting'>,
): readonly [ReviewList, ...ReviewList[]] {
  if (sorting) {
    const sort = { column: sorting.column as ListSort['column'], descending: sorting.direction === 'down' }
    return [{ ...listOf(scope, state ? [state] : []), sort }]
  }
  if (state) return [listOf(scope, [state])]
  return [listOf(scope, openStates), listOf(scope, ['补交材料中']), listOf(scope, ['通过', '不予受理'])]
}

export function listOf(scope: Scope, states: readonly ReviewState[]): ReviewList {
  const { batch, institutions, desk = null, assignee = null, search = '' } = scope
  const isWaiting = states.length === 1 && states[0] === '补交材料中'
  return {
    filter: { batch, states, regions: [], institutions, desk, assignee, field: null, search },
    sort: isWaiting ? byDeadline : byNumber,
  }
}
