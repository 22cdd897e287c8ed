import { type FigureCell, sumUp } from '../../../src-main/domain/formal-review/rules.ts'
import { type Region, regionLabel, regions } from '../../../src-main/domain/organisations/rules.ts'
import type { Overview } from '../../../src-main/domain/oversight/overview.ts'
import type { FiguresRow } from './figures-table.tsx'
import type { Part } from './list-link.tsx'

/** A way to divide a batch: what a cell belongs to, how that is called, and which part of the list it is. */
export type Division = {
  readonly of: (cell: Pick<FigureCell, 'region' | 'field'> & { readonly institution?: string }) => string
  readonly label: (key: string) => string
  readonly part: (key: string) => Omit<Part, 'batch'>
  readonly order?: readonly string[]
}

export const byRegion: Division = {
  of: ({ region }) => region ?? '',
  label: (key) => (key === '' ? '所在地未录入' : regionLabel(key as Region)),
  part: (key) => ({ regions: [key] }),
  order: [...regions, ''],
}

export const byField: Division = {
  of: ({ field }) => field ?? '',
  label: (key) => key || '领域未录入',
  part: (key) => ({ field: key }),
}

/** By the office whose desk recorded it: that one reviews it. */
export function byOffice(nameOf: (code: string) => string): Division {
  return {
    of: ({ institution = '' }) => institution,
    label: nameOf,
    part: (key) => ({ institutions: [key] }),
  }
}

/** The parts of a batch, the largest first unless they have an order of their own. */
export function rowsOf(
  { batch, cells, before }: Overview,
  { of, label, part, order }: Division,
): readonly FiguresRow[] {
  const ownOf = (key: string) => sumUp(cells.filter((cell) => of(cell) === key))
  const earlierOf = (key: string) => before && sumUp(before.cells.filter((cell) => of(cell) === key))
  const keys = [...new Set([...cells, ...(before?.cells ?? [])].map(of))]
  const size = (key: string) => ownOf(key).total
  return keys
    .toSorted((a, b) => (order ? order.indexOf(a) - order.indexOf(b) : size(b) - size(a) || (a < b ? -1 : 1)))
    .map((key) => ({
      key,
      label: label(key),
      figures: ownOf(key),
      before: earlierOf(key),
      part: { batch: batch.id, ...part(key) },
      beforePart: before && { batch: before.batch.id, ...part(key) },
    }))
}

/** All of a batch in one line. */
export function wholeRow({ batch, cells, before }: Overview): FiguresRow {
  return {
    key: 'all',
    label: '合计',
    figures: sumUp(cells),
    before: before && sumUp(before.cells),
    part: { batch: batch.id },
    beforePart: before && { batch: before.batch.id },
  }
}
