import { admit } from './admit.ts'
import type { Db } from './db.ts'
import type { Projections } from './projections.ts'
import type { BodyProblem } from './truth.ts'
import { creatorOf, type End, type Ends, inWritersOrder, readActs, readEnds, upTo } from './writers.ts'

/** Decides anew which events on these subjects count, and projects them again. */
export function settle(db: Db, projections: Projections, subjects: ReadonlySet<string>): void {
  const ends = readEnds(db)
  for (const subject of subjects) settleOne(db, projections, subject, ends)
}

function settleOne(db: Db, projections: Projections, subject: string, ends: Ends): void {
  const acts = readActs(db, subject)
  const creator = creatorOf(db, subject)
  const counted = new Set(
    creator
      ? inWritersOrder(creator, acts, (device) => ends.get(device) ?? null).acts.map((act) => act.position)
      : [],
  )
  for (const { position, device, seq, problem } of acts) {
    const wrong: BodyProblem = seq > upTo(ends.get(device)) ? 'past-end' : 'not-the-writer'
    const now = counted.has(position) ? problemOf(db, projections, position, problem) : wrong
    if (now !== problem) db.sql('UPDATE bodies SET problem = ? WHERE position = ?', now, position)
  }
  projections.projectSubjectAgain(subject, ends)
}

/** What is wrong with an event of the writer, apart from who wrote it. */
function problemOf(
  db: Db,
  projections: Projections,
  position: number,
  known: string | null,
): BodyProblem | null {
  if (known === null) return null
  const [row] = db.sql<{ bytes: Uint8Array }>('SELECT bytes FROM bodies WHERE position = ?', position)
  return admit(projections.definitions, row!.bytes).problem
}

/** Subjects whose events may count differently since chains end elsewhere than before. */
export function touchedByEnds(db: Db, before: Ends): ReadonlySet<string> {
  const after = readEnds(db)
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (device) => !isSameEnd(before.get(device), after.get(device)),
  )
  const beyond = changed.flatMap((device) =>
    db.sql<{ subject: string }>(
      `SELECT DISTINCT b.subject FROM chains c JOIN events e ON e.chain = c.number
       JOIN bodies b ON b.position = e.position
       WHERE c.device = ? AND e.seq > ? AND b.subject IS NOT NULL`,
      device,
      upTo(after.get(device)),
    ),
  )
  // Rare, and then the log is read once: whoever wrote by an earlier ending may have lost the right to it.
  const inherited =
    changed.length === 0
      ? []
      : db.sql<{ subject: string }>(
          `SELECT DISTINCT b.subject FROM bodies b JOIN events e ON e.position = b.position
           JOIN chains c ON c.number = e.chain WHERE b.subject IS NOT NULL
           AND instr(b.subject, '/' || substr(c.device, instr(c.device, ':') + 1, 8) || '-') = 0`,
        )
  const waiting = db.sql<{ subject: string }>(
    `SELECT DISTINCT subject FROM bodies WHERE problem IS NOT NULL AND problem IN ('not-the-writer', 'past-end')`,
  )
  return new Set([...beyond, ...inherited, ...waiting].map(({ subject }) => subject))
}

function isSameEnd(a: End | undefined, b: End | undefined): boolean {
  return a?.successor === b?.successor && a?.saidAt === b?.saidAt && upTo(a) === upTo(b)
}
