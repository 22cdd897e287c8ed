export type CellNote =
  /** A number with more than 15 digits, or written like 3.2E+17: digits may be lost. */
  | 'tables/digits-lost'
  /** Bidirectional, zero-width or control characters: what is seen may not be what is there. */
  | 'tables/hidden-characters'
  /** Characters that could not be read (wrong encoding, half a character). */
  | 'tables/broken-characters'
  /** Characters of the private use area: rare names in old lists; other programs show something else. */
  | 'tables/private-characters'
  /** A formula whose result was never stored. */
  | 'tables/formula-without-value'
  /** A cell that shows #N/A, #REF! and the like. */
  | 'tables/error-value'
  /** A merged cell over several rows: only its first row has the value. */
  | 'tables/merged-rows'
  /** A row that is hidden (filtered out) and nevertheless read. */
  | 'tables/hidden-row'

// Built from numbers: written out, these characters would be as invisible here as in the lists they are looked for in.
const hidden = classOf([
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0xad],
  [0x61c],
  [0x115f, 0x1160],
  [0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164],
  [0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe007f],
])
const privateUse = classOf([
  [0xe000, 0xf8ff],
  [0xf0000, 0xffffd],
  [0x100000, 0x10fffd],
])
const plain = /^[\t\n\u0020-\u007e\u3000-\u303f\u4e00-\u9fff\uff00-\uff60]*$/
const scientific = /^[+-]?(\d)(?:\.(\d+))?[eE]\+(\d{2,3})$/

/** A text cell as it is kept: line ends as \n, half characters replaced; nothing is normalised. */
export function textOf(raw: string): string {
  if (plain.test(raw)) return raw
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
  return text.isWellFormed() ? text : text.toWellFormed()
}

/** What a person should know about a text cell. */
export function notesOn(text: string): readonly CellNote[] {
  if (plain.test(text)) return scientificLoss(text) ? ['tables/digits-lost'] : []
  const notes: CellNote[] = []
  if (hidden.test(text)) notes.push('tables/hidden-characters')
  if (text.includes('\ufffd')) notes.push('tables/broken-characters')
  if (privateUse.test(text)) notes.push('tables/private-characters')
  return notes
}

/** Numbers beyond 15 digits cannot have come through a spreadsheet whole. */
export function numberNotes(value: number): readonly CellNote[] {
  return Math.abs(value) >= 1e15 ? ['tables/digits-lost'] : []
}

/**
 * A number in plain decimals: to 15 significant digits, which is what a spreadsheet keeps (0.1 + 0.2 is 0.3); whole
 * numbers to the last digit. Formats count where they make the text: percent, and codes padded with zeros (`000000`).
 */
export function numberText(value: number, format: string | undefined): string {
  if (format !== undefined) {
    if (/^0{2,}$/.test(format) && Number.isInteger(value)) {
      return (value < 0 ? '-' : '') + decimal(Math.abs(value)).padStart(format.length, '0')
    }
    if (/^[#,.0 ]+%/.test(format)) return `${decimal(value * 100)}%`
  }
  return decimal(value)
}

function decimal(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  const [mantissa = '', exponent = '0'] = value.toExponential(14).split('e')
  const sign = mantissa.startsWith('-') ? '-' : ''
  const digits = mantissa.replace(/[-.]/g, '').replace(/0+$/, '')
  const point = Number(exponent) + 1
  if (digits === '') return '0'
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (digits.length <= point) return sign + digits.padEnd(point, '0')
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** YYYY-MM-DD, with the time behind it when it is not midnight; only the time for a time of day. */
export function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const [day = '', clock = ''] = new Date(Math.round(date.getTime() / 1_000) * 1_000).toISOString().split('T')
  const time = clock.slice(0, 8)
  if (date.getTime() < Date.UTC(1900, 0, 1)) return time
  return time === '00:00:00' ? day : `${day} ${time}`
}

function scientificLoss(text: string): boolean {
  const [, , decimals = '', exponent] = scientific.exec(text) ?? []
  return exponent !== undefined && Number(exponent) > decimals.length
}

function classOf(ranges: readonly (readonly [number, number?])[]): RegExp {
  const code = (point: number) => `\\u{${point.toString(16)}}`
  return new RegExp(`[${ranges.map(([from, to = from]) => `${code(from)}-${code(to)}`).join('')}]`, 'u')
}
