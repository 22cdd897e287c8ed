import type { DeltaRegion } from '../../domain/organisations/rules.ts'
import { listFile, makeRows, type Row } from './lists.ts'
import { materials } from './materials.ts'
import { inAllLists, otherCheck } from './office-lists.ts'
import { applicationPdf } from './pdf.ts'
import type { Topic } from './titles.ts'

/** Where the guided first day takes place. */
export type FirstDay = {
  /** Numbers of the list that is still to be imported begin with it. */
  readonly prefix: string
  /** The application that lacks a seal. */
  readonly number: string
  readonly batch: string
}

const region: DeltaRegion = 'JS'

/** The list of the first day: twelve rows, two of which must be left out. */
export function firstDayRows(
  topics: readonly Topic[],
  year: number,
): { readonly prefix: string; readonly rows: readonly Row[] } {
  const prefix = `CSJ${year}-SZ-`
  const rows = makeRows({ region, topics, year, prefix, named: inAllLists, isMadeUp: () => true })
  return {
    prefix,
    rows: rows.map((row, i) => {
      if (i === 4) return { ...row, total: '约一千二百万' }
      if (i === 9) return { ...row, number: rows[2]!.number }
      if (i === 6) return { ...row, leadCode: otherCheck(row.leadCode) }
      return row
    }),
  }
}

export type Written = { readonly path: readonly string[]; readonly bytes: Uint8Array }

/** The list and the PDFs of the first six applications; the first one lacks the seal of its lead. */
export async function firstDayFiles(
  rows: readonly Row[],
  year: number,
  font: Buffer,
): Promise<readonly Written[]> {
  const title = `${year}年度长三角联合攻关项目申报汇总表（苏州市第二批）`
  const files: Written[] = [{ path: [materials.list], bytes: await listFile(title, rows) }]
  for (const [i, row] of rows
    .filter((_, i) => i !== 4)
    .slice(0, 6)
    .entries()) {
    const bytes = await applicationPdf(row, font, { isSealed: i > 0 })
    files.push({ path: [materials.documents, `${row.number}.pdf`], bytes })
  }
  return files
}
