import { organisationSlots } from './import-field.ts'
import type { RowCells } from './row-cells.ts'
import { explanationMark } from './template.ts'

/** Why a row below the headings is no application of its own; `continues` the application above it (merged cells). */
export type Skipped =
  | 'empty'
  | 'row-is-total'
  | 'row-is-note'
  | 'row-is-heading'
  | 'row-is-explanation'
  | 'continues'

const total = /^(?:合计|总计|小计|共计|累计|总和|合计数|汇总)(?:[\d项个家:(]|$)/u
const note =
  /^(?:注|备注|说明|附注|填表|填报|制表|审核|复核|经办|负责人|联系人|联系电话|单位负责人|盖章|日期|填写|单位|推荐单位)(?:[人员单位日期说明须知]{0,4})(?:\(?(?:盖章|签字|签章|公章)\)?)?[:\d]|^(?:\(盖章\)|注[\d.、]|[*※])/u

/** Totals, notes under the list, repeated headings, the template's explanations, continued and empty rows. */
export function skippedRow(
  cells: RowCells,
  texts: readonly string[],
  headings: readonly string[],
  follows: boolean,
): Skipped | null {
  const filled = texts.map((text) => text.trim()).filter((text) => text !== '')
  if (filled.length === 0) return 'empty'
  const first = plain(filled[0]!)
  if (filled[0]!.startsWith(explanationMark) || cells.cell('number')?.text.startsWith(explanationMark)) {
    return 'row-is-explanation'
  }
  const repeated = texts.filter((text, i) => text !== '' && isHeading(text, headings[i] ?? ''))
  if (repeated.length >= 2 && repeated.length > filled.length / 2) return 'row-is-heading'
  const [number, title, lead] = [cells.cell('number'), cells.cell('title'), cells.cell('lead-name')]
  const sums = [number?.text, title?.text, first].some((text) => text && total.test(plain(text)))
  if (sums && !lead?.column) return 'row-is-total'
  const hasLead = lead?.column && !note.test(plain(lead.text))
  if (!hasLead && (!number?.column || !title?.column) && note.test(first)) return 'row-is-note'
  const own = [number, title, lead].filter((cell) => cell?.column)
  if (own.length > 0) return null
  const hasOrganisation = organisationSlots.some((slot) => cells.cell(`${slot}-name`)?.column)
  if (hasOrganisation && follows) return 'continues'
  return filled.length === 1 && !/^\d+$/u.test(first) ? 'row-is-note' : null
}

function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '')
}

/** The heading again, or the lower of its two levels. */
function isHeading(text: string, heading: string): boolean {
  if (text.length > heading.length + 8) return false
  const tight = text.replace(/\s+/gu, '')
  return tight !== '' && (heading === tight || heading.endsWith(`/${tight}`))
}
