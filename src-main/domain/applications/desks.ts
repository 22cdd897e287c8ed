import { type ExpressionBuilder, sql } from 'kysely'
import { readCertified } from '../../core/certified.ts'
import { type Db, tables } from '../../core/db.ts'
import { devicePrefix, parseSubject } from '../../core/event.ts'
import { handedOver, takenOver } from '../../core/governing.ts'
import { readChains } from '../../core/log.ts'
import { type DeskFacts, type Handler, on } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { type End, readEnds, writerOf } from '../../core/writers.ts'
import { readDeskNames } from '../accounts/desk-names.ts'

export type DesksTables = {
  /** Applications that were handed over at least once; all others are written where they were taken in. */
  application_desks: {
    subject: string
    /** Who wrote last, by a hand-over or before it. */
    device: string
    /** Not null: handed over, and not yet taken over there. */
    handed_to: string | null
    /** Who handed it over last. */
    handed_by: string
  }
}

const k = tables<DesksTables>()

export const desksDdl = `CREATE TABLE application_desks (
      subject TEXT PRIMARY KEY, device TEXT NOT NULL, handed_to TEXT, handed_by TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;`

export const deskHandlers: readonly Handler[] = [
  on(handedOver, (db, { subject, device, data }) => {
    if (parseSubject(subject)?.kind !== 'application') return
    const values = { device, handed_to: data.to, handed_by: device }
    db.run(
      k
        .insertInto('application_desks')
        .values({ subject, ...values })
        .onConflict((conflict) => conflict.column('subject').doUpdateSet(values)),
    )
  }),
  on(takenOver, (db, { subject, device }) => {
    db.run(k.updateTable('application_desks').set({ device, handed_to: null }).where('subject', '=', subject))
  }),
]

/** The desk of our office that writes on an application. */
export type ApplicationDesk = {
  readonly device: Digest
  /** What people of the office call it. */
  readonly name: string
  readonly isHere: boolean
  /** Handed over to it, and as far as is known here it has not begun. */
  readonly isOnItsWay: boolean
}

/** The same, with the hand-over that its first word must answer; null when it has begun, or nothing was handed over. */
export type WritingDesk = ApplicationDesk & { readonly takeOver: Digest | null }

type Own = Pick<DeskFacts, 'device' | 'institution'>

/** The desks of our office, as lists and commands ask for them. */
export type OfficeDesks = {
  readonly own: Digest
  readonly ends: ReadonlyMap<Digest, End>
  readonly devices: readonly Digest[]
  /** Devices whose subjects this desk writes: its own, and those that it goes on for. */
  readonly here: readonly Digest[]
  readonly nameOf: (device: Digest) => string
  /** The desk that goes on for a device, or the device itself. */
  readonly resolve: (device: Digest) => Digest
}

/** Null when the office has only this desk, and never had another: then everything of the office is written here. */
export function readOfficeDesks(db: Db, { institution, device: own }: Own): OfficeDesks | null {
  const chains = readChains(db).filter((chain) => chain.institution === institution)
  const known = [...chains, ...readCertified(db, institution)]
  const devices = [...new Set(known.map(({ device }) => device))]
  if (devices.length < 2) return null
  const ends = readEnds(db)
  const resolve = (device: Digest): Digest => {
    const passed = new Set<Digest>()
    let now = device
    for (let end = ends.get(now); end && !passed.has(now); end = ends.get(now)) {
      passed.add(now)
      now = end.successor
    }
    return now
  }
  const here = devices.filter((device) => resolve(device) === own)
  return { own, ends, devices, here, resolve, nameOf: readDeskNames(db, institution) }
}

/** Which desk writes on a subject of our office; null when the office has only this one, or the subject is another's. */
export function readDeskOf(db: Db, own: Own, subject: string): WritingDesk | null {
  const desks = readOfficeDesks(db, own)
  return desks && deskOf(db, desks, subject)
}

