import { Select } from 'antd'
import type { Mapping } from '../../../src-main/domain/applications/mapping.ts'
import { columnLetters } from '../../text/import.ts'
import { fieldGroups, isMoneyField, isRepeatable } from './field-choices.ts'
import { columnOf, withField, withGroup, withUnit } from './mapping-edit.ts'
import styles from './mapping-table.module.css'

/** Places for repeated organisations; lists with more columns of them than this are not seen. */
const places = Array.from({ length: 20 }, (_, i) => i)

const units = [
  { value: 'wan', label: '万元' },
  { value: 'yuan', label: '元' },
]

/** The first rows as the spreadsheet shows them; above each column what it means. */
export function MappingTable({
  head,
  rowCount,
  headings,
  mapping,
  doubled,
  isBusy,
  onChange,
  onHeadingRow,
}: {
  readonly head: readonly (readonly string[])[]
  readonly rowCount: number
  readonly headings: readonly string[]
  readonly mapping: Mapping | null
  readonly doubled: ReadonlySet<number>
  readonly isBusy: boolean
  readonly onChange: (mapping: Mapping) => void
  /** Headings stand in this row (from 0). */
  readonly onHeadingRow: (row: number) => void
}) {
  const width = Math.max(0, ...head.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, column) => column)
  const kindOf = (row: number) => {
    if (!mapping) return undefined
    if (row < mapping.headingRow) return 'above'
    return row < mapping.headingRow + mapping.headingRows ? 'heading' : undefined
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className={styles.scroller} tabIndex={0} aria-label="清单的前几行和各列的含义">
      <table className={styles.table}>
        <thead>
          <tr>
            <th className={styles.corner} />
            {columns.map((column) => (
              <th key={column} scope="col">
                <div className={styles.letter}>{columnLetters(column + 1)}</div>
                {mapping && (
                  <Meaning
                    mapping={mapping}
                    column={column}
                    heading={headings[column] ?? ''}
                    isDoubled={doubled.has(column)}
                    onChange={onChange}
                  />
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {head.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a spreadsheet have no other name than their place.
            <tr key={row} data-kind={kindOf(row)}>
              <th scope="row">
                <button
                  type="button"
                  disabled={isBusy}
                  onClick={() => onHeadingRow(row)}
                  title="以这一行为标题行"
                  aria-label={`以第 ${row + 1} 行为标题行`}
                >
                  {row + 1}
                </button>
              </th>
              {columns.map((column) => (
                <td key={column} title={cells[column]}>
                  {cells[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rowCount > head.length && (
        <p className={styles.rest}>
          只列出前 {head.length} 行，共 {rowCount.toLocaleString('en-US')} 行；检查和导入的是全部各行。
        </p>
      )}
    </section>
  )
}

function Meaning({
  mapping,
  column,
  heading,
  isDoubled,
  onChange,
}: {
  readonly mapping: Mapping
  readonly column: number
  readonly heading: string
  readonly isDoubled: boolean
  readonly onChange: (mapping: Mapping) => void
}) {
  const meant = columnOf(mapping, column)
  const field = meant?.field ?? null
  const isRepeated =
    (meant?.group ?? 0) > 0 || mapping.columns.filter((one) => one.field === field).length > 1
  const name = `${columnLetters(column + 1)} 列${heading ? `「${heading}」` : ''}`
  return (
    <div className={styles.meaning}>
      <Select
        size="small"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        status={isDoubled ? 'error' : ''}
        aria-label={`${name}是什么`}
        className={styles.field ?? ''}
        popupMatchSelectWidth={220}
        placeholder={heading ? '保留为其他栏目' : '空列'}
        value={field}
        onChange={(chosen) => onChange(withField(mapping, column, chosen ?? null))}
        options={fieldGroups.map(({ label, options }) => ({ label, options: [...options] }))}
      />
      {isMoneyField(field) && (
        <Select
          size="small"
          aria-label={`${name}的金额单位`}
          className={styles.unit ?? ''}
          value={meant?.unit ?? mapping.moneyUnit}
          onChange={(unit) => onChange(withUnit(mapping, column, unit))}
          options={units}
        />
      )}
      {isRepeatable(field) && isRepeated && (
        <Select
          size="small"
          aria-label={`${name}是第几家`}
          className={styles.unit ?? ''}
          popupMatchSelectWidth={120}
          value={meant?.group ?? 0}
          onChange={(group) => onChange(withGroup(mapping, column, group))}
          options={places.map((place) => ({ value: place, label: place === 0 ? '不分' : `第${place}家` }))}
        />
      )}
    </div>
  )
}
