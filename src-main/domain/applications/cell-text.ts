import { checkIdNumber } from '../organisations/rules.ts'

/** Characters that are not seen and change what is: zero width, direction marks, fillers, tags, control characters. */
const invisible =
  /[\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|[\p{Cc}--[\t\n\r]]/gv

export type CellText = {
  readonly text: string
  /** Invisible characters taken out. */
  readonly invisible: number
  /** Characters that the file itself had already lost (�, half of a pair). */
  readonly lost: boolean
  /** Characters of the private use area: seen differently, or not at all, on another machine. */
  readonly privateUse: boolean
}

/**
 * The text of a cell as it is kept: trimmed, without invisible characters. Rare characters and their variation selectors
 * stay as they are.
 */
export function readCellText(raw: string): CellText {
  const lost = !raw.isWellFormed() || raw.includes('\ufffd')
  const found = raw.match(invisible)?.length ?? 0
  const text = raw.toWellFormed().replace(invisible, '').trim()
  return { text, invisible: found, lost, privateUse: /\p{Co}/u.test(text) }
}

/** One line out of several: no space between Chinese characters, one elsewhere. */
export function singleLine(text: string): string {
  return text.replace(/(?<=\p{Script=Han})\s*[\r\n]+\s*(?=\p{Script=Han})/gu, '').replace(/\s+/gu, ' ')
}

/** What people write into a cell that has nothing to say. */
export function isBlank(text: string): boolean {
  return /^(?:|[-—–/\\]+|无|暂无|n\/?a|null)$/iu.test(text)
}

/** True when the whole text is a mobile number, an ID number or a mail address. */
export function isPersonalData(text: string): boolean {
  const plain = text.normalize('NFKC').replace(/[\s-]/gu, '')
  return (
    /^(?:\+?86)?1[3-9]\d{9}$/u.test(plain) ||
    /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/iu.test(plain) ||
    (plain.length === 18 && checkIdNumber(plain).ok)
  )
}

/** A cell's text for a message: short, and empty when it could be personal data in the wrong column. */
export function quotable(text: string): string {
  if (/1[3-9]\d{9}|\d{17}[\dXx]|@/u.test(text.normalize('NFKC').replace(/[\s-]/gu, ''))) return ''
  const characters = [...singleLine(text)]
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('')
}
