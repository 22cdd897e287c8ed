import type { BundleChecked } from '../../../src-main/core/ports/bundles.ts'
import { contentsInWords, isOnlyExchange } from '../../text/bundle-contents.ts'
import { bytesInWords } from '../../text/message.ts'
import type { StateWord } from '../../text/states.ts'
import type { OfficeName } from '../../ui/office-names.ts'
import { byOwner, rangesAloud } from './inbox-words.ts'

type Range = BundleChecked['ranges'][number]

/** How a checked bundle stands to what is here, in one word. */
export function stateOf({ outcome, ranges }: BundleChecked): StateWord {
  if (ranges.some(({ state }) => state === 'forks' || state === 'quarantined')) return '已隔离'
  switch (outcome) {
    case 'waiting':
      return '缺前序'
    case 'acceptable':
      return '待导入'
    case 'nothing-joins':
      return '不能导入'
    case 'already-imported':
      return '已导入'
  }
}

/** What a person may do with it: take it in, keep it until the rest has come, or nothing. */
export function choiceOf(opened: BundleChecked): 'take-in' | 'take-part' | 'keep' | 'nothing' {
  const { outcome, ranges, documents, isKept } = opened
  const brings = ranges.some(({ state, new: fresh }) => state === 'joins' && fresh > 0) || documents.new > 0
  if (outcome === 'acceptable') return ranges.every(isTaken) ? 'take-in' : 'take-part'
  if (outcome !== 'waiting') return 'nothing'
  return brings ? 'take-part' : isKept ? 'nothing' : 'keep'
}

function isTaken({ state }: Range): boolean {
  return state === 'joins' || state === 'known'
}

/** What is inside, in sentences. */
export function insideInWords(opened: BundleChecked, nameOf: OfficeName): readonly string[] {
  const { types, documents, withheld, odd, ranges, sender } = opened
  const fresh = ranges
    .filter((range) => isTaken(range) || range.state === 'waits')
    .reduce((sum, range) => sum + range.new, 0)
  const contents = contentsInWords(types)
  const sendersOwn = ranges.filter(({ institution }) => institution === sender)
  const places = rangesAloud(sendersOwn, nameOf).join('，') || `没有${nameOf(sender, 'short')}自己的记录`
  const news =
    fresh === 0 && contents.length === 0
      ? '没有新的记录。'
      : isOnlyExchange(types)
        ? `${places}。没有新的业务内容，只有往来登记和回执。`
        : `${places}，其中新的有：${contents.join('、')}。`
  const inside = [news]
  const relayed = ranges.filter(({ institution }) => institution !== sender)
  if (relayed.length > 0) inside.push(`随包转来：${rangesAloud(relayed, nameOf).join('，')}。`)
  if (documents.count > 0) {
    const here = documents.count - documents.new
    const known = here === 0 ? '' : here === documents.count ? '，本机都已有' : `，其中 ${here} 份本机已有`
    inside.push(`附件 ${documents.count} 份，共 ${bytesInWords(documents.bytes)}${known}。`)
  } else inside.push('没有附件。')
  if (withheld > 0) inside.push(`另有 ${withheld} 条仅记录单位可见，内容未随包提供，属正常情况。`)
  if (odd > 0) inside.push(`${odd} 条由更新版本的程序记录或内容有疑问，先保存、不显示，不影响其他内容。`)
  return inside
}

/** What stands in the way of taking it in, or of a part of it; empty when nothing does. */
export function obstaclesInWords(opened: BundleChecked, nameOf: OfficeName): readonly string[] {
  const { ranges, missing, unplaced, isKept, sender } = opened
  const offices = (state: Range['state']) => [
    ...new Set(ranges.filter((range) => range.state === state).map(({ institution }) => nameOf(institution))),
  ]
  const obstacles: string[] = []
  if (ranges.some(({ own, state }) => own && state !== 'known')) {
    obstacles.push(
      `${nameOf(sender)}带来了本机自己写过、现在却没有的记录：本机的数据曾经丢失，或恢复过旧的数据。为免写出两种说法，工作台已改为只能查看；已有的数据都在。请按页面上方的指引恢复，并告知系统管理员。`,
    )
  }
  const kept = isKept
    ? '这个文件已在等待清单中，本机保存着一份，不用再办理。'
    : '收下后本机保存一份，缺的部分一到就自动导入，不用再选一次文件。'
  for (const [institution, lacking] of byOwner(missing)) {
    const short = nameOf(institution, 'short')
    obstacles.push(`还缺${rangesAloud(lacking, nameOf).join('、')}，接不上。请向${short}索取这一段。${kept}`)
  }
  if (unplaced > 0) {
    obstacles.push(`有 ${unplaced} 条补送的内容，它们所属的记录还没有到。${kept}`)
  }
  for (const { institution, forkedAt, own } of ranges.filter(({ state }) => state === 'forks')) {
    if (own) continue
    const place = forkedAt === null ? '' : `从第 ${forkedAt} 条起，`
    obstacles.push(
      `${nameOf(institution)}同一台电脑的记录出现了两种互相矛盾的说法：${place}本机已有的，与这个包里的，在同一个编号上内容不同。这一部分没有导入，本机已有的数据不受影响。可能是对方恢复了旧的备份，也可能有人冒用了对方的电脑。请用平时的电话号码联系对方核实，并告知本单位系统管理员；两种说法已作为证明保存，见「记录链冲突」。`,
    )
  }
  for (const office of offices('quarantined')) {
    obstacles.push(
      `${office}的一台电脑此前出现过互相矛盾的说法，仍在隔离：在该单位停用那台电脑之前，它的新记录不导入。见「记录链冲突」。`,
    )
  }
  for (const office of offices('not-pinned')) {
    obstacles.push(
      `包里带有${office}的记录，但还没有与该单位核对过核对码，这一部分不导入。核对之后，请再要一份数据交换包，其中会包含这一部分。`,
    )
  }
  for (const office of offices('retired')) {
    obstacles.push(
      `包里带有${office}一台已停用电脑的记录，超出停用前的部分不导入。该单位停用之前的记录，由它的其他电脑发来。`,
    )
  }
  return obstacles
}

/** More than a day ahead of this machine's clock, or before such programs existed. */
export function clockInWords(newestAt: string | null, now: Date): string | null {
  if (newestAt === null) return null
  const ahead = Date.parse(newestAt) - now.getTime()
  if (ahead > 24 * 3600_000)
    return '发件单位的时钟走在前面，或本机的时钟慢了：记录的时间只供参考，不影响记录的次序和导入。'
  return newestAt < '2020' ? '发件单位的时钟不对：记录的时间只供参考，不影响记录的次序和导入。' : null
}
