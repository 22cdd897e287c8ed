import { z } from 'zod'
import type { Paper } from '../../../core/ports/papers.ts'
import { ok } from '../../../core/result.ts'
import { may } from '../../accounts/rules.ts'
import { unverified } from '../../applications/letter.ts'
import { namePart } from '../../formal-review/papers/frozen.ts'
import { type PaperContext, paperTask } from '../../papers/paper-task.ts'
import { footerOf } from '../../papers/place.ts'
import { dateInWords, digestLines, minuteOf, namesOf } from '../../papers/words.ts'
import { readBatchRules } from '../../rule-packs/index.ts'
import { answerTo } from '../read.ts'
import { byRegion, type Drafted, draftLabel, readDrafted } from './drafted.ts'
import { placeOfDraft } from './place.ts'

/** 《会签单》 of one draft: who is asked, what is known of each, places to sign and seal. */
export const agreementSheet = paperTask({
  permission: may('review:read'),
  input: z.strictObject({ recommendation: z.string().max(80), draft: z.int().min(1) }),
  paper(context) {
    const { recommendation, draft } = context.input
    const found = readDrafted(context.db, recommendation, draft)
    if (!found.ok) return found
    const drafted = found.value
    return ok({
      paper: agreementSheetOf(drafted, context),
      fileName: `会签单-${draftLabel(drafted).replaceAll(' ', '')}-${namePart(drafted.batch.title)}`,
    })
  },
})

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'now' | 'history'>

/** The sheet as a page model: the draft by its whole check code, and a row for each office. */
export function agreementSheetOf(drafted: Drafted, context: Context): Paper {
  const { db, desk, person, now } = context
  const { page, draft, batch, comparison } = drafted
  const names = namesOf(db)
  const isConfirmed = readBatchRules(db, batch.id, desk.institution)?.pack.basis.confirmed != null
  const regions = byRegion(db, drafted).map(({ label, rows }) => `${label} ${rows.length} 项`)
  return {
    name: '会签单',
    environment: desk.environment,
    watermark: isConfirmed ? null : '征求意见',
    footer: footerOf(db, { by: person.name, at: now(), place: placeOfDraft(drafted, context) }),
    blocks: [
      { kind: 'title', text: '会签单' },
      { kind: 'subtitle', text: `${batch.title}推荐汇总表（${draftLabel(drafted)}）` },
      {
        kind: 'facts',
        rows: [
          ['起草单位', names.name(page.institution)],
          ['起草时间', minuteOf(draft.at)],
          ['推荐项数', `${draft.rows.length} 项（${regions.join('，')}）`],
          ...(comparison ? [['较上稿', changesInWords(drafted)] as const] : []),
          ['校验码', draft.checkCode],
          ['本稿校验值', digestLines(draft.id, 8)],
        ],
      },
      { kind: 'heading', text: '会签意见' },
      {
        kind: 'table',
        head: ['单位', '意见', '文号和日期', '签字盖章'],
        widths: [26, 24, 26, 34],
        rows: [
          [names.name(page.institution), '起草', '', openSeal],
          ...draft.parties.map((of) => {
            const said = answerTo(page.agreements, of, draft.id)
            const name = names.name(of)
            if (!said) return [name, '□ 同意\n□ 有意见：\n□ 不同意：', '', openSeal]
            return [
              said.isUnverified ? `${name}\n（${unverified}，据纸件登记）` : name,
              said.remark === '' ? said.answer : `${said.answer}：${said.remark}`,
              `${said.number}\n${dateInWords(said.date)}`,
              '见回函',
            ]
          }),
        ],
      },
      {
        kind: 'note',
        text: '会签意见只对本稿有效；推荐汇总表另出新稿的，须按新稿重新会签。请核对本单与推荐汇总表的校验码一致后签署，退回起草单位。',
      },
    ],
  }
}

const openSeal = '\n\n　　　　年　　月　　日'

function changesInWords({ comparison }: Drafted): string {
  const kinds = [...comparison!.changes.values()].map(({ kind }) => kind)
  const parts = [
    ['新增', kinds.filter((kind) => kind === '新增').length],
    ['删除', comparison!.deleted.length],
    ['改动', kinds.filter((kind) => kind === '改动').length],
    ['次序变动', kinds.filter((kind) => kind === '次序').length],
  ].flatMap(([label, count]) => (count === 0 ? [] : [`${label} ${count} 项`]))
  return parts.length === 0 ? '各项相同' : parts.join('，')
}
