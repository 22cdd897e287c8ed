import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import { filterSchema, type ListFilter, sortSchema } from './list-filter.ts'
import { type ListRow, rowsOf } from './list-row.ts'
import type { ListSort } from './list-sort.ts'
import { type Context, matching } from './matching.ts'
import { listTables as k, stateOf, withReviews } from './with-reviews.ts'

/** False where a list can be had without looking at reviews. */
function asksReviews({ states, signOffs = [] }: ListFilter): boolean {
  return states.length > 0 || signOffs.length > 0
}

/** Ids in the order of the list; reviews are looked at only where filter or order need them. */
function ordered(context: Context, filter: ListFilter, { column, descending }: ListSort) {
  const direction = descending ? 'desc' : 'asc'
  const found = matching(context, filter)
  if (!asksReviews(filter) && column !== 'state' && column !== 'deadline') {
    return found
      .select('applications.subject as id')
      .orderBy(`applications.${column}`, direction)
      .orderBy('applications.subject')
  }
  const joined = withReviews(context.db, found, filter).select('applications.subject as id')
  const sorted =
    column === 'state'
      ? joined.orderBy((eb) => stateOf(eb), direction)
      : joined.orderBy(column === 'deadline' ? 'reviews.deadline' : `applications.${column}`, direction)
  return sorted.orderBy('applications.subject')
}

/** All ids in the order of the list, as one JSON text: a row of its own for each of a hundred thousand takes far longer. */
function allIds(db: Db, page: ReturnType<typeof ordered>): readonly string[] {
  const found = k
    .selectFrom(page.as('found'))
    .select(({ fn }) => fn<string>('json_group_array', ['id']).as('ids'))
  return JSON.parse(db.get(found)!.ids) as string[]
}

function countOf(context: Context, filter: ListFilter): number {
  const { db } = context
  const found = matching(context, filter)
  const counted = asksReviews(filter)
    ? withReviews(db, found, filter).select((eb) => eb.fn.countAll<number>().as('total'))
    : found.select((eb) => eb.fn.countAll<number>().as('total'))
  return db.get(counted)!.total
}

/** The first `most` rows in the order of the list, for papers. */
export function readListed(
  context: Context,
  filter: ListFilter,
  sort: ListSort,
  most: number,
): readonly ListRow[] {
  const ids = context.db.all(ordered(context, filter, sort).limit(most)).map(({ id }) => id)
  return ids.length === 0 ? [] : rowsOf(context, ids)
}

/** One page of the list; `total` counts all that match. */
export const list = query({
  permission: may('applications:read'),
  input: z.strictObject({
    filter: filterSchema,
    sort: sortSchema,
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
  read(context): { readonly total: number; readonly rows: readonly ListRow[] } {
    const { db } = context
    const { filter, sort, offset, limit } = context.input
    const page = ordered(context, filter, sort)
    // A search reads every text anyway: once for the page and its count together.
    const searched = filter.search.trim() === '' ? null : allIds(db, page)
    const ids =
      searched?.slice(offset, offset + limit) ?? db.all(page.limit(limit).offset(offset)).map(({ id }) => id)
    const total = searched?.length ?? countOf(context, filter)
    return { total, rows: ids.length === 0 ? [] : rowsOf(context, ids) }
  },
})

/** Where an application stands in a list: its place, and the ones before and after it. */
export const neighbours = query({
  permission: may('applications:read'),
  input: z.strictObject({ filter: filterSchema, sort: sortSchema, application: z.string() }),
  read(context): {
    readonly place: number
    readonly total: number
    readonly previous: string | null
    readonly next: string | null
  } {
    const { input, db } = context
    const ids = allIds(db, ordered(context, input.filter, input.sort))
    const place = ids.indexOf(input.application)
    const at = (index: number) => (place < 0 ? null : (ids[index] ?? null))
    return { place: place + 1, total: ids.length, previous: at(place - 1), next: at(place + 1) }
  },
})
