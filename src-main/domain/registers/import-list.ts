import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { command, happened, type NewEvent, task } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { admitPenalty } from './check-fields.ts'
import { checkListWork, type ListChecked, type ListFinding, mostEntries } from './check-list.ts'
import { type RegisterKind, registerKinds } from './entry.ts'
import { entrySchema, listFields, registerEntriesRecorded, registerListRecorded } from './events.ts'
import { registersTables as k } from './projection.ts'

const entriesAnEvent = 400

/** `staged` is null when nothing of the list may be taken in. */
export type ListRead = ListChecked & { readonly staged: string | null }

/** Reads and checks a list, all findings at once; changes nothing. */
const readRegisterList = task({
  permission: may('registers:edit'),
  input: z.strictObject({
    file: fileToken,
    sheet: z.string().max(200).nullable(),
    register: z.enum(registerKinds),
  }),
  async run({ input, db, desk, ports, signal, progress }): Promise<Result<ListRead>> {
    const { file, sheet, register } = input
    if (!ports.files.knows(file)) return refuse('files/token-expired')
    const read = await ports.tables.work(
      { file, sheet, work: checkListWork, input: null },
      { signal, progress },
    )
    if (!read.ok) return read
    const { answer, staged } = read.value
    const more = standingFindings(db, desk.institution, { register, answer })
    return ok({ ...answer, findings: [...more, ...answer.findings], staged })
  },
})

type Place = { readonly register: RegisterKind; readonly source: string; readonly sheet: string }

/** Lists of this office that count. */
function countingLists(db: Db, institution: string, register: RegisterKind) {
  return db.all(
    k
      .selectFrom('register_lists as l')
      .selectAll('l')
      .where('l.institution', '=', institution)
      .where('l.register', '=', register)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('register_withdrawals as w')
              .select('w.subject')
              .whereRef('w.target', '=', 'l.subject')
              .where('w.institution', '=', institution),
          ),
        ),
      )
      .orderBy('l.list_date', 'desc'),
  )
}

function knownList(db: Db, institution: string, { register, source, sheet }: Place) {
  return countingLists(db, institution, register).find(
    (list) => list.digest === source && list.sheet === sheet,
  )
}

function standingFindings(
  db: Db,
  institution: string,
  { register, answer }: { readonly register: RegisterKind; readonly answer: ListChecked },
): readonly ListFinding[] {
  const known = knownList(db, institution, { register, ...answer })
  const [newest] = countingLists(db, institution, register)
  const tell = (code: ListFinding['code'], text: string): ListFinding => ({
    code,
    severity: 'warning',
    row: null,
    text,
  })
  if (known) return [tell('known-already', `${known.title}（${known.list_date}）`)]
  return answer.date !== null && newest && answer.date < newest.list_date
    ? [tell('older-than-newest', `${newest.title}（${newest.list_date}）`)]
    : []
}

const head = z.strictObject(listFields)
const entriesSchema = z.array(entrySchema).min(1).max(mostEntries)

/** Records a list that was read; the same one again has no effect. Reached through the task that read it. */
const recordRegisterList = command({
  permission: may('registers:edit'),
  input: head.extend({ rows: z.int().min(0), entries: entriesSchema }),
  decide({ input, db, desk, today, newSubject }) {
    const { entries, ...list } = input
    if (list.listDate > today) return refuse('registers/day-in-future', { today })
    if (entries.some(({ checkedOn }) => checkedOn !== null && checkedOn > today))
      return refuse('registers/day-in-future', { today })
    for (const entry of entries) {
      const admitted = admitPenalty(entry)
      if (!admitted.ok) return admitted
    }
    const { register, source } = list
    const known = knownList(db, desk.institution, { register, source: source.digest, sheet: source.sheet })
    if (known) return ok({ events: [], value: { list: known.subject, taken: 0 } })
    const subject = newSubject('register')
    const events: NewEvent[] = [happened(registerListRecorded, subject, { ...list, taken: entries.length })]
    for (let at = 0; at < entries.length; at += entriesAnEvent) {
      const piece = entries.slice(at, at + entriesAnEvent)
      events.push(happened(registerEntriesRecorded, subject, { entries: piece }))
    }
    return ok({ events, value: { list: subject, taken: entries.length } })
  },
})

/** Takes in a list that was read, all of it or nothing. `taken` is 0 when the same list is here already. */
const importRegisterList = task({
  permission: may('registers:edit'),
  input: head.extend({ staged: z.string(), rows: z.int().min(0) }),
  async run({ input, ports, execute }): Promise<Result<{ readonly list: string; readonly taken: number }>> {
    const { staged, ...list } = input
    // A token may be of other work: then it holds something else.
    const entries = entriesSchema.safeParse(await ports.staging.get(staged))
    if (!entries.success) return refuse('registers/read-again')
    const recorded = execute(recordRegisterList, { ...list, entries: entries.data })
    if (recorded.ok) await ports.staging.drop(staged)
    return recorded
  },
})

export const registerListCalls = { readRegisterList, importRegisterList }
