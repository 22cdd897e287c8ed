import { z } from 'zod'
import type { Paper, PaperBlock } from '../../../core/ports/papers.ts'
import { ok, refuse } from '../../../core/result.ts'
import { may } from '../../accounts/rules.ts'
import { type Batch, readBatch } from '../../batches/index.ts'
import { readInstitutions } from '../../offices/index.ts'
import { isDelta, type Region, regionLabel } from '../../organisations/rules.ts'
import { type PaperContext, paperTask } from '../../papers/paper-task.ts'
import { footerOf, placeOf } from '../../papers/place.ts'
import { formatWan } from '../../papers/rules.ts'
import { dateInWords, digestLines, namesOf } from '../../papers/words.ts'
import { readBatchRules } from '../../rule-packs/index.ts'
import { type RuleCode, rulePacks } from '../../rule-packs/rules.ts'
import type { Outcome } from '../projection.ts'
import { type CoveredItem, readCovered, type SignOffPage } from '../sign-off-covered.ts'
import { draftMark, namePart } from './frozen.ts'
import { regionOrder, sumOf } from './listed.ts'

/** 呈批件 of exactly the closed reviews that were laid before whoever decides: one page, and the numbered list behind it. */
export const signOffSheet = paperTask({
  permission: may('review:read'),
  input: z.strictObject({ signOff: z.string().max(60) }),
  paper(context) {
    const { db, history } = context
    const page = readCovered(db, context.input.signOff)
    const batch = page && readBatch(db, page.batch)
    const requested = page && history(page.id)[0]
    if (!page || !batch || !requested) return refuse('sign-offs/unknown')
    return ok({
      paper: signOffSheetOf(page, batch, requested.id, context),
      fileName: `呈批件-${namePart(batch.title)}-${page.checkCode}`,
    })
  },
})

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'now'>

/** Reasons told on the one page; the others are counted. */
const toldReasons = 4

/** The paper as a page model: what is asked for, counts, places to write; then the list with its whole check code. */
export function signOffSheetOf(
  page: SignOffPage,
  batch: Batch,
  requested: string,
  { db, desk, person, now }: Context,
): Paper {
  const office = namesOf(db).name(page.institution)
  const rules = readBatchRules(db, batch.id, desk.institution)
  const reasons = reasonsTable(page.items)
  return {
    name: '呈批件',
    environment: desk.environment,
    watermark: draftMark(rules?.pack.basis.confirmed != null),
    footer: footerOf(db, { by: person.name, at: now(), place: placeOf(db, page.id, 'first')! }),
    blocks: [
      { kind: 'title', text: '呈批件' },
      { kind: 'subtitle', text: `${batch.title}形式审查结论` },
      {
        kind: 'note',
        text: `呈报单位：${office}　　呈报日期：${dateInWords(dayOf(page.at))}　　校验码：${page.checkCode}`,
      },
      { kind: 'heading', text: '一、呈批事项' },
      { kind: 'paragraph', text: askedFor(page.items) },
      countsTable(db, batch, page.items),
      ...(reasons ? [{ kind: 'heading' as const, text: '二、主要原因' }, reasons] : []),
      { kind: 'heading', text: `${reasons ? '三' : '二'}、审批` },
      {
        kind: 'table',
        head: ['拟办意见', '审核意见', '批示'],
        widths: [1, 1, 1],
        rows: [['', '', ''].map(() => '\n\n\n\n签名：\n　　　年　　月　　日')],
      },
      {
        kind: 'note',
        text: '签批后请交回经办人，按校验码登记签批日期、签批人和文号。批示为“同意”的，附表所列结论自登记之日起生效；个别不同意的，请注明附表序号。',
      },
      { kind: 'page-break' },
      { kind: 'title', text: '附表' },
      { kind: 'subtitle', text: `${batch.title}形式审查结论清单` },
      listTable(page.items, batch),
      {
        kind: 'note',
        text: `清单校验值（呈批件只对本清单所列结论有效，结论重新作出的须另行呈批）：\n${digestLines(requested, 8)}`,
      },
    ],
  }
}

/** Local day of a moment of the log. */
function dayOf(at: string): string {
  const time = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')
}

