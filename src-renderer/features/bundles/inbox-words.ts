import type { MissingRange } from '../../../src-main/core/ports/bundles.ts'
import { placesAloud } from '../../text/places.ts'
import { hexOf } from '../../ui/digest.ts'
import type { OfficeName } from '../../ui/office-names.ts'

/**
 * 「江苏第 121 至 180 条」 for each range; an office of which several desks are named gets the first digits of the desk's
 * number, because places of two desks have nothing to do with each other.
 */
export function rangesAloud(ranges: readonly MissingRange[], nameOf: OfficeName): readonly string[] {
  const desks = new Map<string, Set<string>>()
  for (const { institution, device } of ranges) {
    desks.set(institution, (desks.get(institution) ?? new Set()).add(device))
  }
  return ranges.map((range) => {
    const mark = desks.get(range.institution)!.size > 1 ? `（${deskMark(range.device)} 号电脑）` : ''
    return `${nameOf(range.institution, 'short')}${mark}${placesAloud(range)}`
  })
}

/** First digits of a desk's number: enough to tell the desks of one office apart. */
function deskMark(device: string): string {
  return hexOf(device).slice(0, 4)
}

/** Ranges put together: overlapping and adjoining ones of one desk are one. */
export function joined(ranges: readonly MissingRange[]): readonly MissingRange[] {
  const sorted = ranges.toSorted((a, b) =>
    a.device === b.device ? a.from - b.from : a.device < b.device ? -1 : 1,
  )
  const all: MissingRange[] = []
  for (const range of sorted) {
    const last = all.at(-1)
    if (last?.device === range.device && range.from <= last.to + 1) {
      all[all.length - 1] = { ...last, to: Math.max(last.to, range.to) }
    } else all.push(range)
  }
  return all
}

/** What to ask of whom, in one sentence for a message or the telephone. `ranges` are all of one office. */
export function askInWords(
  ranges: readonly MissingRange[],
  { us, sender, nameOf }: { readonly us: string; readonly sender: string; readonly nameOf: OfficeName },
): string {
  const [first] = ranges
  const owner = first?.institution ?? sender
  const what = first ? rangesAloud(ranges, nameOf).join('、') : '最近一次的数据交换包'
  const relayed = owner === sender ? '' : `，或请${nameOf(sender, 'short')}从头导出一份`
  return `请再发一次：${what}。请${nameOf(owner, 'short')}照常导出一个数据交换包给${nameOf(us)}（还没有得到确认的内容都会包含在内；${nameOf(us)}换过电脑或恢复过备份的，请在导出时选「从头导出」）${relayed}。`
}

/** Missing ranges by the office that is to be asked for them. */
export function byOwner(ranges: readonly MissingRange[]): ReadonlyMap<string, readonly MissingRange[]> {
  const owners = [...new Set(ranges.map(({ institution }) => institution))]
  return new Map(owners.map((owner) => [owner, ranges.filter(({ institution }) => institution === owner)]))
}
