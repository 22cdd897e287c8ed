import type { ExchangeRow } from '../../../src-main/domain/bundles/queries.ts'
import type { Standing } from '../../../src-main/domain/bundles/standing.ts'
import type { Feature, WorkBenchItem } from '../../app/feature.ts'
import { dayOf, daysBetween, minuteOf } from '../../ui/dates.ts'

/** After so many days without a bundle in either direction the work bench says so. */
const quietDays = 7
/** After so many days without a receipt it asks what became of the bundle. */
const patienceDays = 7
/** So long an arrival counts as news. */
const newsDays = 2

/** What exchange asks of this desk today: receipts that are due, bundles without an answer, offices gone quiet. */
export const workBenchItems: Feature['workBenchItems'] = async ({ desk, may }) => {
  if (!may('bundles:list')) return []
  const [rows, standings] = await Promise.all([desk.bundles.exchange(null), desk.bundles.standing(null)])
  if (!rows.ok || !standings.ok) return []
  const today = dayOf(new Date())
  return rows.value
    .filter(({ pinned }) => pinned)
    .flatMap((row) => {
      const standing = standings.value.find(({ institution }) => institution === row.institution)
      return standing ? itemsOf(row, standing, today, may('bundles:edit')) : []
    })
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
