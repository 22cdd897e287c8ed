import { isDay } from '../batches/rules.ts'

export type DateCell =
  | { readonly ok: true; readonly date: string; readonly fromSerial: boolean }
  | { readonly ok: false; readonly problem: 'no-such-date' | 'not-a-date' | 'date-out-of-range' }

/** Projects of these policies start and end within these years; anything else is a slip of the keyboard. */
const years = { first: 2000, last: 2099 }
/** The oldest universities of the four regions are of the nineteenth century. */
const foundingYears = { first: 1850, last: 2099 }

/**
 * A day out of a cell: 2026-01-31, 2026/1/31, 2026.1.31, 2026年1月31日, 20260131, with or without a time, a month alone
 * (its first day as a start, its last as an end), or the serial number of a spreadsheet.
 */
export function readDateCell(text: string, as: 'start' | 'end'): DateCell {
  return readWithin(text, as, years)
}

/** A whole day out of a cell, of any year in which an organisation may have been founded; null when it is not clear. */
export function readDayCell(text: string): { readonly day: string; readonly fromSerial: boolean } | null {
  // A month alone gives two different days.
  const [first, last] = (['start', 'end'] as const).map((as) => readWithin(text, as, foundingYears))
  if (!first?.ok || !last?.ok || first.date !== last.date) return null
  return { day: first.date, fromSerial: first.fromSerial }
}

type Years = { readonly first: number; readonly last: number }

function readWithin(text: string, as: 'start' | 'end', within: Years): DateCell {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/\s*(?:T|\s)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/u, '')
    .replace(/\s+/gu, '')
  const found =
    /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?$/u.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})?$/u.exec(/^(?:19|20)\d{2}(?:0\d|1[0-2])(?:[0-3]\d)?$/u.test(plain) ? plain : '')
  if (found) {
    const [year, month, day] = [Number(found[1]), Number(found[2]), found[3] ? Number(found[3]) : null]
    return fromParts({ year, month, day }, as, within)
  }
  if (/^\d{8}$/u.test(plain)) return { ok: false, problem: 'no-such-date' }
  if (/^\d{5}(?:\.\d+)?$/u.test(plain)) return fromSerial(Math.floor(Number(plain)), within)
  return { ok: false, problem: 'not-a-date' }
}

export type PeriodCell =
  | { readonly ok: true; readonly from: string; readonly to: string }
  | { readonly ok: false }

/** The two dates in 「2026年1月至2028年12月」 and its like, as texts for {@link readDateCell}. */
export function splitPeriod(text: string): PeriodCell {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '')
  const one = String.raw`\d{4}[-/.年]\d{1,2}(?!\d)(?:[-/.月]\d{1,2}(?!\d)日?|月)?`
  const found = new RegExp(`^(${one})[-~至到—–─一]+(${one})止?$`, 'u').exec(plain)
  return found ? { ok: true, from: found[1]!, to: found[2]! } : { ok: false }
}

type Parts = { readonly year: number; readonly month: number; readonly day: number | null }

function fromParts({ year, month, day }: Parts, as: 'start' | 'end', within: Years): DateCell {
  if (month < 1 || month > 12) return { ok: false, problem: 'no-such-date' }
  if (year < within.first || year > within.last) return { ok: false, problem: 'date-out-of-range' }
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const date = iso(year, month, day ?? (as === 'start' ? 1 : last))
  return isDay(date) ? { ok: true, date, fromSerial: false } : { ok: false, problem: 'no-such-date' }
}

/** Spreadsheets count days from 1899-12-30 (their 1900 has a 29 February that never was). */
function fromSerial(serial: number, within: Years): DateCell {
  const date = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000)
  const year = date.getUTCFullYear()
  if (year < within.first || year > within.last) return { ok: false, problem: 'date-out-of-range' }
  return { ok: true, date: date.toISOString().slice(0, 10), fromSerial: true }
}

function iso(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
