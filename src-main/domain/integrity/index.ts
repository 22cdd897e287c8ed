import { z } from 'zod'
import { utf8 } from '../../core/bytes.ts'
import type { DeskCondition } from '../../core/condition.ts'
import { query, task } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import type { DeskVerdict } from '../../core/verify.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { type Opened, readOpened, readVerdict } from './records.ts'
import { reportFile, reportPaper } from './report.ts'

export type IntegrityState = {
  /** Null while the desk may be written on. */
  readonly condition: DeskCondition | null
  readonly opened: Opened | null
  readonly verdict: DeskVerdict | null
  /** The verdict is of this start of the program. */
  readonly isOfThisStart: boolean
}

const state = query({
  permission: may('signed-in'),
  input: z.null(),
  read({ db, desk }): IntegrityState {
    const [opened, verdict] = [readOpened(db), readVerdict(db)]
    const isOfThisStart = opened !== null && verdict !== null && verdict.startedAt >= opened.at
    return { condition: desk.condition, opened, verdict, isOfThisStart }
  },
})

/** Checks everything now; whoever sees the desk may ask, it changes no record. */
const verifyNow = task({
  permission: may('signed-in'),
  input: z.null(),
  run: ({ ports, signal, progress }) => ports.integrity.verify({ signal, progress }),
})

/** The last check as a page to print and as a file for other programs; neither holds personal data. */
const writeReport = task({
  permission: may('signed-in'),
  input: z.strictObject({ folder: fileToken }),
  async run({ input, db, desk, person, ports, now }) {
    const verdict = readVerdict(db)
    if (!verdict) return refuse('integrity/not-checked-yet')
    const facts = { verdict, opened: readOpened(db), desk, at: now() }
    const name = `记录核查报告-${desk.institution}-${desk.environment}-${verdict.finishedAt.slice(0, 10)}`
    const pdf = await ports.files.write(
      input.folder,
      `${name}.pdf`,
      await ports.papers.pdf(reportPaper(db, person!.name, facts)),
    )
    if (!pdf.ok) return pdf
    const json = await ports.files.write(input.folder, `${name}.json`, utf8(reportFile(facts)))
    return json.ok ? ok({ files: [pdf.value.name, json.value.name] }) : json
  },
})

/** Whether the records of this desk are as they were written, and what is remembered of them elsewhere. */
export const integrity = {
  name: 'integrity',
  events: [],
  calls: { state, verifyNow, writeReport },
} as const
