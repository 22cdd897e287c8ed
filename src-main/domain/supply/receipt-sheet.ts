import { z } from 'zod'
import type { Paper } from '../../core/ports/papers.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { type PaperContext, paperTask } from '../papers/paper-task.ts'
import { footerOf, placeOf } from '../papers/place.ts'
import { dateInWords, namesOf } from '../papers/words.ts'
import { rulePacks } from '../rule-packs/rules.ts'
import { readSupply, type Supply, type SupplyItem, type SupplyNotice } from './read.ts'
import { versionLabel } from './rules.ts'

/**
 * 补交材料接收单 of the last notice of an application: every item, whether and when it came, places to sign. Refused of
 * another office: whoever received signs it.
 */
export const receiptSheet = paperTask({
  permission: may('review:read'),
  input: z.strictObject({ application: z.string().max(120) }),
  paper(context) {
    const supply = readSupply(context, context.input.application)
    if (!supply) return refuse('formal-review/unknown-application')
    if (supply.readOnly === 'other-office') return refuse('formal-review/other-office')
    const [notice] = supply.notices
    if (!notice) return refuse('supply/never-noticed')
    return ok({
      paper: receiptSheetOf(supply, notice, context),
      fileName: `补交材料接收单-${supply.application.content.number}`,
    })
  },
})

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'now'>

/** The paper as a page model. */
export function receiptSheetOf(
  { application, review, versions }: Supply,
  notice: SupplyNotice,
  { db, desk, person, now }: Context,
): Paper {
  const { number, title, organisations } = application.content
  const leads = organisations.filter(({ roles }) => roles.includes('牵头')).map(({ name }) => name)
  const own = versions.filter((version) => version.notice === notice.notice)
  const missing = notice.items.filter(({ state }) => state === '未收到' || state === '部分收到').length
  return {
    name: '补交材料接收单',
    environment: desk.environment,
    watermark: null,
    footer: footerOf(db, { by: person.name, at: now(), place: placeOf(db, review!.id, 'last')! }),
    blocks: [
      { kind: 'title', text: '补交材料接收单' },
      {
        kind: 'facts',
        rows: [
          ['编号', number],
          [application.kind === 'joint' ? '项目名称' : '联合体名称', title],
          ['牵头单位', leads.join('、') || '未录入'],
          ['接收单位', namesOf(db).name(application.institution)],
          ['通知发出', notice.sent ? `${dateInWords(notice.sent.day)}（${notice.sent.way}）` : '未登记'],
          ['补交期限', deadlineOf(notice)],
          [
            '补交版本',
            own.map((one) => `${versionLabel(one.number)}（${dateInWords(one.day)}）`).join('；') || '无',
          ],
        ],
      },
      {
        kind: 'table',
        head: ['序号', '需补充或更正的材料', '收到情况', '收到日期', '说明'],
        widths: [10, 46, 14, 20, 26],
        align: ['center', 'left', 'center', 'center', 'left'],
        rows: notice.items.map((item, i) => [
          String(i + 1),
          sentenceOf(item),
          item.state,
          item.day ?? '—',
          [item.isLate ? '期满后收到' : '', item.note].filter((part) => part !== '').join('\n') || '—',
        ]),
      },
      {
        kind: 'paragraph',
        text:
          missing === 0
            ? `共 ${notice.items.length} 项，均已收到或不再需要。`
            : `共 ${notice.items.length} 项，尚缺 ${missing} 项。`,
      },
      {
        kind: 'table',
        head: ['交件人', '接收人', '接收单位'],
        widths: [1, 1, 1],
        rows: [['签字：', '签字：', '（盖章）'].map((place) => `\n\n${place}\n　　　年　　月　　日`)],
      },
    ],
  }
}

function deadlineOf({ deadline, namedDeadline, extensions }: SupplyNotice): string {
  const last = extensions.at(-1)
  if (!last) return dateInWords(deadline)
  const when = last.afterExpiry ? '期满后延期' : '延期'
  return `${dateInWords(deadline)}（原 ${dateInWords(namedDeadline)}，${when}，${last.paper}）`
}

/** Before notices had sentences an item may have none: then its rule stands for it. */
function sentenceOf({ code, sentence }: SupplyItem): string {
  if (sentence !== '') return sentence
  return rulePacks.flatMap(({ rules }) => rules).find((rule) => rule.code === code)?.title ?? code
}