const asked: readonly (readonly [outcome: Outcome, words: string])[] = [
  ['通过', '项通过'],
  ['通知补交材料', '项通知补交材料'],
  ['不予受理', '项不予受理'],
]

function askedFor(items: readonly CoveredItem[]): string {
  const parts = asked.flatMap(([outcome, words]) => {
    const count = items.filter((item) => item.outcome === outcome).length
    return count === 0 ? [] : [`${count} ${words}`]
  })
  return `经形式审查，以下 ${items.length} 项申报已有结论（名单见附表），拟同意 ${parts.join('、')}。妥否，请批示。`
}

function countsTable(db: Context['db'], batch: Batch, items: readonly CoveredItem[]): PaperBlock {
  const host = readInstitutions(db).find(({ code }) => code === batch.host)?.region ?? null
  const isJoint = batch.kind === 'joint'
  const line = (label: string, own: readonly CoveredItem[]) => [
    label,
    String(own.length),
    ...asked.map(([outcome]) => String(own.filter((item) => item.outcome === outcome).length)),
    ...(isJoint ? [formatWan(sumOf(own.map(({ requested }) => requested)).sum)] : []),
  ]
  const inDelta = (region: string | null): region is Region => region !== null && isDelta(region as Region)
  const elsewhere = items.filter(({ leadRegion }) => !inDelta(leadRegion))
  const lines = regionOrder(host).flatMap((region) => {
    const own = inDelta(region) ? items.filter(({ leadRegion }) => leadRegion === region) : []
    return own.length === 0 ? [] : [line(regionLabel(region!), own)]
  })
  return {
    kind: 'table',
    head: [
      '牵头单位所在地',
      '呈批',
      '通过',
      '补交材料',
      '不予受理',
      ...(isJoint ? ['申请支持（万元）'] : []),
    ],
    widths: [20, 10, 10, 13, 13, ...(isJoint ? [20] : [])],
    align: ['left', ...Array<'center'>(4).fill('center'), ...(isJoint ? (['right'] as const) : [])],
    rows: [...lines, ...(elsewhere.length > 0 ? [line('其他', elsewhere)] : []), line('合计', items)],
  }
}

/** Why applications are not to be passed, by rule, the most frequent first. */
function reasonsTable(items: readonly CoveredItem[]): PaperBlock | null {
  const counts = new Map<string, number>()
  for (const { codes } of items) for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  const ranked = [...counts].sort(([a, of], [b, ob]) => ob - of || (a < b ? -1 : 1))
  if (ranked.length === 0) return null
  const others = ranked.slice(toldReasons)
  const rest = others.reduce((sum, [, count]) => sum + count, 0)
  return {
    kind: 'table',
    head: ['序号', '不符合的审查项（一项申报可有几项）', '申报'],
    widths: [8, 70, 12],
    align: ['center', 'left', 'center'],
    rows: [
      ...ranked
        .slice(0, toldReasons)
        .map(([code, count], i) => [String(i + 1), `${code}　${ruleTitle(code)}`, `${count} 项`]),
      ...(others.length > 0 ? [['', `其他 ${others.length} 个审查项`, `${rest} 项次`]] : []),
    ],
  }
}

function ruleTitle(code: string): string {
  const rule = rulePacks.flatMap(({ rules }) => rules).find((one) => one.code === (code as RuleCode))
  return rule?.title ?? ''
}

function listTable(items: readonly CoveredItem[], { kind }: Batch): PaperBlock {
  return {
    kind: 'table',
    head: [
      '序号',
      '编号',
      kind === 'joint' ? '项目名称' : '联合体名称',
      '牵头单位',
      '拟作结论',
      '说明',
      '签批意见',
    ],
    widths: [8, 29, 26, 20, 14.5, 15, 14.5],
    align: ['center', 'left', 'left', 'left', 'center', 'left', 'left'],
    rows: items.map(({ place, number, title, lead, outcome, deadline, codes, isOutdated }) => [
      String(place),
      number,
      title,
      lead,
      outcome,
      isOutdated
        ? '审查已重新打开，本件对此项无效'
        : [codes.join('、'), deadline === null ? '' : `补交截止 ${deadline}`].filter(Boolean).join('\n'),
      '',
    ]),
  }
}
