import type { BundleChecked } from '../../../src-main/core/ports.ts'
import { contentsInWords, isOnlyExchange } from '../../text/bundle-contents.ts'
import { bytesInWords } from '../../text/message.ts'
import type { StateWord } from '../../text/states.ts'
import { placesOf } from '../../text/timeline.ts'
import { missingOf } from './waiting.ts'

type OfficeName = (code: string, form?: 'short' | 'name') => string

/** How a checked bundle stands to what is here, in one word. */
export function stateOf({ outcome, ranges }: BundleChecked): StateWord {
  if (ranges.some(({ state }) => state === 'forks')) return '已隔离'
  if (outcome === 'waiting') return '缺前序'
  return outcome === 'acceptable' ? '待导入' : '已导入'
}

/** True when taking it in brings something: of several chains those that do not join stay out. */
export function canTakeIn({ outcome, ranges }: BundleChecked): boolean {
  const joining = ranges.filter(({ state }) => state === 'joins' || state === 'known')
  if (outcome === 'acceptable') return joining.length > 0
  return outcome === 'waiting' && joining.some((range) => range.new > 0)
}

/** What is inside, in sentences. */
export function insideInWords(opened: BundleChecked, nameOf: OfficeName): readonly string[] {
  const { types, documents, withheld, odd, ranges, sender } = opened
  const fresh = ranges.reduce((sum, range) => sum + range.new, 0)
  const contents = contentsInWords(types)
  const news =
    fresh === 0 && contents.length === 0
      ? '没有新的记录。'
      : isOnlyExchange(types)
        ? `${rangesInWords(ranges, nameOf)}。没有新的业务内容，只有往来登记和回执。`
        : `${rangesInWords(ranges, nameOf)}，其中新的有：${contents.join('、')}。`
  const inside = [news]
  if (documents.count > 0) {
    const here = documents.count - documents.new
    const known = here === 0 ? '' : here === documents.count ? '，本机都已有' : `，其中 ${here} 份本机已有`
    inside.push(`附件 ${documents.count} 份，共 ${bytesInWords(documents.bytes)}${known}。`)
  } else inside.push('没有附件。')
  if (withheld > 0) inside.push(`另有 ${withheld} 条仅${nameOf(sender)}可见，内容未随包提供，属正常情况。`)
  if (odd > 0) inside.push(`${odd} 条由更新版本的程序记录或内容有疑问，先保存、不显示，不影响其他内容。`)
  return inside
}

function rangesInWords(ranges: BundleChecked['ranges'], nameOf: OfficeName): string {
  return ranges.map((range) => `${nameOf(range.institution, 'short')}的记录${placesOf(range)}`).join('，')
}

/** What stands in the way of taking it in, or of a part of it; empty when nothing does. */
export function obstaclesInWords(opened: BundleChecked, nameOf: OfficeName): readonly string[] {
  const { ranges } = opened
  const offices = (state: (typeof ranges)[number]['state']) => [
    ...new Set(ranges.filter((range) => range.state === state).map(({ institution }) => nameOf(institution))),
  ]
  const obstacles = missingOf(opened).map((missing) => {
    const short = nameOf(missing.institution, 'short')
    return `还缺${short}${placesOf(missing)}，接不上，暂时不能导入。请向${short}索取这一段，先导入；再请导入这个文件，文件请留好。`
  })
  for (const office of offices('forks')) {
    obstacles.push(
      `${office}同一台电脑的记录出现了两种互相矛盾的说法：本机已有的，与这个包里的，在同一个编号上内容不同。这一部分没有导入，本机已有的数据不受影响。可能是对方恢复了旧的备份，也可能有人冒用了对方的电脑。请用平时的电话号码联系对方核实，并告知本单位系统管理员；这次情况已记入安全记录，文件请留好作为凭据。`,
    )
  }
  for (const office of offices('not-pinned')) {
    obstacles.push(`包里带有${office}的记录，但还没有与该单位核对过核对码，这一部分不导入。`)
  }
  for (const office of offices('retired')) {
    obstacles.push(`包里带有${office}一台已停用电脑的记录，超出停用前的部分不导入。`)
  }
  return obstacles
}
