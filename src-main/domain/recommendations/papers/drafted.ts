import type { Db } from '../../../core/db.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { type Batch, readBatch } from '../../batches/index.ts'
import { regionOrder } from '../../formal-review/papers/listed.ts'
import { readInstitutions } from '../../offices/index.ts'
import { isDelta, type Region, regionLabel } from '../../organisations/rules.ts'
import { type DraftPage, type RecommendationPage, readRecommendation } from '../read.ts'
import { type Comparison, compareDrafts, type DraftRow } from '../rules.ts'

/** One draft of a recommendation with what a paper of it tells. */
export type Drafted = {
  readonly page: RecommendationPage
  readonly draft: DraftPage
  readonly batch: Batch
  readonly isFinal: boolean
  /** Null for the first draft. */
  readonly comparison: Comparison | null
}

export function readDrafted(db: Db, recommendation: string, draft: number): Result<Drafted> {
  const page = readRecommendation(db, recommendation)
  const at = page?.drafts.findIndex((one) => one.draft === draft) ?? -1
  const found = page?.drafts[at]
  const batch = page && readBatch(db, page.batch)
  if (!page || !found || !batch) return refuse('recommendations/unknown')
  const before = page.drafts[at - 1]
  return ok({
    page,
    draft: found,
    batch,
    isFinal: page.final?.draft === found.id,
    comparison: before ? compareDrafts(before, found) : null,
  })
}

/** 「第 2 稿」「定稿」 */
export function draftLabel({ draft, isFinal }: Pick<Drafted, 'draft' | 'isFinal'>): string {
  return isFinal ? '定稿' : `第 ${draft.draft} 稿`
}

export type RegionGroup = { readonly label: string; readonly rows: readonly DraftRow[] }

/** Rows by where their lead sits, 主办 first, then 沪苏浙皖; outside of the Delta, and unknown, last and together. */
export function byRegion(db: Db, { batch, draft }: Drafted): readonly RegionGroup[] {
  const host = readInstitutions(db).find(({ code }) => code === batch.host)?.region ?? null
  const inDelta = (region: string | null): boolean => region !== null && isDelta(region as Region)
  const groups = regionOrder(host).flatMap((region) => {
    const rows = inDelta(region) ? draft.rows.filter(({ leadRegion }) => leadRegion === region) : []
    return rows.length === 0 ? [] : [{ label: regionLabel(region!), rows }]
  })
  const elsewhere = draft.rows.filter(({ leadRegion }) => !inDelta(leadRegion))
  return elsewhere.length === 0 ? groups : [...groups, { label: '其他', rows: elsewhere }]
}
