import type { Db } from '../../core/db.ts'
import { readAccount } from '../accounts/queries.ts'
import { readInstitutions } from '../offices/index.ts'

/** A digest as eyes compare it: its hex in groups of four, so many groups a line. */
export function digestLines(digest: string, groupsPerLine: number): string {
  const groups = digest.slice(digest.indexOf(':') + 1).match(/.{1,4}/g) ?? []
  const lines: string[] = []
  for (let i = 0; i < groups.length; i += groupsPerLine)
    lines.push(groups.slice(i, i + groupsPerLine).join(' '))
  return lines.join('\n')
}

/** What people call the function behind a digest. */
export function digestName(digest: string): string {
  return digest.startsWith('sm3:') ? 'SM3' : 'SHA-256'
}

/** The first and the last eight digits, for the telephone: 「3e05f03b … b3a01234」. */
export function digestEnds(digest: string): string {
  const hex = digest.slice(digest.indexOf(':') + 1)
  return `${hex.slice(0, 8)} … ${hex.slice(-8)}`
}

/** Names of institutions by code; a code that nobody knows stands for itself. */
export function namesOf(db: Db) {
  const all = new Map(readInstitutions(db).map((one) => [one.code, one]))
  return {
    name: (code: string) => all.get(code)?.name ?? code,
    short: (code: string) => all.get(code)?.short ?? code,
  }
}

/** Who did something, as papers name them; accounts of another desk may not be known here. */
export function personOf(db: Db, id: string): string {
  return readAccount(db, id)?.name ?? '（本机无此账号）'
}

/** UTC from the log as local day and minute: 「2026-11-22 16:05」. */
export function minuteOf(at: string): string {
  const time = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-')
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`
}

/** 「1,234,567 字节（1.2 MB）」: exact for comparing, rounded for reading. */
export function sizeInWords(bytes: number): string {
  const exact = `${String(bytes).replaceAll(/(\d)(?=(\d{3})+$)/g, '$1,')} 字节`
  const mega = bytes / (1024 * 1024)
  if (mega >= 0.1)
    return `${exact}（${mega >= 1024 ? `${(mega / 1024).toFixed(1)} GB` : `${mega.toFixed(1)} MB`}）`
  return exact
}

/** A place for the seal of an institution. */
export const sealPlace = '（单位盖章）\n\n\n\n　'

/** A place to write a date by hand. */
export const openDate = '　　　　年　　月　　日'

/** 「2026-11-22」 as 「2026 年 11 月 22 日」; a place to write when it is empty. */
export function dateInWords(day: string): string {
  const [year, month, date] = day.split('-')
  return date === undefined ? openDate : `${year} 年 ${Number(month)} 月 ${Number(date)} 日`
}
