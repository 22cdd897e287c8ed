import { z } from 'zod'
import { command, happened, type NewEvent } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { admitLetter } from '../applications/check-letter.ts'
import { imported, listSchema } from '../applications/commands.ts'
import { applicantPeopleRecorded, applicationRevised, importRecorded } from '../applications/events.ts'
import { type RevisableField, type RevisedField, revisedFields } from '../applications/revisable-fields.ts'
import { peopleRevisedBy, revisedBy } from '../applications/revise-content.ts'
import { readBatch } from '../batches/index.ts'
import { compareList, type ListRow } from './compare-list.ts'
import { type ChosenRow, type ComparedRow, type Comparison, isClosed } from './compared.ts'
import { readRecordedContents } from './recorded.ts'

/** Which changes a person takes, and what they had in front of them. */
export const choiceSchema = {
  chosen: z
    .array(z.strictObject({ row: z.int().min(1), fields: z.array(z.enum(revisedFields)).min(1).max(60) }))
    .max(100_000),
  /** Why closed reviews' applications are changed; empty when none is. */
  reason: z.string().trim().max(500),
  /** Of the comparison that was shown. */
  seen: z.string().max(60),
}

/**
 * Takes a list in that was compared with what is here: new applications and the changes that a person chose, all of it or
 * nothing. Refused when something has changed since, when nothing is left to write, and for old values alone.
 */
export const recordRevised = command({
  permission: may('applications:edit'),
  input: z.strictObject({
    ...listSchema,
    ...choiceSchema,
    /** Numbers of the rows that are left out. */
    leftOutNumbers: z.array(z.string().max(200)),
  }),
  decide({ input, db, desk, today, newSubject }) {
    const batch = readBatch(db, input.batch)
    if (!batch) return refuse('batches/unknown')
    const { letter, chosen, reason, source, rows, leftOut } = input
    if (letter) {
      const { scan: _, ...fields } = letter
      const admitted = admitLetter(fields, { db, institution: desk.institution, today })
      if (!admitted.ok) return admitted
    }
    const comparison = compareList(
      { db, desk },
      {
        batch: batch.id,
        digest: source.digest,
        origin: letter?.institution ?? desk.institution,
        rows: input.applications as readonly ListRow[],
        leftOut: input.leftOutNumbers,
      },
    )
    if (comparison.seen !== input.seen) return refuse('revisions/changed-meanwhile')
    const compared = new Map(comparison.rows.map((row) => [row.row, row]))
    const admitted = admitChoice(comparison, compared, chosen, reason)
    if (!admitted.ok) return admitted
    const byRow = new Map(input.applications.map((one) => [one.row, one]))
    const fresh = input.applications.filter(({ row }) => compared.get(row)?.group === 'new')
    const whole = newSubject('import')
    const counts = {
      revised: chosen.length,
      same: comparison.rows.filter(({ group }) => group === 'same').length,
      missing: comparison.missing.length,
    }
    const taken = fresh.length
    const recorded = readRecordedContents(
      db,
      desk,
      chosen.map(({ row }) => ({ id: compared.get(row)!.application!, institution: desk.institution })),
    )
    const revised = chosen.flatMap((choice): readonly NewEvent[] => {
      const row = compared.get(choice.row)!
      const application = row.application!
      const list = byRow.get(choice.row)!
      const content = revisedBy(
        recorded.contentOf(application)!,
        list.content,
        choice.fields.filter((field): field is RevisableField => field !== 'people'),
      )
      const changes = row.changes
        .filter(({ field }) => choice.fields.includes(field))
        .map(({ field, before, after }) => ({ field, before, after }))
      const why = isClosed(row) ? reason : ''
      const said = { import: whole, row: row.row, reason: why, changes, content }
      const event = happened(applicationRevised, application, said as never)
      if (!choice.fields.includes('people')) return [event]
      const people = [...peopleRevisedBy(recorded.peopleOf(application), list.people)]
      return [event, happened(applicantPeopleRecorded, application, { people })]
    })
    const said = { batch: batch.id, source, rows, taken, leftOut, letter, compared: counts }
    return ok({
      events: [
        happened(importRecorded, whole, said),
        ...imported(fresh, { import: whole, batch, newSubject }),
        ...revised,
      ],
      value: { import: whole, taken, revised: chosen.length },
    })
  },
})

/** What a person chose must be there to be chosen, be more than old values, and have a reason where reviews are closed. */
function admitChoice(
  { rows }: Comparison,
  compared: ReadonlyMap<number, ComparedRow>,
  chosen: readonly ChosenRow[],
  reason: string,
): Result<void> {
  const odd = chosen.filter(({ row, fields }) => {
    const there = compared.get(row)
    const isThere = (field: RevisedField) => there?.changes.some((change) => change.field === field)
    return there?.group !== 'changed' || !fields.every(isThere) || new Set(fields).size !== fields.length
  })
  const twice = new Set(chosen.map(({ row }) => row)).size !== chosen.length
  if (odd.length > 0 || twice) {
    return refuse('revisions/not-a-change', { rows: odd.map(({ row }) => row).slice(0, 50) })
  }
  const isNew = rows.some(({ group }) => group === 'new')
  if (!isNew && chosen.length === 0) {
    const isSame = rows.every(({ group }) => group === 'same')
    return refuse(isSame ? 'revisions/nothing-to-write' : 'revisions/nothing-chosen')
  }
  const isOld = ({ row, fields }: ChosenRow) =>
    compared.get(row)!.changes.every(({ field, isOld: old }) => old || !fields.includes(field))
  if (!isNew && chosen.every(isOld)) {
    return refuse('revisions/only-old-values', { rows: chosen.map(({ row }) => row).slice(0, 50) })
  }
  const closed = chosen.filter(({ row }) => isClosed(compared.get(row)!)).map(({ row }) => row)
  if (closed.length > 0 && reason === '') {
    return refuse('revisions/reason-missing', { rows: closed.slice(0, 50) })
  }
  return ok(undefined)
}
