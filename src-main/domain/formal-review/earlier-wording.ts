import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import { readApplication } from '../applications/queries.ts'
import type { RuleCode } from '../rule-packs/rules.ts'
import type { Finding } from './finding.ts'
import { noticeItems } from './outcome.ts'
import type { ReviewPage } from './page.ts'
import { fitsOthers, type NoticeItem, type NoticeOutcome, wordingsOf, wordingToKeep } from './wording.ts'

/** How an office worded a rule the last time, for notices of this outcome. */
export type EarlierWording = {
  readonly outcome: NoticeOutcome
  readonly code: RuleCode
  readonly sentence: string
}

type Row = {
  readonly outcome: NoticeOutcome
  readonly code: RuleCode
  readonly sentence: string
  readonly note: string
  readonly finding: string | null
  readonly application: string
}

/** Newest sentences looked at for a rule: what belongs to one application alone is passed over. */
const lookedAt = 8

/**
 * How this office worded its rules the last time. Read from what was recorded instead of being kept apart: so it is the
 * same on every desk of the office, and there again after a restore. A sentence that repeats the note of its review or
 * names its application is nobody else's; where the rule's own sentence was taken, that is proposed again.
 */
export function readEarlierWordings(db: Db, institution: string): readonly EarlierWording[] {
  const rows = db.sql<Row>(
    `SELECT s.outcome, s.code, s.sentence, s.note, s.finding, r.application FROM (
       SELECT *, row_number() OVER (PARTITION BY outcome, code ORDER BY at DESC, subject) AS place
       FROM notice_sentences WHERE institution = ?
     ) s JOIN reviews r ON r.subject = s.subject WHERE s.place <= ? ORDER BY s.outcome, s.code, s.place`,
    institution,
    lookedAt,
  )
  const settled = new Set<string>()
  return rows.flatMap((row): readonly EarlierWording[] => {
    const { outcome, code } = row
    const key = `${outcome}${code}`
    if (settled.has(key)) return []
    const sentence = ownWording(row)
    if (sentence === undefined) return []
    const content = sentence === null ? undefined : readApplication(db, row.application)?.content
    if (sentence !== null && content && !fitsOthers(sentence, content)) return []
    settled.add(key)
    return sentence === null ? [] : [{ outcome, code, sentence }]
  })
}

function ownWording({ outcome, code, sentence, note, finding }: Row): string | null | undefined {
  const about = finding === null ? null : (JSON.parse(finding) as Finding)
  return wordingToKeep({ outcome, code, finding: about, note }, sentence)
}

/** The notice as it is proposed for a review, from what is recorded. */
export function proposedNotice(db: Db, page: ReviewPage, outcome: NoticeOutcome): readonly NoticeItem[] {
  const earlier = readEarlierWordings(db, page.application.institution)
  return noticeItems(page, outcome).map((code) => {
    const [{ sentence }] = wordingsOf({
      outcome,
      code,
      finding: page.findings.find((one) => one.code === code) ?? null,
      note: page.states.find((one) => one.code === code)?.note ?? '',
      earlier: earlier.find((one) => one.outcome === outcome && one.code === code)?.sentence ?? null,
    })
    return { code, sentence }
  })
}

export const earlierWordings = query({
  permission: may('review:read'),
  input: z.null(),
  read: ({ db, desk }): readonly EarlierWording[] => readEarlierWordings(db, desk.institution),
})
