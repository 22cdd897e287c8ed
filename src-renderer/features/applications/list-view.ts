import type { DeskChoice } from '../../../src-main/domain/applications/desks.ts'
import { isDay } from '../../../src-main/domain/batches/rules.ts'
import type { Days } from '../../../src-main/domain/formal-review/list-filter.ts'
import type { ReviewState } from '../../../src-main/domain/formal-review/review-state.ts'
import { type ListSort, sortColumns } from '../../../src-main/domain/formal-review/rules.ts'
import { regions } from '../../../src-main/domain/organisations/rules.ts'
import { type RuleCode, ruleCodes } from '../../../src-main/domain/rule-packs/rules.ts'
import { type ColumnLayout, readLayout, usualLayout } from '../../ui/column-layout.ts'
import { memberOf, textsIn } from '../../ui/remembered.ts'
import { byNumber, type ListState, noFilter } from './list-state.ts'

export const stateChoices: readonly ReviewState[] = [
  '未开始',
  '审查中',
  '补交材料中',
  '通过',
  '不予受理',
  '已撤回',
]
export const deskChoices: readonly DeskChoice[] = ['here', 'handed-to-me', 'handed-over']

/** What a saved view of the list of applications holds, always written in this order. */
export type ListView = {
  /** Null: every batch; empty: the newest one, whichever that will be. */
  readonly batch: string | null
  readonly states: readonly string[]
  readonly regions: readonly string[]
  readonly institutions: readonly string[]
  readonly origins: readonly string[]
  readonly desk: DeskChoice | null
  readonly field: string | null
  readonly reason: RuleCode | null
  readonly taken: Days | null
  readonly due: Days | null
  readonly search: string
  readonly sort: { readonly column: ListSort['column']; readonly descending: boolean }
  readonly columns: { readonly hidden: readonly string[]; readonly order: readonly string[] }
}

type Shown = Pick<ListState, 'batch' | 'filter' | 'sort'>

export function viewOf({ batch, filter, sort }: Shown, { hidden, order }: ColumnLayout): ListView {
  const { states, regions: chosen, institutions, origins = [], desk = null, field, search } = filter
  const { reason = null, taken = null, due = null } = filter
  return {
    batch: batch === undefined ? '' : batch,
    states,
    regions: chosen,
    institutions,
    origins,
    desk,
    field,
    reason,
    taken,
    due,
    search,
    sort: { column: sort.column, descending: sort.descending },
    columns: { hidden, order },
  }
}

export const usualView = viewOf({ batch: undefined, filter: noFilter, sort: byNumber }, usualLayout)

export function stateOf({
  batch,
  states,
  regions: chosen,
  institutions,
  origins,
  desk,
  field,
  reason,
  taken,
  due,
  search,
  sort,
}: ListView): Shown {
  return {
    batch: batch === '' ? undefined : batch,
    filter: {
      ...noFilter,
      states: stateChoices.filter((state) => states.includes(state)),
      regions: chosen,
      institutions,
      origins,
      desk,
      field,
      reason,
      taken,
      due,
      search,
    },
    sort,
  }
}

/** Whatever an older program left there, as far as the backend takes it today; null when there is nothing. */
export function readView(stored: unknown): ListView | null {
  if (typeof stored !== 'object' || stored === null) return null
  const text = (name: string) => {
    const value = memberOf(stored, name)
    return typeof value === 'string' ? value : null
  }
  const known = <Choice extends string>(choices: readonly Choice[], name: string) =>
    choices.filter((choice) => textsIn(memberOf(stored, name)).includes(choice))
  const sort = memberOf(stored, 'sort')
  return {
    batch: text('batch'),
    states: known(stateChoices, 'states'),
    regions: known(['', ...regions], 'regions'),
    institutions: textsIn(memberOf(stored, 'institutions')),
    origins: textsIn(memberOf(stored, 'origins')),
    desk: deskChoices.find((choice) => choice === text('desk')) ?? null,
    field: text('field'),
    reason: ruleCodes.find((code) => code === text('reason')) ?? null,
    taken: daysOf(memberOf(stored, 'taken')),
    due: daysOf(memberOf(stored, 'due')),
    search: text('search') ?? '',
    sort: {
      column: sortColumns.find((column) => column === memberOf(sort, 'column')) ?? byNumber.column,
      descending: memberOf(sort, 'descending') === true,
    },
    columns: readLayout(memberOf(stored, 'columns')),
  }
}

function daysOf(stored: unknown): Days | null {
  const day = (name: string) => {
    const value = memberOf(stored, name)
    return typeof value === 'string' && isDay(value) ? value : null
  }
  const [from, to] = [day('from'), day('to')]
  return from === null && to === null ? null : { from, to }
}
