import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import type { Envelope } from '../../core/dsse.ts'
import { encodeForkProof, type ForkBranch, type ForkProof } from '../../core/fork-proof.ts'
import { query, task } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { type Digest, digestPattern } from '../../core/suite.ts'
import { truth } from '../../core/truth.ts'
import { type End, readEnds } from '../../core/writers.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { namesOf } from '../papers/words.ts'
import { idAt } from './confirmed.ts'
import { forkPaper } from './fork-paper.ts'

/** A device whose chain is known in two stories. */
export type Fork = {
  readonly device: Digest
  readonly institution: string
  /** The chain of this very desk: it goes on as a new device, see its condition. */
  readonly own: boolean
  /** First place that is known to differ. */
  readonly seq: number
  /** Who brought the story that contradicts. */
  readonly sender: string
  readonly at: string
  /** Up to which place the chain is held here. */
  readonly held: number
  /** Both checkpoints are here: anybody can check it. */
  readonly isProven: boolean
  /**
   * `open`: nothing more of it is taken in; `settled`: its office ended it at a place that we hold, or will, in the same
   * story; `other-story`: its office ended it in the story that we do not hold.
   */
  readonly state: 'open' | 'settled' | 'other-story'
  /** Last place that counts, as its office said; 0 when nothing does. Null while it is in use. */
  readonly endsAt: number | null
}

/** Every chain that was ever found forked, the newest first. */
export function readForks(db: Db): readonly Fork[] {
  const ends = readEnds(db)
  const rows = db.all(truth.selectFrom('forks').selectAll().orderBy('at', 'desc').orderBy('device'))
  return rows.map(({ device, institution, seq, ours, sender, at }) => {
    const [held] = db.sql<{ own: number; held: number | null }>(
      `SELECT c.own, (SELECT max(seq) FROM events WHERE chain = c.number) AS held FROM chains c WHERE c.device = ?`,
      device,
    )
    const end = ends.get(device)
    return {
      device,
      institution,
      own: held?.own === 1,
      seq,
      sender,
      at,
      held: held?.held ?? 0,
      isProven: ours !== null,
      state: end ? endingOf(db, device, seq, end) : 'open',
      endsAt: end ? (end.last?.seq ?? 0) : null,
    }
  })
}

function endingOf(db: Db, device: Digest, seq: number, { last }: End): Fork['state'] {
  if (!last || last.seq < seq) return 'settled'
  const here = idAt(db, device, last.seq)
  // Behind what we hold only the range that ends exactly there joins: then it is our story that goes on.
  return here === undefined ? 'open' : here === last.id ? 'settled' : 'other-story'
}

/** Devices of whose chains nothing is taken in; a chain that its office ended is judged by that ending alone. */
export function quarantined(db: Db): ReadonlySet<Digest> {
  const rows = db.all(truth.selectFrom('forks').select('device'))
  if (rows.length === 0) return new Set()
  const ends = readEnds(db)
  return new Set(rows.map(({ device }) => device).filter((device) => !ends.has(device)))
}

const forks = query({
  permission: may('bundles:list'),
  input: z.null(),
  read: ({ db }): readonly Fork[] => readForks(db),
})

/** Writes the proof of a fork into a folder: a file that anybody can check, and a page that says what it is. */
const exportForkProof = task({
  permission: may('bundles:list'),
  input: z.strictObject({
    device: z.string().regex(digestPattern),
    folder: fileToken,
  }),
  async run({ input, db, desk, person, ports, now }) {
    const fork = readForks(db).find(({ device }) => device === input.device)
    if (!fork) return refuse('bundles/no-such-fork')
    const proof = proofOf(db, input.device)
    if (!proof) return refuse('bundles/fork-not-proven')
    const { short } = namesOf(db)
    const name = `${short(fork.institution)}-${desk.environment}-第${fork.seq}条`
    const file = await ports.files.write(input.folder, `${name}.冲突证明.json`, encodeForkProof(proof))
    if (!file.ok) return file
    const paper = forkPaper(db, {
      fork,
      proof,
      environment: desk.environment,
      file: file.value.name,
      by: person!.name,
      at: now(),
    })
    const page = await ports.files.write(input.folder, `${name}.冲突说明.pdf`, await ports.papers.pdf(paper))
    return page.ok ? ok({ file: file.value.name, page: page.value.name }) : page
  },
})

function proofOf(db: Db, device: Digest): ForkProof | null {
  const [row] = db.sql<{ seq: number; ours: string | null; theirs: string; certificate: string }>(
    `SELECT f.seq, f.ours, f.theirs, c.certificate FROM forks f JOIN chains c ON c.device = f.device
     WHERE f.device = ?`,
    device,
  )
  if (!row || row.ours === null) return null
  const certificate = JSON.parse(row.certificate) as Envelope
  const branches = [JSON.parse(row.ours) as ForkBranch, JSON.parse(row.theirs) as ForkBranch] as const
  return { seq: row.seq, certificate, branches }
}

export const forkCalls = { forks, exportForkProof }
