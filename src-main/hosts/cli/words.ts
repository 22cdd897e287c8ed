import { contentsInWords } from '../../../src-renderer/text/bundle-contents.ts'
import { bytesInWords } from '../../../src-renderer/text/message.ts'
import { bundles } from '../../../src-renderer/text/messages/bundles.ts'
import { forks } from '../../../src-renderer/text/messages/forks.ts'
import { placesOf } from '../../../src-renderer/text/places.ts'
import { suites } from '../../../src-renderer/text/suites.ts'
import type { ChainStanding } from '../../core/ports/bundles.ts'
import type { Refusal } from '../../core/result.ts'
import { founding } from '../../domain/offices/rules.ts'

export { bytesInWords, placesOf, suites }

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** A line of a report: what it is about, and what is to be said of it. */
export function fact(label: string, text: string): void {
  say(`  ${label}：${text}`)
}

/** What happened and what to do, as the window says it, with the code. Answers the exit code. */
export function sayRefused(refusal: Refusal): 1 {
  const [module, reason] = refusal.code.split('/')
  const message = module === 'forks' ? forks[reason!] : bundles[reason!]
  const put = (text: string | ((facts: Refusal) => string)) =>
    typeof text === 'string' ? text : text(refusal)
  say(`核对没有通过：${message ? put(message.what) : '原因没有现成的说明。'}`)
  if (message) fact('怎么办', put(message.next))
  fact('代码', refusal.code)
  return 1
}

/** How the 核对码 compares with the one that was given, for whom the bundle is, and for which use. */
export function sayPurpose({
  digits,
  isAsGiven,
  to,
  environment,
}: {
  readonly digits: string | null
  readonly isAsGiven: boolean
  readonly to: string
  readonly environment: string
}): void {
  if (digits !== null) fact('给出的核对码', `${digits}，${isAsGiven ? '一致' : '不一致'}`)
  fact('写给谁', nameAndCode(to))
  fact('用途', environment)
}

/** The sender's newest record, which stands for the date that a bundle has not. */
export function newestInWords(at: string): string {
  return `最新一条记录于 ${timeOf(at)}（写出的电脑的时钟）`
}

export const nothingOfSender = '包内没有写出单位自己的新记录'

export function sayTypes(label: string, types: Parameters<typeof contentsInWords>[0]): void {
  const contents = contentsInWords(types)
  if (contents.length > 0) fact(label, contents.join('、'))
}

export function sayWithheld(bodies: number): void {
  if (bodies > 0) fact('未随包提供', `${bodies} 条的内容，只有编号和校验值`)
}

/** 江苏省科学技术厅; an institution that is not known from the start is called what it calls itself. */
export function nameOf(institution: string): string {
  return founding.find(({ code }) => code === institution)?.name ?? `「${institution}」`
}

/** 江苏省科学技术厅（JS） */
export function nameAndCode(institution: string): string {
  const name = nameOf(institution)
  return name.includes(institution) ? name : `${name}（${institution}）`
}

/** 「2026年11月22日 16:05」 by this machine's zone. */
function timeOf(instant: string): string {
  const at = new Date(instant)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${at.getFullYear()}年${at.getMonth() + 1}月${at.getDate()}日 ${two(at.getHours())}:${two(at.getMinutes())}`
}

export const standings: { readonly [standing in ChainStanding]: string } = {
  joins: '与本机已有的记录接得上',
  known: '本机都已有',
  waits: '前面还缺记录，暂时接不上',
  forks: '与本机已有的记录互相矛盾',
  quarantined: '这台电脑的记录以前出现过矛盾，仍在隔离',
  'not-pinned': '这个单位在本机还没有核对过核对码，不导入',
  retired: '超出了该单位停用这台电脑时的最后一条，不导入',
}

export const notASeal = '完整性校验使用软件密钥，不是电子签章。'
