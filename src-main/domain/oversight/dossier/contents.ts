import type { Bindable } from '../../../core/ports/dossiers.ts'
import type { Paper } from '../../../core/ports/papers.ts'
import type { Digest } from '../../../core/suite.ts'
import { decisionLetterOf } from '../../appeals/letter.ts'
import { readAppealsOf } from '../../appeals/queries.ts'
import type { ReviewPage } from '../../formal-review/page.ts'
import { closingsOf } from '../../formal-review/papers/frozen.ts'
import { noticeLetterOf } from '../../formal-review/papers/notice-letter.ts'
import { reviewSheetOf } from '../../formal-review/papers/review-sheet.ts'
import type { PaperContext } from '../../papers/paper-task.ts'
import { footerOf, placeOf } from '../../papers/place.ts'
import { bytesInWords } from '../../papers/rules.ts'
import { minuteOf, namesOf } from '../../papers/words.ts'
import { signOffTables } from '../../sign-offs/projection.ts'
import { readSupply } from '../../supply/read.ts'
import { receiptSheetOf } from '../../supply/receipt-sheet.ts'
import { factsPaper } from './facts-paper.ts'
import { timelinePaper } from './timeline-paper.ts'

type Context = PaperContext<unknown>

/** A paper of the dossier, or a document that was kept for the application. */
export type DossierEntry =
  | { readonly title: string; readonly paper: Paper }
  | { readonly title: string; readonly document: Digest; readonly size: number }

/** Everything that belongs to an application, in the order of the dossier: facts, papers, what happened, documents. */
export function dossierEntries(page: ReviewPage, context: Context): readonly DossierEntry[] {
  const { application, review } = page
  const closings = review ? closingsOf(context.history(review.id)) : []
  const isOwn = application.institution === context.desk.institution
  const letters = closings.filter(({ data }) => isOwn && data.outcome !== '通过')
  const supply = readSupply(context, application.id)
  const number = (i: number, all: readonly unknown[]) => (all.length > 1 ? `（第 ${i + 1} 次）` : '')
  const rounds = supply?.notices.toReversed() ?? []
  const appeals = readAppealsOf(context.db, application.id)
  const decided = appeals.filter(({ state }) => isOwn && (state === '维持原结论' || state === '撤销原结论'))
  return [
    { title: '申报信息', paper: factsPaper(page, context) },
    { title: '形式审查表', paper: reviewSheetOf(page, context) },
    ...letters.map((closing, i) => ({
      title: `${closing.data.outcome === '通知补交材料' ? '补交材料通知' : '不予受理通知'}${number(i, letters)}`,
      paper: noticeLetterOf(page, closing, context, { number: '', date: '', contact: '', phone: '' }),
    })),
    ...rounds.map((notice, i) => ({
      title: `补交材料收到记录${number(i, rounds)}`,
      paper: receiptSheetOf(supply!, notice, context),
    })),
    ...decided.map((appeal, i) => ({
      title: `申诉处理意见书${number(i, decided)}`,
      paper: decisionLetterOf(appeal, page, context, { number: '', date: '' }),
    })),
    { title: '办理经过', paper: timelinePaper(page, context) },
    ...documentsOf(page, context, supply?.versions ?? [], appeals),
  ]
}

