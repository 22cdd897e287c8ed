import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import type { Digest } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import type { Letter } from '../applications/letter.ts'
import { applicationsTables } from '../applications/projection.ts'
import { checkCodeOf } from '../papers/place.ts'
import { handOutTables } from './hand-out-projection.ts'

/** A list that went to, or came from, an institution without a desk; nobody confirms it but paper. */
export type PaperRecord = {
  readonly id: string
  readonly direction: 'sent' | 'received'
  readonly other: string
  readonly at: string
  readonly person: string
  /** File name of a hand-out; office and number of a letter. */
  readonly label: string
  readonly digest: Digest
  readonly size: number | null
  /** Applications. */
  readonly rows: number
  readonly letter: Letter | null
  /** The import was taken back. */
  readonly isWithdrawn: boolean
  readonly checkCode: string
}

/** Every hand-out and every list with a covering letter of this institution, the newest first. */
export function readPaperRecords(db: Db, own: string): readonly PaperRecord[] {
  const handed = db
    .all(handOutTables.selectFrom('sheets_handed_over').selectAll().where('sender', '=', own))
    .map(({ subject: id, recipient: other, at, person, label, digest, size, rows }): PaperRecord => {
      const said = { id, other, at, person, label, digest, size, rows, checkCode: checkCodeOf(db, id) }
      return { ...said, direction: 'sent', letter: null, isWithdrawn: false }
    })
  const taken = db
    .all(
      applicationsTables
        .selectFrom('imports')
        .selectAll()
        .where('institution', '=', own)
        .where('letter', 'is not', null),
    )
    .map(({ subject: id, origin: other, at, actor: person, data, letter, withdrawn }): PaperRecord => {
      const said = JSON.parse(letter!) as Letter
      const { source, taken: rows } = JSON.parse(data) as { source: { digest: Digest }; taken: number }
      const label = `${said.office} ${said.number}`
      return {
        id,
        direction: 'received',
        other,
        at,
        person,
        label,
        digest: source.digest,
        size: null,
        rows,
        letter: said,
        isWithdrawn: withdrawn !== null,
        checkCode: checkCodeOf(db, id),
      }
    })
  return [...handed, ...taken].sort((a, b) => (a.at < b.at ? 1 : -1))
}

export const paperRegister = query({
  permission: may('bundles:read'),
  input: z.null(),
  read: ({ db, desk }): readonly PaperRecord[] => readPaperRecords(db, desk.institution),
})

/** What an institution was last handed out on paper, and what last came from it with a letter. */
export type PaperStanding = {
  readonly handedOut: { readonly at: string; readonly label: string; readonly rows: number } | null
  readonly takenIn: { readonly at: string; readonly number: string; readonly rows: number } | null
}

/** By institution; those without any paper are not in it. */
export function paperStandings(db: Db, own: string): ReadonlyMap<string, PaperStanding> {
  const standings = new Map<string, PaperStanding>()
  for (const { other, direction, at, label, rows, letter, isWithdrawn } of readPaperRecords(db, own)) {
    if (isWithdrawn) continue
    const now = standings.get(other) ?? { handedOut: null, takenIn: null }
    if (direction === 'sent')
      standings.set(other, { ...now, handedOut: now.handedOut ?? { at, label, rows } })
    else if (letter) {
      standings.set(other, { ...now, takenIn: now.takenIn ?? { at, number: letter.number, rows } })
    }
  }
  return standings
}
