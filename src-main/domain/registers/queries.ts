import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { readApplication } from '../applications/queries.ts'
import type { Region } from '../organisations/rules.ts'
import { searchWords } from '../search/rules.ts'
import { type MatchedEntry, registerKinds, type Standing, standingOf } from './entry.ts'
import { countingEntries, openEntries, type StoredEntry, toStored } from './matching.ts'
import { type PersonCheck, readPersonChecks } from './person-checks.ts'
import { registersTables as k } from './projection.ts'
import type { RequestWay } from './request.ts'
import { usualMonthsOf } from './to-check.ts'

/** One organisation of an application with everything that a register says of it. */
export type OrganisationStanding = {
  readonly name: string
  readonly code: string | null
  readonly region: Region | null
  readonly standing: Standing
  readonly entries: readonly (StoredEntry & MatchedEntry)[]
}

export type ApplicationStanding = {
  readonly months: number
  readonly organisations: readonly OrganisationStanding[]
  /** With what a lifting of a record must name. */
  readonly people: readonly (PersonCheck & { readonly seen: Digest })[]
}

/** What one register says of an application's organisations and people today: shown beside F19 and C11. */
const ofApplication = query({
  permission: may('registers:read'),
  input: z.strictObject({ application: z.string(), register: z.enum(registerKinds) }),
  read({ input: { application: id, register }, db, desk, today, history }): ApplicationStanding | null {
    const application = readApplication(db, id)
    if (!application) return null
    const months = usualMonthsOf(db, desk, application.batch)
    const said = openEntries(db, desk.institution)
    return {
      months,
      organisations: application.content.organisations
        .filter(({ name }) => name.trim() !== '')
        .map(({ name, code, region }) => {
          const entries = said.of({ name, code }).filter((one) => one.register === register)
          return { name, code, region, entries, standing: standingOf(entries, { today, months }) }
        }),
      people: readPersonChecks(db, desk.institution, id)
        .filter((one) => one.register === register)
        .map((one) => ({ ...one, seen: history(one.id).at(-1)!.id })),
    }
  },
})

/** The entries of a register, the newest first; `total` counts all that match. */
const entries = query({
  permission: may('registers:read'),
  input: z.strictObject({
    register: z.enum(registerKinds),
    onlyRecords: z.boolean(),
    search: z.string().max(200),
    offset: z.int().min(0),
    limit: z.int().min(1).max(500),
  }),
  read({ input, db, desk }): { readonly total: number; readonly rows: readonly StoredEntry[] } {
    let found = countingEntries(desk.institution).where('e.register', '=', input.register)
    if (input.onlyRecords) found = found.where('e.result', '=', '有记录')
    for (const word of searchWords(input.search)) {
      found = found.where((eb) =>
        eb.or([
          eb(eb.fn('instr', ['e.name_key', eb.val(word)]), '>', eb.lit(0)),
          eb(eb.fn('instr', ['e.code', eb.val(word.toUpperCase())]), '>', eb.lit(0)),
        ]),
      )
    }
    const counted = found.clearSelect().select((eb) => eb.fn.countAll<number>().as('total'))
    const total = db.get(counted)!.total
    const page = found
      .orderBy('e.checked_on', 'desc')
      .orderBy('e.at', 'desc')
      .orderBy('e.subject')
      .orderBy('e.row')
      .limit(input.limit)
      .offset(input.offset)
    return { total, rows: db.all(page).map(toStored) }
  },
})

export type Lifting = {
  readonly id: string
  readonly reason: string
  readonly person: string
  readonly second: string | null
  readonly at: string
}

/** One entry as its page shows it, with what a lifting of it must name. */
export type EntryPage = {
  readonly entry: StoredEntry
  readonly list: { readonly title: string; readonly date: string; readonly taken: number } | null
  readonly liftings: readonly Lifting[]
  readonly seen: Digest
}

