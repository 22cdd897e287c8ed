import type { DeltaRegion } from '../../domain/organisations/rules.ts'
import { makeRows, type Row } from './lists.ts'
import type { Topic } from './titles.ts'

/** How many of sixty applications each region leads: in 2024 it was Jiangsu 12, Zhejiang 7, Anhui 7, Shanghai 3 of 29. */
const leads = { JS: 25, ZJ: 14, AH: 15, SH: 6 } as const satisfies Record<DeltaRegion, number>
const order = ['JS', 'ZJ', 'AH', 'SH'] as const
/** How many applications the lists of the four regions hold together. */
export const inAllLists = Object.values(leads).reduce((sum, count) => sum + count, 0)

/** The list of each region. */
export function makeOfficeLists(
  topics: readonly Topic[],
  year: number,
): Readonly<Record<DeltaRegion, readonly Row[]>> {
  let named = 0
  const lists = order.map((region) => {
    const count = leads[region]
    const own = topics.slice(named, named + count)
    // Faults, and what is not accepted, are only ever those of organisations that do not exist.
    const isMadeUp = (row: number) => row >= 8
    const rows = makeRows({ region, topics: own, year, prefix: `CSJ${year}-${region}-`, named, isMadeUp })
    named += count
    return [region, rows] as const
  })
  const plain = Object.fromEntries(lists) as Record<DeltaRegion, readonly Row[]>
  return { ...plain, JS: withFaults(plain.JS, plain.ZJ) }
}

/** What lists are really like: a code that cannot be, sums that differ, no period, the title of another office's list. */
function withFaults(rows: readonly Row[], other: readonly Row[]): readonly Row[] {
  return rows.map((row, i) => {
    if (i === 8) return { ...row, reserve: ['', ''] }
    if (i === 10 || i === 20) return { ...row, leadCode: otherCheck(row.leadCode) }
    if (i === 11 || i === 21) return { ...row, selfRaised: '1.00' }
    if (i === 12 || i === 22) return { ...row, period: '' }
    if (i === 18) return { ...row, title: other[10]!.title }
    return row
  })
}

/** The same code with a last character that does not fit. */
export function otherCheck(code: string): string {
  return `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`
}