export function deskOf(db: Db, desks: OfficeDesks, subject: string): WritingDesk | null {
  const { writer, takeOver } = writerOf(db, subject, desks.ends)
  if (!writer || !desks.devices.includes(writer)) return null
  const name = desks.nameOf(writer)
  return { device: writer, name, isHere: writer === desks.own, isOnItsWay: takeOver !== null, takeOver }
}

/**
 * Refuses subjects that another desk of our office writes, with its name and how many there are; those of other offices
 * are refused by whoever writes.
 */
export function refuseElsewhere(db: Db, own: Own, subjects: readonly string[]): Result<void> {
  const desks = readOfficeDesks(db, own)
  if (!desks) return ok(undefined)
  const elsewhere = subjects.flatMap((subject) => {
    const desk = deskOf(db, desks, subject)
    return desk && !desk.isHere ? [desk.name] : []
  })
  if (elsewhere.length === 0) return ok(undefined)
  return refuse('applications/at-other-desk', { desks: [...new Set(elsewhere)], count: elsewhere.length })
}

/** Whose applications a list shows, by the desk of our office that writes them. */
export const deskChoices = ['here', 'handed-over', 'handed-to-me'] as const
export type DeskChoice = (typeof deskChoices)[number]

type Rows = DesksTables & { applications: { subject: string; institution: string } }
const applicationPrefix = 'application/'.length + 1

/** True in SQL for applications of our office that the choice names. */
export function isChosen(
  eb: ExpressionBuilder<Rows, 'applications'>,
  { here }: OfficeDesks,
  { institution }: Own,
  choice: DeskChoice,
) {
  const creator = sql<string>`substr(applications.subject, ${sql.lit(applicationPrefix)}, 8)`
  const isCreatedHere = eb(creator, 'in', here.map(devicePrefix))
  const row = eb
    .selectFrom('application_desks')
    .select('application_desks.subject')
    .whereRef('application_desks.subject', '=', 'applications.subject')
  const now = sql<string>`coalesce(handed_to, device)`
  const ours = eb('applications.institution', '=', institution)
  switch (choice) {
    case 'here':
      return eb.and([
        ours,
        eb.or([eb.exists(row.where(now, 'in', here)), eb.and([isCreatedHere, eb.not(eb.exists(row))])]),
      ])
    case 'handed-over':
      return eb.and([
        ours,
        eb.or([
          eb.and([isCreatedHere, eb.exists(row.where(now, 'not in', here))]),
          eb.exists(row.where(now, 'not in', here).where('handed_by', 'in', here)),
        ]),
      ])
    case 'handed-to-me':
      return eb.and([ours, eb.not(isCreatedHere), eb.exists(row.where(now, 'in', here))])
  }
}

/** The desks of single applications of our office, without going through their history: for the rows of a list. */
export function readDesksOf(
  db: Db,
  own: Own,
  applications: readonly { readonly id: string; readonly institution: string }[],
): ReadonlyMap<string, ApplicationDesk> {
  const desks = readOfficeDesks(db, own)
  if (!desks || applications.length === 0) return new Map()
  const ours = applications.filter(({ institution }) => institution === own.institution)
  const ids = JSON.stringify(ours.map(({ id }) => id))
  const rows = db.all(
    k
      .selectFrom('application_desks')
      .select(['subject', 'device', 'handed_to'])
      // As one value: a batch may have more applications than a statement may have parameters.
      .where('subject', 'in', sql<string>`(SELECT value FROM json_each(${ids}))`),
  )
  const handed = new Map(rows.map((row) => [row.subject, row]))
  const byPrefix = new Map(desks.devices.map((device) => [devicePrefix(device), device]))
  return new Map(
    ours.flatMap(({ id }) => {
      const row = handed.get(id)
      const last = row ? (row.handed_to ?? row.device) : byPrefix.get(parseSubject(id)?.devicePrefix ?? '')
      if (!last) return []
      const device = desks.resolve(last as Digest)
      const isOnItsWay = row?.handed_to === device
      return [[id, { device, name: desks.nameOf(device), isHere: device === own.device, isOnItsWay }]]
    }),
  )
}
