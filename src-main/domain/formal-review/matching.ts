import { sql } from 'kysely'
import type { Db } from '../../core/db.ts'
import type { QueryContext } from '../../core/module.ts'
import { type DeskChoice, isChosen, readOfficeDesks } from '../applications/desks.ts'
import { readLetterImports } from '../applications/queries.ts'
import { nobody } from '../assignments/rules.ts'
import { linkedBatches } from '../batches/index.ts'
import { dayAfter } from '../calendar/rules.ts'
import type { RuleCode } from '../rule-packs/rules.ts'
import { mayBeInitials, searchWords } from '../search/rules.ts'
import type { Days, ListFilter } from './list-filter.ts'
import { type Found, listTables as k } from './with-reviews.ts'

export type Context = Pick<QueryContext<unknown>, 'db' | 'desk'>

/** Ids of imports that were withdrawn: few, and asked once instead of for every application. */
function withdrawnImports(db: Db): readonly string[] {
  return db
    .all(k.selectFrom('imports').select('subject').where('withdrawn', 'is not', null))
    .map(({ subject }) => subject)
}

/** Applications that match everything but the state of their review; withdrawn imports are left out. */
export function matching({ db, desk: own }: Context, filter: ListFilter) {
  const {
    batch,
    regions,
    institutions,
    origins = [],
    desk,
    assignee,
    field,
    reason,
    taken,
    due,
    search,
  } = filter
  let found = k.selectFrom('applications')
  const withdrawn = withdrawnImports(db)
  if (withdrawn.length > 0) found = found.where('applications.import', 'not in', withdrawn)
  // The + keeps SQLite from sorting a whole batch when an index has the order of the list already.
  if (batch !== null) found = found.where(sql`+applications.batch`, 'in', linkedBatches(db, batch))
  if (field === '') found = found.where('applications.field', 'is', null)
  else if (field !== null) found = found.where('applications.field', '=', field)
  if (reason) found = found.where('applications.subject', 'in', closedFor(reason))
  if (due) found = found.where('applications.subject', 'in', dueOn(due))
  if (taken?.from) found = found.where('applications.at', '>=', beginOf(taken.from))
  if (taken?.to) found = found.where('applications.at', '<', beginOf(dayAfter(taken.to, 1)))
  if (institutions.length > 0) found = found.where('applications.institution', 'in', institutions)
  if (origins.length > 0) {
    const letters = [...readLetterImports(db)]
    const of = letters.filter(([, { origin }]) => origins.includes(origin)).map(([id]) => id)
    const all = letters.map(([id]) => id)
    found = found.where((eb) =>
      eb.or([
        eb.and([
          eb('applications.institution', 'in', origins),
          ...(all.length > 0 ? [eb('applications.import', 'not in', all)] : []),
        ]),
        ...(of.length > 0 ? [eb('applications.import', 'in', of)] : []),
      ]),
    )
  }
  if (desk) found = whereDesk(found, { db, desk: own }, desk)
  if (assignee) found = whereAssigned(found, assignee)
  if (regions.length > 0) {
    found = found.where((eb) =>
      eb.or([
        eb('applications.lead_region', 'in', regions),
        ...(regions.includes('') ? [eb('applications.lead_region', 'is', null)] : []),
      ]),
    )
  }
  const words = searchWords(search)
  if (words.length === 0) return found
  let texts = k.selectFrom('application_searches').select('application_searches.subject')
  for (const word of words) {
    const columns = mayBeInitials(word) ? (['text', 'initials'] as const) : (['text'] as const)
    texts = texts.where((eb) =>
      eb.or(columns.map((column) => eb(eb.fn('instr', [column, eb.val(word)]), '>', eb.lit(0)))),
    )
  }
  return found.where('applications.subject', 'in', texts)
}

/** Applications whose review, by the office that recorded them, is closed with this rule among its reasons. */
function closedFor(reason: RuleCode) {
  return k
    .selectFrom('closing_reasons')
    .innerJoin('reviews', 'reviews.subject', 'closing_reasons.subject')
    .where('closing_reasons.code', '=', reason)
    .select('reviews.application')
}

/** Applications that wait for material which is due on these days. */
function dueOn({ from, to }: Days) {
  let found = k
    .selectFrom('reviews')
    .select('reviews.application')
    .where('reviews.outcome', '=', '通知补交材料')
  if (from !== null) found = found.where('reviews.deadline', '>=', from)
  if (to !== null) found = found.where('reviews.deadline', '<=', to)
  return found
}

/** The moment at which a day begins here, as the log writes moments. */
function beginOf(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString()
}

/** With one desk in the office everything of the office is written here, and nothing was ever handed over. */
function whereDesk(found: Found, { db, desk: own }: Context, choice: DeskChoice): Found {
  const desks = readOfficeDesks(db, own)
  if (desks) return found.where((eb) => isChosen(eb as never, desks, own, choice))
  return choice === 'here'
    ? found.where('applications.institution', '=', own.institution)
    : found.where(sql<boolean>`false`)
}

function whereAssigned(found: Found, assignee: string): Found {
  const assigned = k.selectFrom('assignments').select('assignments.subject')
  return assignee === nobody
    ? found.where('applications.subject', 'not in', assigned)
    : found.where('applications.subject', 'in', assigned.where('assignments.person', '=', assignee))
}
