import { z } from 'zod'
import type { Paper } from '../../../core/ports/papers.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { may } from '../../accounts/rules.ts'
import { isDay } from '../../batches/rules.ts'
import { type PaperContext, paperTask } from '../../papers/paper-task.ts'
import { footerOf } from '../../papers/place.ts'
import { namesOf, openDate } from '../../papers/words.ts'
import { readRulePack } from '../../rule-packs/index.ts'
import { readEffect } from '../../sign-offs/standing.ts'
import { noticeOf } from '../notice.ts'
import { type ReviewPage, readReviewPage } from '../page.ts'
import { plainDay } from '../plain-day.ts'
import { basisThen } from '../reviewed-rules.ts'
import { withEffect } from './effect.ts'
import { type Closing, closingsOf, draftMark, namePart, placeOfEvent } from './frozen.ts'

/** What a person adds to a letter; it stands on the paper and nowhere else. */
const typed = z.strictObject({
  /** 文号; empty leaves a place to write. */
  number: z.string().trim().max(60),
  /** YYYY-MM-DD of the letter; empty leaves a place to write. */
  date: z.string().max(10),
  /** Who answers questions in the office, and where. */
  contact: z.string().trim().max(30),
  phone: z.string().trim().max(40),
})

/**
 * The notice 补交材料 or 不予受理 that was recorded last for an application of this office: also after the review was
 * opened again, because the letter went out. Refused where no notice was recorded.
 */
export const noticeLetter = paperTask({
  permission: may('review:read'),
  input: z.strictObject({ application: z.string().max(120), typed }),
  paper(context) {
    const { application, typed } = context.input
    const page = readReviewPage(context, application)
    if (!page) return refuse('formal-review/unknown-application')
    if (page.application.institution !== context.desk.institution) return refuse('formal-review/other-office')
    if (typed.date !== '' && !isDay(typed.date)) return refuse('formal-review/no-such-day')
    const closing = lastNotice(page, context)
    if (!closing.ok) return closing
    const kind = closing.value.data.outcome === '通知补交材料' ? '补交材料通知' : '不予受理通知'
    return ok({
      paper: noticeLetterOf(page, closing.value, context, typed),
      fileName: `${kind}-${namePart(page.application.content.number)}`,
    })
  },
})

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'history' | 'now'>

function lastNotice({ review }: ReviewPage, { history }: Context): Result<Closing> {
  const closings = review ? closingsOf(history(review.id)) : []
  const found = closings.findLast(({ data }) => data.outcome !== '通过')
  return found ? ok(found) : refuse('formal-review/no-notice')
}

/** The letter as a page model. */
export function noticeLetterOf(
  page: ReviewPage,
  closing: Closing,
  { db, desk, person, now }: Context,
  { number, date, contact, phone }: z.output<typeof typed>,
): Paper {
  const { outcome, notice, reason, deadline, pack } = closing.data
  const office = namesOf(db).name(page.application.institution)
  if (outcome === '通过') throw new Error('通过 needs no notice')
  const words = noticeOf({
    kind: page.application.kind,
    content: page.application.content,
    outcome,
    items: notice as Parameters<typeof noticeOf>[0]['items'],
    reason,
    deadline,
    office,
    basis: basisThen(readRulePack(db, pack.id, pack.version, desk.institution) ?? page.pack, pack),
  })
  return {
    name: words.title,
    environment: desk.environment,
    ...withEffect(readEffect(db, closing.id, page.batch), {
      watermark: draftMark(pack.confirmed),
      footer: footerOf(db, { by: person.name, at: now(), place: placeOfEvent(closing) }),
    }),
    blocks: [
      { kind: 'letterhead', office, number: number === '' ? null : number },
      { kind: 'title', text: words.title },
      { kind: 'addressee', text: words.addressee },
      ...words.paragraphs.map((text) => ({ kind: 'paragraph' as const, text })),
      { kind: 'closing', lines: [office, date === '' ? openDate : plainDay(date)] },
      {
        kind: 'paragraph',
        text: `（联系人：${contact || '　'.repeat(4)}；联系电话：${phone || '　'.repeat(7)}）`,
      },
    ],
  }
}
