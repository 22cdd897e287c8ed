const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkRow = '10X98765432'

/** Never carries the number or a part of it: it is personal data. */
export type IdNumberCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: 'length' | 'character' | 'birth-date' | 'check' }

/** The day of birth, YYYY-MM-DD; null for anything that is no valid number. It is personal data as the number is. */
export function birthDayOf(text: string): string | null {
  if (!checkIdNumber(text).ok) return null
  const [, year, month, day] = /^\d{6}(\d{4})(\d{2})(\d{2})/.exec(
    text.normalize('NFKC').replace(/[\s\u200b\ufeff]/gu, ''),
  )!
  return `${year}-${month}-${day}`
}

/** Checks a 公民身份号码 by GB 11643: eighteen characters, a birth date that exists, the check character. */
export function checkIdNumber(text: string): IdNumberCheck {
  const id = text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/gu, '')
    .toUpperCase()
  if (id.length !== 18) return { ok: false, problem: 'length' }
  if (!/^\d{17}[\dX]$/.test(id)) return { ok: false, problem: 'character' }
  const [year, month, day] = [Number(id.slice(6, 10)), Number(id.slice(10, 12)), Number(id.slice(12, 14))]
  // A day that the month does not have ends in another month.
  const born = new Date(Date.UTC(year, month - 1, day))
  if (year < 1850 || born.getUTCMonth() !== month - 1) {
    return { ok: false, problem: 'birth-date' }
  }
  const sum = weights.reduce((total, weight, i) => total + weight * Number(id[i]), 0)
  return checkRow[sum % 11] === id[17] ? { ok: true } : { ok: false, problem: 'check' }
}
