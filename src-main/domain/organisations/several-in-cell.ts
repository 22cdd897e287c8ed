import { looksLikeOrganisation } from './organisation-name.ts'

export type OrganisationsInCell = {
  readonly names: readonly string[]
  /** What told them apart; `one` when the cell holds a single name or none. */
  readonly by: 'one' | 'mark' | 'line' | 'number' | 'comma'
}

/**
 * The organisations in one cell. 「；」「;」「|」 and line breaks separate; so does numbering that begins with 1 and counts on.
 * 「、」「，」「,」「/」 stand inside names too, so they separate only when every part alone ends like an organisation. Nothing
 * inside brackets separates.
 */
export function splitOrganisations(cell: string): OrganisationsInCell {
  const text = cell.trim()
  const lines = splitOutsideBrackets(text, /[\r\n]/u)
  const marked = lines.flatMap((line) => splitOutsideBrackets(line, /[;；|｜]/u))
  const numbered = marked.flatMap(splitNumbering)
  const names = numbered
    .flatMap(splitCommas)
    .map((part, i) => withoutNumber(part, i + 1))
    .filter((name) => name !== '')
  if (names.length <= 1) return { names, by: 'one' }
  if (numbered.length > marked.length) return { names, by: 'number' }
  if (marked.length > lines.length) return { names, by: 'mark' }
  return { names, by: lines.length > 1 ? 'line' : 'comma' }
}

/** Splits at separators outside brackets; a bracket that is never closed does not swallow the rest. */
export function splitOutsideBrackets(text: string, separator: RegExp): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  const closes = (from: number) => /[)）】〕]/u.test(text.slice(from))
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!
    if (/[(（【〔]/u.test(character) && closes(i + 1)) depth++
    else if (/[)）】〕]/u.test(character)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && separator.test(character)) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  parts.push(text.slice(start))
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

const circled = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'
const numbering = /(?:[(（](\d{1,2})[)）]|(\d{1,2})(?:[、)）．]|\.(?!\d))|([①-⑳]))\s*/gu

/** 「1.甲公司2.乙大学」: only when the text begins with 1 and the numbers follow each other. */
function splitNumbering(text: string): string[] {
  const starts: { readonly at: number; readonly end: number }[] = []
  for (const found of text.matchAll(numbering)) {
    const number = numberIn(found)
    if (number !== starts.length + 1 || (starts.length === 0 && found.index !== 0)) continue
    starts.push({ at: found.index, end: found.index + found[0].length })
  }
  if (starts.length < 2) return [text]
  return starts.map(({ end }, i) => text.slice(end, starts[i + 1]?.at ?? text.length).trim())
}

/** Drops the number in front when it is the place of this part in the cell: 58同城 and 3M keep theirs. */
function withoutNumber(text: string, place: number): string {
  const found = leadingNumber.exec(text)
  return (found && numberIn(found) === place ? text.slice(found[0].length) : text)
    .replace(/[、,，;；。]+$/u, '')
    .trim()
}

function numberIn(found: RegExpExecArray): number {
  return found[3] ? circled.indexOf(found[3]) + 1 : Number(found[1] ?? found[2])
}

const leadingNumber = new RegExp(`^${numbering.source}`, 'u')

function splitCommas(text: string): string[] {
  const parts = splitOutsideBrackets(text, /[、,，/]/u)
  const all = parts.every((part, i) => looksLikeOrganisation(withoutNumber(part, i + 1)))
  return parts.length > 1 && all ? parts : [text]
}
