import type { PaperRecord } from '../../../src-main/domain/bundles/paper-register.ts'
import type { BundleRecord } from '../../../src-main/domain/bundles/queries.ts'
import { hexOf } from '../../ui/digest.ts'

/** A line of 往来登记: a bundle, or a list on paper to or from an institution without a desk. */
export type Registered = Omit<BundleRecord, 'events' | 'documents'> & {
  readonly form: '数据交换包' | '表格'
  /** Records of a bundle; applications of a list. */
  readonly count: number
  readonly documents: number | null
  readonly bundle: BundleRecord | null
  readonly paper: PaperRecord | null
}

/** Bundles and papers together, the newest first. */
export function registeredRows(
  bundles: readonly BundleRecord[],
  papers: readonly PaperRecord[],
): readonly Registered[] {
  const rows = [
    ...bundles.map(
      (bundle): Registered => ({
        ...bundle,
        form: '数据交换包',
        count: bundle.events,
        bundle,
        paper: null,
      }),
    ),
    ...papers.map(
      (paper): Registered => ({
        ...paper,
        form: '表格',
        count: paper.rows,
        documents: null,
        confirmed: null,
        bundle: null,
        paper,
      }),
    ),
  ]
  return rows.sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** Rows whose check code, or digest, begins with what was typed; spaces and case say nothing. */
export function withCode(rows: readonly Registered[], typed: string): readonly Registered[] {
  const code = typed.replaceAll(/\s/g, '').toLowerCase()
  if (code === '') return rows
  return rows.filter(({ checkCode, digest }) => checkCode.startsWith(code) || hexOf(digest).startsWith(code))
}