/** Each document once: what is attached now, what versions brought, the covering letter, appeals, and signed papers. */
function documentsOf(
  { application }: ReviewPage,
  { db }: Context,
  versions: NonNullable<ReturnType<typeof readSupply>>['versions'],
  appeals: ReturnType<typeof readAppealsOf>,
): readonly DossierEntry[] {
  const attached = application.documents.map(({ document, name, size }) => ({
    title: `附件：${name}`,
    document,
    size,
  }))
  const supplied = versions.flatMap(({ number, documents }) =>
    documents.map(({ document, name, size }) => ({ title: `第 ${number} 版补交：${name}`, document, size })),
  )
  const letter = application.letter
    ? [{ title: '来函扫描件', document: application.letter.scan, size: 0 }]
    : []
  const signed = db
    .all(
      signOffTables
        .selectFrom('sign_offs')
        .innerJoin('sign_off_items', 'sign_off_items.subject', 'sign_offs.subject')
        .where('sign_off_items.application', '=', application.id)
        .where('sign_offs.scan', 'is not', null)
        .select('sign_offs.scan')
        .distinct(),
    )
    .map(({ scan }) => ({ title: '签批件扫描件', document: scan!, size: 0 }))
  const appealed = appeals.flatMap(({ scan }) =>
    scan === null ? [] : [{ title: '申诉书扫描件', document: scan, size: 0 }],
  )
  const all = [...attached, ...supplied, ...letter, ...appealed, ...signed]
  return all.filter(({ document }, i) => all.findIndex((one) => one.document === document) === i)
}

/** A line of the catalogue. */
export type CatalogueLine = {
  readonly title: string
  /** First page in the dossier, counted from the cover, and how many pages; null when it is not bound. */
  readonly from: number | null
  readonly pages: number
  readonly remark: string
}

/** Cover of a dossier: what it is about, and how it is to be kept. */
export function coverPaper(page: ReviewPage, context: Context, pages: number | null): Paper {
  const { db, desk, person, now } = context
  const { content, kind, institution } = page.application
  const lead = content.organisations.find(({ roles }) => roles.includes('牵头'))
  return {
    ...frame('全过程卷宗', page, context),
    blocks: [
      { kind: 'title', text: '\n\n全过程卷宗' },
      { kind: 'subtitle', text: page.batch.title },
      {
        kind: 'facts',
        rows: [
          ['编号', content.number],
          [kind === 'joint' ? '项目名称' : '联合体名称', content.title],
          ['牵头单位', lead?.name ?? '未录入'],
          ['审查单位', namesOf(db).name(institution)],
          ['审查结论', page.review?.outcome ?? '未办结'],
          ['页数', pages === null ? '　' : `${pages} 页`],
          ['编成', `${namesOf(db).name(desk.institution)}　${person.name}　${minuteOf(now())}`],
        ],
      },
      {
        kind: 'note',
        text: '本卷由程序从记录中编成，各件页脚的校验码可在「全程留痕」中查回原始记录。附件为原文，可能含有个人信息，按工作秘密保管，不得外传。',
      },
    ],
  }
}

/** Catalogue with page numbers; documents that could not be bound stand in it with the reason. */
export function cataloguePaper(page: ReviewPage, context: Context, lines: readonly CatalogueLine[]): Paper {
  return {
    ...frame('目录', page, context),
    blocks: [
      { kind: 'title', text: '目　录' },
      { kind: 'note', text: '页码是卷内页码，印在每页右上角；各件页脚另有本件页码。' },
      {
        kind: 'table',
        head: ['序号', '文件', '页码', '页数', '备注'],
        widths: [8, 50, 12, 9, 27],
        align: ['center', 'left', 'center', 'center', 'left'],
        rows: lines.map(({ title, from, pages, remark }, i) => [
          String(i + 1),
          title,
          from === null ? '—' : String(from),
          from === null ? '—' : String(pages),
          remark,
        ]),
      },
    ],
  }
}

function frame(name: string, { application }: ReviewPage, { db, desk, person, now }: Context) {
  const place = placeOf(db, application.id, 'last')!
  const footer = footerOf(db, { by: person.name, at: now(), place })
  return { name, environment: desk.environment, watermark: null, footer }
}

const becauseWords = {
  'not-here': '未编入：文件不在本机',
  encrypted: '未编入：文件设有密码，打不开',
  damaged: '未编入：文件已损坏，打不开',
  'no-pages': '未编入：不是 PDF 或图片，另行附卷',
  'too-large': '未编入：文件太大，另行附卷',
} as const

/** What the catalogue says beside a document. */
export function remarkOn(bindable: Bindable, size: number): string {
  if (bindable.pages === null) return becauseWords[bindable.because]
  return size > 0 ? bytesInWords(size) : ''
}
