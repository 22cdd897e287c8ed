import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { command, happened } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { applicationsTables } from '../applications/projection.ts'
import { readApplication } from '../applications/queries.ts'
import { isDay } from '../batches/rules.ts'
import { namedSchema } from '../organisations/events.ts'
import { comparableName, normalCreditCode } from '../organisations/rules.ts'
import { admitCheck, checkInput } from './check-fields.ts'
import {
  liftingConfirmed,
  organisationChecked,
  personChecked,
  recordLifted,
  registerWithdrawn,
  requestAskerRecorded,
  requestNoted,
} from './events.ts'
import { countingEntries } from './matching.ts'
import { readPersonCheckOf } from './person-checks.ts'
import { registersTables as k } from './projection.ts'
import { requestWays } from './request.ts'

/** Records what a register says of one organisation, or the same of several that were looked up together. */
const recordChecks = command({
  permission: may('registers:edit'),
  input: z.strictObject({ organisations: z.array(namedSchema).min(1).max(500), check: checkInput }),
  decide({ input: { organisations, check }, db, today, newSubject }) {
    const admitted = admitCheck(db, check, today)
    if (!admitted.ok) return admitted
    if (organisations.some(({ name }) => comparableName(name).length < 2)) return refuse('registers/no-name')
    if (check.result === '有记录' && organisations.length > 1) return refuse('registers/one-record-at-a-time')
    const events = organisations.map(({ name, code }) => {
      const organisation = { name, code: code === null ? null : normalCreditCode(code) || null }
      return happened(organisationChecked, newSubject('register'), { organisation, ...check })
    })
    return ok({ events, value: { entries: events.map(({ subject }) => subject) } })
  },
})

/** Records what a register says of a person of an application. */
const recordPersonCheck = command({
  permission: may('registers:edit'),
  input: z.strictObject({
    application: z.string(),
    name: z.string().trim().min(1).max(60),
    check: checkInput,
  }),
  decide({ input: { application, name, check }, db, today, newSubject }) {
    const admitted = admitCheck(db, check, today)
    if (!admitted.ok) return admitted
    const person = peopleOf(db, application).find((one) => one.name.trim() === name)
    if (!person) return refuse('registers/not-in-application')
    const entry = newSubject('register')
    const data = { application, name, idNumber: person.idNumber, ...check }
    return ok({ events: [happened(personChecked, entry, data)], value: { entry } })
  },
})

function peopleOf(
  db: Db,
  application: string,
): readonly { readonly name: string; readonly idNumber: string | null }[] {
  const row = db.get(
    applicationsTables.selectFrom('application_people').select('people').where('subject', '=', application),
  )
  return row ? (JSON.parse(row.people) as { name: string; idNumber: string | null }[]) : []
}

type Target = { readonly entry: string; readonly row: number | null }

/** The record that a lifting names; undefined when nothing of that name counts here. */
function readRecord(db: Db, institution: string, { entry, row }: Target) {
  const found = db.get(
    countingEntries(institution)
      .where('e.subject', '=', entry)
      .where('e.row', '=', row ?? 0),
  )
  if (found) return { result: found.result, isLifted: found.lifted === 1 }
  return row === null ? readPersonCheckOf(db, institution, entry) : undefined
}

/**
 * Says that a record stands in the way no longer: two people on the same state, with a reason. What is on the list stays
 * there.
 */
const liftRecord = command({
  permission: may('registers:edit'),
  secondPermission: may('second-check:edit'),
  input: z.strictObject({
    entry: z.string(),
    row: z.int().min(1).nullable(),
    reason: z.string().trim().min(1).max(1000),
    /** The last event of the record that both saw. */
    seen: z.string().regex(digestPattern),
  }),
  decide({ input, db, desk, second, history, newSubject }) {
    const { entry, row, reason, seen } = input
    const record = readRecord(db, desk.institution, { entry, row })
    if (record?.result !== '有记录') return refuse('registers/not-a-record')
    if (record.isLifted) return refuse('registers/lifted-already')
    if (history(entry).at(-1)?.id !== seen) return refuse('registers/changed-meanwhile')
    const statement = newSubject('register-confirmation')
    const actor = { id: second!.id, role: '复核人' }
    return ok({
      events: [
        happened(liftingConfirmed, statement, { entry, row, seen }, { actor }),
        happened(recordLifted, newSubject('register-lifting'), { entry, row, reason, second: statement }),
      ],
      value: null,
    })
  },
})

/**
 * Undo. A check or list that says nothing against anybody may be taken back by one person, a lifting too: then the record
 * stands again. A record itself is never taken back, it is lifted by two.
 */
const withdraw = command({
  permission: may('registers:edit'),
  input: z.strictObject({ target: z.string(), reason: z.string().trim().min(1).max(500) }),
  decide({ input, db, desk, newSubject }) {
    const admitted = admitWithdrawal(db, desk.institution, input.target)
    if (!admitted.ok) return admitted
    return ok({
      events: [happened(registerWithdrawn, newSubject('register-withdrawal'), input)],
      value: null,
    })
  },
})

function admitWithdrawal(db: Db, institution: string, target: string): Result<void> {
  const own = { institution, subject: target }
  const is = (table: 'register_lists' | 'register_liftings' | 'requests' | 'person_checks') =>
    db.get(
      k
        .selectFrom(table)
        .select('subject')
        .where('subject', '=', own.subject)
        .where('institution', '=', own.institution),
    ) !== undefined
  const entries = db.all(
    k
      .selectFrom('register_entries')
      .select('result')
      .where('subject', '=', target)
      .where('institution', '=', institution),
  )
  const person = readPersonCheckOf(db, institution, target)
  const isKnown =
    entries.length > 0 ||
    is('register_lists') ||
    is('register_liftings') ||
    is('requests') ||
    is('person_checks')
  if (!isKnown) return refuse('registers/unknown-entry')
  const before = db.get(
    k
      .selectFrom('register_withdrawals')
      .select('subject')
      .where('target', '=', target)
      .where('institution', '=', institution),
  )
  if (before) return refuse('registers/withdrawn-already')
  const records = entries.filter(({ result }) => result === '有记录').length
  if (records > 0 || person?.result === '有记录')
    return refuse('registers/has-records', { count: Math.max(records, 1) })
  return ok(undefined)
}

/** Notes that somebody asked for a favour; who it was is personal data and an event of its own. */
const noteRequest = command({
  permission: may('registers:edit'),
  input: z.strictObject({
    day: z.string().refine(isDay),
    way: z.enum(requestWays),
    application: z.string().nullable(),
    asker: z.string().trim().max(200),
    wanted: z.string().trim().min(1).max(1000),
    handled: z.string().trim().min(1).max(1000),
  }),
  decide({ input, db, today, newSubject }) {
    const { asker, ...data } = input
    if (data.day > today) return refuse('registers/day-in-future', { today })
    if (data.application !== null && !readApplication(db, data.application))
      return refuse('applications/unknown')
    const request = newSubject('request')
    const noted = happened(requestNoted, request, data)
    const events = asker === '' ? [noted] : [noted, happened(requestAskerRecorded, request, { asker })]
    return ok({ events, value: { request } })
  },
})

export const registerCommands = { recordChecks, recordPersonCheck, liftRecord, withdraw, noteRequest }
