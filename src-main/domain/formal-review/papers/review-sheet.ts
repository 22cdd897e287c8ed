import { z } from 'zod'
import type { Db } from '../../../core/db.ts'
import type { Paper, PaperBlock } from '../../../core/ports/papers.ts'
import { ok, refuse } from '../../../core/result.ts'
import { readAccount } from '../../accounts/queries.ts'
import { may } from '../../accounts/rules.ts'
import type { ApplicationOrganisation } from '../../applications/record.ts'
import { regionShortLabel } from '../../organisations/rules.ts'
import { type PaperContext, paperTask } from '../../papers/paper-task.ts'
import { footerOf, placeOf } from '../../papers/place.ts'
import { formatWan } from '../../papers/rules.ts'
import { dateInWords, minuteOf, namesOf } from '../../papers/words.ts'
import type { AppliedRule } from '../../rule-packs/rules.ts'
import { findingSentences, placeInWords } from '../finding-words.ts'
import { type ItemState, itemStates } from '../outcome.ts'
import { type ReviewPage, readReviewPage } from '../page.ts'
import { basisThen, reviewedRules } from '../reviewed-rules.ts'
import { type Closing, closingsOf, draftMark, namePart, placeOfEvent } from './frozen.ts'

/** 形式审查表 of one application: every rule with its verdict, who gave it and on what, the conclusion, places to sign. */
export const reviewSheet = paperTask({
  permission: may('review:read'),
  input: z.strictObject({ application: z.string().max(120) }),
  paper(context) {
    const page = readReviewPage(context, context.input.application)
    if (!page) return refuse('formal-review/unknown-application')
    return ok({
      paper: reviewSheetOf(page, context),
      fileName: `形式审查表-${namePart(page.application.content.number)}`,
    })
  },
})

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'history' | 'now'>

/** The sheet as a page model; a review without a conclusion is marked 「未办结」. */
export function reviewSheetOf(page: ReviewPage, context: Context): Paper {
  const { db, desk, person, history, now } = context
  const { application, batch, review } = page
  const closing = review?.outcome ? closingsOf(history(review.id)).at(-1) : undefined
  const isConfirmed = closing ? closing.data.pack.confirmed : page.pack.basis.confirmed !== null
  const place = closing ? placeOfEvent(closing) : placeOf(db, review?.id ?? application.id, 'last')!
  return {
    name: '形式审查表',
    environment: desk.environment,
    watermark: draftMark(isConfirmed),
    footer: footerOf(db, { by: person.name, at: now(), place }),
    blocks: [
      { kind: 'title', text: closing ? '形式审查表' : '形式审查表（未办结）' },
      { kind: 'subtitle', text: batch.title },
      { kind: 'facts', rows: factsOf(page) },
      itemsTable(db, page),
      ...secondCheckOf(db, page, closing),
      ...conclusionOf(page, closing, context),
      {
        kind: 'table',
        head: ['审查人', '复核人', '审查单位'],
        widths: [1, 1, 1],
        rows: [['签字：', '签字：', '（盖章）'].map((place) => `\n\n${place}\n　　　年　　月　　日`)],
      },
    ],
  }
}

function factsOf({ application }: ReviewPage): readonly (readonly [string, string])[] {
  const { number, title, field, task, route, start, end, organisations, money } = application.content
  const isJoint = application.kind === 'joint'
  const leads = organisations.filter(({ roles }) => roles.includes('牵头'))
  const others = organisations.filter(({ roles }) => !roles.includes('牵头'))
  const amounts = [
    money.total === null ? [] : [`总投入 ${formatWan(money.total)}`],
    money.requested === null ? [] : [`申请支持 ${formatWan(money.requested)}`],
    money.selfRaised === null ? [] : [`自筹 ${formatWan(money.selfRaised)}`],
  ].flat()
  return [
    ['编号', number],
    [isJoint ? '项目名称' : '联合体名称', title],
    ['领域', [field, task].filter((one) => one !== null).join('；') || notEntered],
    ['牵头单位', leads.map(named).join('、') || notEntered],
    ['其他单位', others.map(named).join('、') || notEntered],
    ...(isJoint
      ? [
          ['起止时间', start && end ? `${start} 至 ${end}` : notEntered] as const,
          ['经费（万元）', amounts.join('；') || notEntered] as const,
        ]
      : [['组建路径', route === null ? notEntered : `路径${route === '1' ? '一' : '二'}`] as const]),
  ]
}

const notEntered = '未录入'

function named({ name, region }: ApplicationOrganisation): string {
  return region === null ? name : `${name}（${regionShortLabel(region)}）`
}

function itemsTable(db: Db, page: ReviewPage): PaperBlock {
  const rules = reviewedRules(page)
  const states = itemStates({ rules, findings: page.findings, verdicts: page.verdicts })
  return {
    kind: 'table',
    head: ['编号', '审查内容', '结论', '判定人', '说明和依据'],
    widths: [9, 30, 13, 14, 48],
    align: ['center', 'left', 'center', 'center', 'left'],
    rows: rules.map((rule, i) => {
      const { code, title } = rule
      const stored = page.verdicts.find((one) => one.code === code)
      const state = states[i]!
      return [
        code,
        title,
        verdictOf(state, page),
        byWhom(db, state, stored?.person),
        groundsOf(rule, state, page),
      ]
    }),
  }
}

