import { z } from 'zod'
import { type Db, tables } from '../../core/db.ts'
import { isDigest } from '../../core/event.ts'
import { command, event, happened, on, query, task } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { isDay } from '../batches/rules.ts'
import { fileToken } from '../files/token.ts'
import { checkDaysWork, type DaysChecked } from './check-days.ts'
import { type Arrangement, nationalArrangements } from './national.ts'
import type { Calendar, DayKind } from './rules.ts'

const dayKinds = ['放假', '上班'] as const satisfies readonly DayKind[]
const year = z.int().min(2000).max(2099)
const arranged = {
  /** Years that are replaced as a whole. */
  years: z.array(year).min(1).max(20),
  days: z.array(z.strictObject({ day: z.string().refine(isDay), kind: z.enum(dayKinds) })).max(2_000),
  /** The notice it was taken from, as a person names it. */
  basis: z.string().trim().min(4).max(200),
  /** The file it was read from. */
  source: z.string().refine(isDigest),
}

/**
 * The office's working days of some years. It decides deadlines, so it is an event; every desk of the office may record
 * one, and `revision` (one more than any known) says which counts.
 */
const holidaysRecorded = event({
  type: 'HolidaysRecorded',
  version: 1,
  audience: 'office',
  data: z.strictObject({ ...arranged, revision: z.int().min(1) }),
})

type CalendarTables = {
  holidays: {
    subject: string
    institution: string
    year: number
    revision: number
    basis: string
    /** JSON list of days of this year. */
    days: string
    person: string
    at: string
  }
}

const k = tables<CalendarTables>()

/** Of one year, and where it comes from; `recorded` is null for what the program brought along. */
export type KnownArrangement = Arrangement & {
  readonly recorded: { readonly at: string; readonly person: string } | null
}

/** Years whose arrangement is known here: the office's own newest record, else what the program brought along. */
export function readArrangements(db: Db, institution: string): readonly KnownArrangement[] {
  const known = new Map<number, KnownArrangement>(
    nationalArrangements.map((one) => [one.year, { ...one, recorded: null }]),
  )
  const rows = db.all(
    k
      .selectFrom('holidays')
      .selectAll()
      .where('institution', '=', institution)
      .orderBy('revision')
      .orderBy('subject'),
  )
  for (const { year, basis, days, person, at } of rows)
    known.set(year, { year, basis, days: JSON.parse(days), recorded: { at, person } })
  return [...known.values()].sort((a, b) => b.year - a.year)
}

/** What working days are counted by. */
export function readCalendar(db: Db, institution: string): Calendar {
  const known = readArrangements(db, institution)
  return {
    years: known.map((one) => one.year),
    days: Object.fromEntries(known.flatMap(({ days }) => days.map(({ day, kind }) => [day, kind]))),
  }
}

const arrangements = query({
  permission: may('signed-in'),
  input: z.null(),
  read: ({ db, desk }): readonly KnownArrangement[] => readArrangements(db, desk.institution),
})

const days = query({
  permission: may('signed-in'),
  input: z.null(),
  read: ({ db, desk }): Calendar => readCalendar(db, desk.institution),
})

/** Reads and checks a list of days; changes nothing. `source` is the file's digest. */
const readDays = task({
  permission: may('batches:edit'),
  input: z.strictObject({ file: fileToken, sheet: z.string().max(200).nullable() }),
  async run({ input, ports, signal, progress }): Promise<Result<DaysChecked>> {
    if (!ports.files.knows(input.file)) return refuse('files/token-expired')
    const read = await ports.tables.work(
      { file: input.file, sheet: input.sheet, work: checkDaysWork, input: null },
      { signal, progress },
    )
    return read.ok ? ok(read.value.answer) : read
  },
})

/** Replaces the arrangement of these years for the office. */
const record = command({
  permission: may('batches:edit'),
  input: z.strictObject(arranged),
  decide({ input, db, desk, newSubject }) {
    const years = new Set(input.years)
    if (input.days.some(({ day }) => !years.has(Number(day.slice(0, 4)))))
      return refuse('calendar/other-year')
    if (new Set(input.days.map(({ day }) => day)).size < input.days.length)
      return refuse('calendar/day-twice')
    const [newest] = db.sql<{ revision: number | null }>(
      'SELECT max(revision) AS revision FROM holidays WHERE institution = ?',
      desk.institution,
    )
    const revision = (newest?.revision ?? 0) + 1
    return ok({
      events: [happened(holidaysRecorded, newSubject('calendar'), { ...input, revision })],
      value: null,
    })
  },
})

/** Working days of the office: weekends, statutory holidays and the days worked in exchange (domain §4). */
export const calendar = {
  name: 'calendar',
  events: [holidaysRecorded],
  projection: {
    revision: 1,
    tables: ['holidays'],
    ddl: `CREATE TABLE holidays (
      subject TEXT NOT NULL, institution TEXT NOT NULL, year INTEGER NOT NULL, revision INTEGER NOT NULL,
      basis TEXT NOT NULL, days TEXT NOT NULL, person TEXT NOT NULL, at TEXT NOT NULL,
      PRIMARY KEY (subject, year)
    ) STRICT`,
    handlers: [
      on(holidaysRecorded, (db, { subject, institution, at, actor, data }) => {
        for (const year of new Set(data.years)) {
          const own = data.days.filter(({ day }) => Number(day.slice(0, 4)) === year)
          const { revision, basis } = data
          const row = { subject, institution, year, revision, basis, person: actor.id, at }
          db.run(k.insertInto('holidays').values({ ...row, days: JSON.stringify(own) }))
        }
      }),
    ],
  },
  calls: { arrangements, days, readDays, record },
} as const
