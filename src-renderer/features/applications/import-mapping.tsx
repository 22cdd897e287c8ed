import { Segmented } from 'antd'
import type { ListRead } from '../../../src-main/domain/applications/import-list.ts'
import type { Mapping } from '../../../src-main/domain/applications/mapping.ts'
import { headingsOf, missingFields } from '../../../src-main/domain/applications/rules.ts'
import { importFieldLabel } from '../../text/application-fields.ts'
import { Note } from '../../ui/note.tsx'
import styles from './import.module.css'
import { ImportConstants } from './import-constants.tsx'
import { ImportFooter } from './import-footer.tsx'
import { doubledColumns } from './mapping-edit.ts'
import { MappingTable } from './mapping-table.tsx'

/** What every column means: proposed, remembered from last time, or said by a person. */
export function ImportMapping({
  read,
  mapping,
  isBusy,
  onChange,
  onHeadingRow,
  onBack,
  onNext,
}: {
  readonly read: ListRead
  readonly mapping: Mapping | null
  readonly isBusy: boolean
  readonly onChange: (mapping: Mapping) => void
  readonly onHeadingRow: (row: number) => void
  readonly onBack: () => void
  readonly onNext: (mapping: Mapping) => void
}) {
  const missing = mapping ? missingFields(mapping) : []
  const doubled = mapping ? doubledColumns(mapping) : new Set<number>()
  const problem = !mapping
    ? '请先点选标题所在的行'
    : missing.length > 0
      ? `还没有指定：${missing.map(importFieldLabel).join('、')}`
      : doubled.size > 0
        ? '有几列指定成了同一项，请改掉多余的'
        : null
  return (
    <>
      {!mapping && (
        <Note tone="warn">没有认出标题行。请在下表中点选标题所在的行（左侧的行号），再指定各列是什么。</Note>
      )}
      {mapping && read.proposal?.remembered && (
        <Note tone="good">已按上次的对应关系带出，请核对后继续。</Note>
      )}
      {mapping && (
        <div className={styles.options}>
          <span>
            标题占
            <Segmented<1 | 2>
              size="small"
              value={mapping.headingRows}
              onChange={(headingRows) => onChange({ ...mapping, headingRows })}
              options={[
                { value: 1, label: '一行' },
                { value: 2, label: '两行' },
              ]}
            />
          </span>
          <span>
            金额单位
            <Segmented<Mapping['moneyUnit']>
              size="small"
              value={mapping.moneyUnit}
              onChange={(moneyUnit) => onChange({ ...mapping, moneyUnit })}
              options={[
                { value: 'wan', label: '万元' },
                { value: 'yuan', label: '元' },
              ]}
            />
          </span>
          <ImportConstants mapping={mapping} onChange={onChange} />
        </div>
      )}
      <MappingTable
        head={read.head}
        rowCount={read.rowCount}
        headings={mapping ? headingsOf({ rows: read.head }, mapping) : []}
        mapping={mapping}
        doubled={doubled}
        isBusy={isBusy}
        onChange={onChange}
        onHeadingRow={onHeadingRow}
      />
      <ImportFooter
        onBack={onBack}
        onNext={() => mapping && onNext(mapping)}
        next="下一步：检查"
        isNextOff={problem !== null}
        isBusy={isBusy}
      >
        {problem ?? '没有指定的列按原来的标题保留在「其他栏目」中；像是个人信息的列不保留。'}
      </ImportFooter>
    </>
  )
}
