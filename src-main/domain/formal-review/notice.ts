import type { ApplicationContent, ApplicationKind } from '../applications/record.ts'
import type { RulePack } from '../rule-packs/rules.ts'
import { plainDay } from './plain-day.ts'
import type { NoticeItem, NoticeOutcome } from './wording.ts'

/** What a notice is made of: all of it was recorded, nothing is thought up when it is printed. */
export type NoticeFacts = {
  readonly kind: ApplicationKind
  readonly content: Pick<ApplicationContent, 'number' | 'title' | 'organisations'>
  readonly outcome: NoticeOutcome
  readonly items: readonly NoticeItem[]
  /** What was added beside the items; where no items were recorded, the whole list. */
  readonly reason: string
  /** YYYY-MM-DD; only with 通知补交材料. */
  readonly deadline: string | null
  /** Full name of the office that writes it. */
  readonly office: string
  readonly basis: RulePack['basis']
}

/** A notice to an applicant, as it is printed and as it is copied. */
export type Notice = {
  readonly title: string
  /** 「思必驰科技股份有限公司：」 */
  readonly addressee: string
  readonly paragraphs: readonly string[]
}

/** The notice in the words of an office [A13]; names no person and nothing of other applications. */
export function noticeOf(facts: NoticeFacts): Notice {
  const { kind, content, outcome, items, reason } = facts
  const leads = content.organisations.filter(({ roles }) => roles.includes('牵头')).map(({ name }) => name)
  const what = `你单位牵头申报的${kind === 'joint' ? '项目' : '创新联合体'}《${content.title}》（编号：${content.number}）`
  const numbered = items.map(({ sentence }, i) => `${i + 1}．${sentence}`)
  const added = reason === '' ? [] : reason.split('\n')
  const isMaterial = outcome === '通知补交材料'
  return {
    title: titleOf(kind, outcome),
    addressee: `${leads.join('、') || '牵头单位'}：`,
    paragraphs: [
      isMaterial
        ? `${what}，经形式审查，需要补充或者更正以下材料：`
        : `${what}，经形式审查，存在以下不符合申报要求的情形：`,
      ...numbered,
      ...added,
      isMaterial ? deadlineSentence(facts) : refusal(facts),
    ],
  }
}

function titleOf(kind: ApplicationKind, outcome: NoticeOutcome): string {
  const what = kind === 'joint' ? '联合攻关项目' : '创新联合体'
  return outcome === '通知补交材料' ? `关于补交${what}申报材料的通知` : `关于${what}申报不予受理的通知`
}

function deadlineSentence({ kind, deadline, office, basis }: NoticeFacts): string {
  const until = deadline === null ? '规定期限内' : `${noticeDay(deadline)}前（含当日）`
  // Only A says what follows when nothing is supplied in time.
  const after = kind === 'joint' ? `逾期未补交的，根据${article(basis)}，形式审查不予受理。` : ''
  return `请于${until}将上述材料一次性补交至${selfOf(office)}。${after}`
}

function refusal({ kind, office, basis }: NoticeFacts): string {
  const grounds = kind === 'joint' ? `根据${article(basis)}，` : ''
  return `${grounds}${selfOf(office)}对该项申报不予受理。特此通知。`
}

function article({ title, number, confirmed }: RulePack['basis']): string {
  const known = confirmed?.number ?? number
  return `《${confirmed?.title ?? title}》${known ? `（${known}）` : ''}第十三条`
}

/** How an office calls itself: 我厅, 我委. */
export function selfOf(office: string): string {
  if (office.endsWith('厅')) return '我厅'
  return office.endsWith('委员会') ? '我委' : '我单位'
}

/** 「2026年12月6日（星期日）」 */
function noticeDay(day: string): string {
  const weekday = '日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()]
  return `${plainDay(day)}（星期${weekday}）`
}

/** The notice as text, to be pasted into a message. */
export function noticeText({ title, addressee, paragraphs }: Notice, signed: readonly string[]): string {
  return [title, '', addressee, ...paragraphs, '', ...signed].join('\n')
}
