import { z } from 'zod'
import type { Paper } from '../../core/ports/papers.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { isDay } from '../batches/rules.ts'
import { selfOf } from '../formal-review/notice.ts'
import { type ReviewPage, readReviewPage } from '../formal-review/page.ts'
import { draftMark, namePart } from '../formal-review/papers/frozen.ts'
import { plainDay } from '../formal-review/plain-day.ts'
import { type PaperContext, paperTask } from '../papers/paper-task.ts'
import { placeOf } from '../papers/place.ts'
import { minuteOf, namesOf, openDate } from '../papers/words.ts'
import { type Appeal, readAppeal } from './queries.ts'

/** What a person adds to the letter; it stands on the paper and nowhere else. */
const typed = z.strictObject({
  /** 文号; empty leaves a place to write. */
  number: z.string().trim().max(60),
  /** YYYY-MM-DD of the letter; empty leaves a place to write. */
  date: z.string().max(10),
})

/** 《申诉处理意见书》 to whoever applied: what was decided and why. It names no person, neither here nor there. */
export const decisionLetter = paperTask({
  permission: may('review:read'),
  input: z.strictObject({ appeal: z.string().max(120), typed }),
  paper(context) {
    const { typed } = context.input
    const appeal = readAppeal(context.db, context.input.appeal)
    if (!appeal) return refuse('appeals/unknown')
    if (appeal.institution !== context.desk.institution) return refuse('appeals/other-office')
    if (appeal.state !== '维持原结论' && appeal.state !== '撤销原结论') return refuse('appeals/not-decided')
    if (typed.date !== '' && !isDay(typed.date)) return refuse('appeals/no-such-day')
    const page = readReviewPage(context, appeal.application)
    if (!page) return refuse('formal-review/unknown-application')
    return ok({
      paper: decisionLetterOf(appeal, page, context, typed),
      fileName: `申诉处理意见书-${namePart(page.application.content.number)}`,
    })
  },
})

/** The letter as a page model. */
export function decisionLetterOf(
  appeal: Appeal,
  { application, pack }: ReviewPage,
  { db, desk, now }: Pick<PaperContext<unknown>, 'db' | 'desk' | 'now'>,
  { number, date }: z.output<typeof typed>,
): Paper {
  const { name, short } = namesOf(db)
  const office = name(appeal.institution)
  const place = placeOf(db, appeal.id, 'last')!
  const { kind, content } = application
  const leads = content.organisations.filter(({ roles }) => roles.includes('牵头'))
  const what = `你单位牵头申报的${kind === 'joint' ? '项目' : '创新联合体'}《${content.title}》（编号：${content.number}）`
  const isKept = appeal.state === '维持原结论'
  return {
    name: '申诉处理意见书',
    environment: desk.environment,
    watermark: draftMark(pack.basis.confirmed !== null),
    // The operator is no business of whoever gets this letter.
    footer: `打印时间：${minuteOf(now())}　校验码：${place.checkCode}（${short(place.institution)}第 ${place.seq} 条，见「全程留痕」）`,
    blocks: [
      { kind: 'letterhead', office, number: number === '' ? null : number },
      { kind: 'title', text: '申诉处理意见书' },
      { kind: 'addressee', text: `${leads.map((one) => one.name).join('、') || '牵头单位'}：` },
      {
        kind: 'paragraph',
        text: `${what}，形式审查不予受理。对此提出的申诉，${selfOf(office)}已于${plainDay(appeal.received)}收到，并由未参与该项形式审查的人员重新审核。现将处理意见告知如下：`,
      },
      { kind: 'paragraph', text: `一、申诉事由：${sentenceOf(appeal.grounds)}` },
      { kind: 'paragraph', text: `二、审核情况：${sentenceOf(appeal.reason ?? '')}` },
      {
        kind: 'paragraph',
        text: isKept
          ? '三、处理意见：维持不予受理的结论。'
          : '三、处理意见：撤销不予受理的结论，重新进行形式审查，结论另行告知。',
      },
      { kind: 'paragraph', text: '特此告知。' },
      { kind: 'closing', lines: [office, date === '' ? openDate : plainDay(date)] },
    ],
  }
}

function sentenceOf(text: string): string {
  return /[。！？；]$/u.test(text) ? text : `${text}。`
}
