import type { Db } from '../../../core/db.ts'
import type { QueryContext } from '../../../core/module.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { type DeskChoice, readOfficeDesks } from '../../applications/desks.ts'
import { type Batch, readBatch } from '../../batches/index.ts'
import { readInstitutions } from '../../offices/index.ts'
import type { Institution } from '../../offices/rules.ts'
import { isDelta, type Region, regionLabel, regions } from '../../organisations/rules.ts'
import { type BatchRules, readBatchRules } from '../../rule-packs/index.ts'
import { readListed } from '../list.ts'
import type { Days, ListFilter } from '../list-filter.ts'
import type { ListRow } from '../list-row.ts'
import type { ListSort } from '../list-sort.ts'

/** A paper of more lines than this is no paper: the sheet as XLSX is made for it. */
export const longestList = 3000

/** Applications of one batch as they are filtered, by the region of their lead. */
export type Listed = {
  readonly batch: Batch
  readonly rules: BatchRules
  readonly filter: ListFilter
  readonly rows: readonly ListRow[]
  readonly groups: readonly {
    /** Null: not entered. */
    readonly code: Region | null
    /** 「江苏省」 */
    readonly region: string
    readonly isDelta: boolean
    readonly rows: readonly ListRow[]
  }[]
  /** What was chosen of the batch, in words; empty for all of it. */
  readonly chosen: string
}

type Context = Pick<QueryContext<unknown>, 'db' | 'desk'>

/** Reads what a paper about a list tells of; refused without a batch, with nothing in it, and with too much. */
export function readForPaper(context: Context, filter: ListFilter, sort: ListSort): Result<Listed> {
  const { db, desk } = context
  if (filter.batch === null) return refuse('formal-review/batch-not-chosen')
  const batch = readBatch(db, filter.batch)
  const rules = batch && readBatchRules(db, batch.id, desk.institution)
  if (!batch || !rules) return refuse('batches/unknown')
  const rows = readListed(context, filter, sort, longestList + 1)
  if (rows.length === 0) return refuse('formal-review/nothing-listed')
  if (rows.length > longestList) return refuse('formal-review/list-too-long', { most: longestList })
  const institutions = readInstitutions(db)
  const order = regionOrder(hostRegion(db, batch))
  const groups = order.flatMap((region): Listed['groups'] => {
    const own = rows.filter((row) => row.leadRegion === region)
    if (own.length === 0) return []
    if (region === null) return [{ code: region, region: '地区未录入', isDelta: false, rows: own }]
    return [{ code: region, region: regionLabel(region), isDelta: isDelta(region), rows: own }]
  })
  return ok({ batch, rules, filter, rows, groups, chosen: chosenOf(context, filter, institutions) })
}

/** Where the 主办 sits. */
export function hostRegion(db: Db, batch: Batch): Region | null {
  return readInstitutions(db).find(({ code }) => code === batch.host)?.region ?? null
}

/** 主办 first, then 沪苏浙皖, then elsewhere. */
export function regionOrder(host: Region | null): readonly (Region | null)[] {
  const delta = regions.filter(isDelta)
  return [...new Set([...(host ? [host] : []), ...delta, ...regions, null])]
}

function chosenOf(
  { db, desk: own }: Context,
  {
    states,
    regions: chosenRegions,
    institutions,
    origins = [],
    desk,
    field,
    reason,
    taken,
    due,
    search,
  }: ListFilter,
  known: readonly Institution[],
): string {
  const short = (code: string) => known.find((one) => one.code === code)?.short ?? code
  const reviewer = (code: string) => (code === own.institution ? '本单位' : short(code))
  // An office with one desk has nothing to choose among desks.
  const isOneOfSeveral = desk && readOfficeDesks(db, own) !== null
  return [
    states.length > 0 ? `状态为${states.join('、')}` : '',
    institutions.length > 0 ? `${institutions.map(reviewer).join('、')}审查` : '',
    origins.length > 0 ? `来自${origins.map(short).join('、')}` : '',
    chosenRegions.length > 0
      ? `牵头单位${chosenRegions.map((one) => (one === '' ? '所在地未录入' : `在${regionLabel(one as Region)}`)).join('、')}`
      : '',
    isOneOfSeveral ? deskWords[desk] : '',
    field === null ? '' : field === '' ? '领域未录入' : `领域为${field}`,
    reason ? `原因为 ${reason}` : '',
    taken ? `${daysInWords(taken)}接收` : '',
    due ? `${daysInWords(due)}应补交` : '',
    search.trim() === '' ? '' : `含“${search.trim()}”`,
  ]
    .filter((part) => part !== '')
    .join('，')
}

function daysInWords({ from, to }: Days): string {
  return [from === null ? '' : `${from} 起`, to === null ? '' : `${to} 止`].filter(Boolean).join('、')
}

const deskWords: Record<DeskChoice, string> = {
  here: '本工作台办理',
  'handed-over': '已移交给其他工作台',
  'handed-to-me': '其他工作台移交来',
}

/** 分 in all, of the amounts that were entered, and how many were not. */
export function sumOf(amounts: readonly (number | null)[]): {
  readonly sum: number
  readonly absent: number
} {
  return {
    sum: amounts.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    absent: amounts.filter((one) => one === null).length,
  }
}