const open = query({
  permission: may('registers:read'),
  input: z.strictObject({ entry: z.string(), row: z.int().min(1).nullable() }),
  read({ input: { entry: id, row }, db, desk, history }): EntryPage | null {
    const found = db.get(
      countingEntries(desk.institution)
        .where('e.subject', '=', id)
        .where('e.row', '=', row ?? 0),
    )
    if (!found) return null
    const list = db.get(k.selectFrom('register_lists').selectAll().where('subject', '=', id))
    return {
      entry: toStored(found),
      list: list ? { title: list.title, date: list.list_date, taken: list.taken } : null,
      liftings: readLiftings(db, desk.institution, { id, row }),
      seen: history(id).at(-1)!.id,
    }
  },
})

function readLiftings(
  db: Db,
  institution: string,
  { id, row }: { readonly id: string; readonly row: number | null },
): readonly Lifting[] {
  const rows = db.all(
    k
      .selectFrom('register_liftings as l')
      .leftJoin('lifting_confirmations as c', 'c.subject', 'l.second')
      .leftJoin('register_withdrawals as w', (join) =>
        join.onRef('w.target', '=', 'l.subject').on('w.institution', '=', institution),
      )
      .select(['l.subject as id', 'l.reason', 'l.person', 'c.person as second', 'l.at'])
      .where('l.institution', '=', institution)
      .where('l.entry', '=', id)
      .where('l.row', '=', row ?? 0)
      .where('w.subject', 'is', null)
      .orderBy('l.at'),
  )
  return rows
}

export type ListLine = {
  readonly id: string
  readonly title: string
  readonly channel: string
  readonly date: string
  readonly taken: number
  readonly records: number
  readonly person: string
  readonly at: string
}

/** The lists of a register that count, the newest first. */
const lists = query({
  permission: may('registers:read'),
  input: z.strictObject({ register: z.enum(registerKinds) }),
  read({ input: { register }, db, desk }): readonly ListLine[] {
    return db.sql<ListLine>(
      `SELECT l.subject AS id, l.title, l.channel, l.list_date AS date, l.taken, l.person, l.at,
         (SELECT count(*) FROM register_entries e WHERE e.subject = l.subject AND e.result = '有记录') AS records
       FROM register_lists l WHERE l.register = ? AND l.institution = ? AND NOT EXISTS (
         SELECT 1 FROM register_withdrawals w WHERE w.target = l.subject AND w.institution = l.institution)
       ORDER BY l.list_date DESC, l.at DESC`,
      register,
      desk.institution,
    )
  },
})

export type Request = {
  readonly id: string
  readonly day: string
  readonly way: RequestWay
  readonly application: { readonly id: string; readonly number: string; readonly title: string } | null
  readonly asker: string
  readonly wanted: string
  readonly handled: string
  readonly person: string
  readonly at: string
  /** Why it was taken back; it stays in the register. */
  readonly withdrawn: string | null
}

/** 请托登记, the newest first; what was taken back stays and says why. */
const requests = query({
  permission: may('registers:read'),
  input: z.null(),
  read({ db, desk }): readonly Request[] {
    const rows = db.all(
      k
        .selectFrom('requests as r')
        .leftJoin('request_askers as a', 'a.subject', 'r.subject')
        .leftJoin('register_withdrawals as w', (join) =>
          join.onRef('w.target', '=', 'r.subject').on('w.institution', '=', desk.institution),
        )
        .select([
          'r.subject as id',
          'r.day',
          'r.way',
          'r.application',
          'a.asker',
          'r.wanted',
          'r.handled',
          'r.person',
          'r.at',
          'w.reason as withdrawn',
        ])
        .where('r.institution', '=', desk.institution)
        .orderBy('r.day', 'desc')
        .orderBy('r.at', 'desc'),
    )
    return rows.map(({ application: id, asker, ...row }) => {
      const content = id === null ? undefined : readApplication(db, id)?.content
      const application = content ? { id: id!, number: content.number, title: content.title } : null
      return { ...row, asker: asker ?? '', application }
    })
  },
})

export const registerQueries = { ofApplication, entries, open, lists, requests }