function verdictOf({ code, verdict, blocks, by }: ItemState, { findings }: ReviewPage): string {
  // Hints are there to be read; nobody decided anything.
  if (!blocks && by !== 'person') {
    return findings.find((one) => one.code === code)?.verdict === 'pass' ? '符合' : '提示'
  }
  return verdict
}

/** Accounts of another office are not known here. */
function nameOf(db: Db, person: string): string {
  return readAccount(db, person)?.name ?? '经办人'
}

function byWhom(db: Db, { by, blocks }: ItemState, person: string | undefined): string {
  if (by === 'person' && person !== undefined) return nameOf(db, person)
  return by === 'machine' || !blocks ? '机器' : '—'
}

function groundsOf(
  { code, how }: AppliedRule,
  { by, note }: ItemState,
  { findings, verdicts, documents }: ReviewPage,
): string {
  const finding = findings.find((one) => one.code === code)
  const said = note.trim()
  // What the machine shows a person under the rules of persons are pointers, no grounds.
  const isTold = finding && how !== 'person' && finding.reason.code !== 'person'
  const found = isTold ? findingSentences(finding).join('') : ''
  const places = (verdicts.find((one) => one.code === code)?.evidence ?? []).map((one) =>
    placeInWords(one, documents),
  )
  return [
    said === '' ? (by === 'person' && found !== '' ? `机器核对：${found}` : found) : said,
    places.length > 0 ? `见${[...new Set(places)].join('、')}。` : '',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** Who checked, what differed, and how each difference was settled; a closed review shows the check that it rests on. */
function secondCheckOf(db: Db, page: ReviewPage, closing: Closing | undefined): readonly PaperBlock[] {
  const { given } = page.secondCheck
  if (!given || given.isStale || (closing && closing.data.check !== given.id)) return []
  const first = [...new Set(page.verdicts.map(({ person }) => nameOf(db, person)))].join('、')
  const checked = readAccount(db, given.person)?.name ?? '复核人'
  const result =
    given.differences.length === 0
      ? `${given.items} 项与初审一致`
      : `${given.items} 项中 ${given.differences.length} 项与初审不一致，处理如下`
  const facts: PaperBlock = {
    kind: 'facts',
    rows: [
      ['初审', first || '机器核对'],
      ['复核', `${checked}，${minuteOf(given.at)}，${result}`],
    ],
  }
  if (given.differences.length === 0) return [facts]
  const differences: PaperBlock = {
    kind: 'table',
    head: ['编号', '初审', '复核', '复核说明', '处理'],
    widths: [9, 13, 13, 38, 41],
    align: ['center', 'center', 'center', 'left', 'left'],
    rows: given.differences.map(({ code, first, second, note, settled }) => [
      code,
      first,
      second,
      note,
      settled === null
        ? '未处理'
        : settled.how === 'adopted'
          ? `采纳复核意见（${nameOf(db, settled.person)}）`
          : `维持初审：${settled.reason}（${nameOf(db, settled.person)}）`,
    ]),
  }
  return [facts, differences]
}

function conclusionOf(
  page: ReviewPage,
  closing: Closing | undefined,
  { db, history }: Context,
): readonly PaperBlock[] {
  if (!closing) {
    const open = page.states.filter(({ blocks, verdict }) => blocks && verdict === '待人工').length
    const left = open === 0 ? '各项已判断，尚未作出结论。' : `尚有 ${open} 项待人工判断，未作出结论。`
    return [
      {
        kind: 'facts',
        rows: [
          ['审查结论', left],
          ['审查规则', rulesOf(page, undefined)],
        ],
      },
    ]
  }
  const { outcome, deadline, reason, notice, second } = closing.data
  const confirmedBy = second === null ? undefined : history(second)[0]?.actor.id
  const rows: (readonly [string, string])[] = [
    ['审查结论', outcome],
    ...(deadline === null ? [] : [['补交截止', dateInWords(deadline)] as const]),
    ...(notice.length === 0
      ? []
      : [['通知事项', notice.map(({ sentence }, i) => `${i + 1}．${sentence}`).join('\n')] as const]),
    ...(reason === '' ? [] : [['补充说明', reason] as const]),
    ['审查规则', rulesOf(page, closing)],
    ...signedRow(page),
    [
      '经办人',
      `${nameOf(db, closing.actor.id)}（${namesOf(db).name(closing.institution)}），${minuteOf(closing.at)}`,
    ],
    ...(confirmedBy === undefined
      ? []
      : [['共同确认', readAccount(db, confirmedBy)?.name ?? '复核人'] as const]),
  ]
  return [{ kind: 'facts', rows }]
}

function signedRow({ review, batch }: ReviewPage): readonly (readonly [string, string])[] {
  const standing = review?.signOff
  if (!standing) return []
  const { state, paper } = standing
  const said = paper ? `${paper.date}，${paper.office}${paper.person}，${paper.number}` : ''
  const isInEffect = state === '已签批' || !batch.signOff
  return [['签批', `${state}${isInEffect ? '' : '，未生效'}${said === '' ? '' : `（${said}）`}`]]
}

function rulesOf(page: ReviewPage, closing: Closing | undefined): string {
  const used = closing?.data.pack ?? page.pack
  const { title, number, confirmed } = closing ? basisThen(page.pack, closing.data.pack) : page.pack.basis
  const known = confirmed?.number ?? number
  const basis = `《${confirmed?.title ?? title}》${known ? `（${known}）` : ''}`
  const name = used.id === page.pack.id ? page.pack.title : used.id
  return `${name}第 ${used.version} 版，依据${basis}${confirmed ? '' : '，依据尚未核对'}`
}
