import type { MissingRange } from '../../../src-main/core/ports/bundles.ts'
import type { Fork } from '../../../src-main/domain/bundles/forks.ts'
import type { WaitingBundle } from '../../../src-main/domain/bundles/inbox.ts'
import type { ExchangeRow } from '../../../src-main/domain/bundles/queries.ts'
import type { Standing } from '../../../src-main/domain/bundles/standing.ts'
import type { Feature, WorkBenchItem } from '../../app/feature.ts'
import { dayOf, daysBetween, minuteOf } from '../../ui/dates.ts'
import { officeNames } from '../../ui/office-names.ts'
import { joined, rangesAloud } from './inbox-words.ts'
import { quietDays } from './quiet.ts'

/** After so many days without a receipt it asks what became of the bundle. */
const patienceDays = 7
/** So long an arrival counts as news. */
const newsDays = 2

/** What exchange asks of this desk today: what is missing, receipts that are due, bundles without an answer, silence. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('bundles:list')) return []
  const [rows, standings, inbox, forks, names] = await Promise.all([
    desk.bundles.exchange(null),
    desk.bundles.standing(null),
    desk.bundles.inbox(null),
    desk.bundles.forks(null),
    officeNames(desk),
  ])
  if (!rows.ok || !standings.ok || !inbox.ok || !forks.ok) return []
  const today = dayOf(new Date())
  const nameOf = (code: string) => names(code, 'short')
  return [
    ...forks.value.filter(({ state }) => state !== 'settled').map((fork) => forkItem(fork, nameOf)),
    ...waitingItems(inbox.value, nameOf),
    ...rows.value
      .filter(({ pinned }) => pinned)
      .flatMap((row) => {
        const standing = standings.value.find(({ institution }) => institution === row.institution)
        return standing ? itemsOf(row, standing, today, may('bundles:edit')) : []
      }),
  ]
}

type ShortName = (code: string) => string

function forkItem({ device, institution, seq }: Fork, nameOf: ShortName): WorkBenchItem {
  return {
    key: `bundles/fork/${device}`,
    urgency: 'now',
    title: `${nameOf(institution)}有一台电脑的记录前后矛盾，已隔离`,
    detail: `从第 ${seq} 条起有两种说法。请联系${nameOf(institution)}核实；其他数据不受影响。`,
    to: '/exchange/forks',
    action: '查看',
  }
}

function waitingItems(all: readonly WaitingBundle[], nameOf: ShortName): readonly WorkBenchItem[] {
  const lost = all.filter(({ problem }) => problem !== null)
  const missing = joined(all.flatMap((bundle): readonly MissingRange[] => bundle.missing))
  const items: WorkBenchItem[] = []
  if (lost.length > 0) {
    items.push({
      key: 'bundles/lost',
      urgency: 'now',
      title: `${lost.length} 个等待中的数据交换包要请对方再发一次`,
      detail: `${[...new Set(lost.map(({ sender }) => nameOf(sender)))].join('、')}发来的；本机存放的文件不能再用。`,
      to: '/exchange/inbox',
      action: '查看',
    })
  }
  if (all.length > lost.length) {
    items.push({
      key: 'bundles/waiting',
      urgency: 'soon',
      title: `${all.length - lost.length} 个数据交换包接不上，在等待前面的记录`,
      detail:
        missing.length > 0
          ? `缺${rangesAloud(missing, nameOf).join('、')}。缺的一到就自动导入。`
          : '缺的一到就自动导入。',
      to: '/exchange/inbox',
      action: '看缺什么',
    })
  }
  return items
}

function itemsOf(
  row: ExchangeRow,
  { receiptDue }: Standing,
  today: string,
  mayExport: boolean,
): readonly WorkBenchItem[] {
  const { institution, short, sent, received, unconfirmed, confirmed } = row
  const ago = (at: string) => daysBetween(dayOf(at), today)
  const items: WorkBenchItem[] = []
  const key = `bundles/${institution}`
  if (received && receiptDue > 0) {
    items.push({
      key: `${key}/receipt`,
      urgency: 'soon',
      title: `${short}的数据已导入，回执还没有带回去`,
      detail: `${minuteOf(received.at)} 导入，${receiptDue} 条待确认。导出一个数据交换包给${short}，回执就在里面。`,
      to: mayExport ? `/exchange/export/${institution}` : '/exchange',
      action: mayExport ? '导出回执' : '查看',
    })
  } else if (received && ago(received.at) < newsDays) {
    items.push({
      key: `${key}/arrived`,
      urgency: 'note',
      title: `${short}的数据已导入`,
      detail: `${minuteOf(received.at)} 导入，至${short}第 ${received.upTo} 条。`,
      to: '/exchange',
      action: '查看',
    })
  }
  if (sent && unconfirmed > 0 && sent.upTo > confirmed && ago(sent.at) >= patienceDays) {
    items.push({
      key: `${key}/unconfirmed`,
      urgency: 'soon',
      title: `发给${short}的数据 ${ago(sent.at)} 天未见回执`,
      detail: `还有 ${unconfirmed} 条未确认。请问${short}收到没有；没收到的，再导出一次即可。`,
      to: '/exchange',
      action: '查看',
    })
  }
  const last = [sent?.at, received?.at]
    .filter((at) => at !== undefined)
    .toSorted()
    .at(-1)
  if (received && last !== received.at && ago(received.at) >= quietDays && last && ago(last) < quietDays) {
    items.push({
      key: `${key}/nothing-new`,
      urgency: 'note',
      title: `已 ${ago(received.at)} 天没有收到${short}的新内容`,
      detail: `最近一次是 ${dayOf(received.at)}，至${short}第 ${received.upTo} 条。`,
      to: '/exchange',
      action: '查看',
    })
  }
  if (last && ago(last) >= quietDays) {
    items.push({
      key: `${key}/quiet`,
      urgency: 'note',
      title: `${short} ${ago(last)} 天没有来往`,
      detail: `最近一次是 ${dayOf(last)}。`,
      to: '/exchange',
      action: '查看',
    })
  }
  return items
}
