import type { RevisedByImport } from '../../../src-main/domain/revisions/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { revisedFieldLabel } from '../../text/application-fields.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { usePagedRows } from '../../ui/paged-rows.ts'
import type { Column } from '../../ui/table-columns.ts'
import styles from './import.module.css'

const told = ({ changes }: RevisedByImport) =>
  changes
    .map(({ field, before, after }) =>
      field === 'people'
        ? revisedFieldLabel(field)
        : `${revisedFieldLabel(field)}：${before ?? '未录入'} → ${after ?? '未录入'}`,
    )
    .join('；')

const columns: readonly Column<RevisedByImport>[] = [
  { key: 'number', title: '编号', width: 160, text: ({ number }) => number },
  { key: 'title', title: '名称', width: 220, text: ({ title }) => title },
  { key: 'changes', title: '更新了什么', width: 380, grows: true, text: told },
  { key: 'reason', title: '理由', width: 140, text: ({ reason }) => reason },
]

/** What an import changed in applications that were there, one a line. */
export function ImportChanges({ id }: { readonly id: string }) {
  const desk = useDesk()
  const { source } = usePagedRows({
    call: desk.revisions.ofImport,
    inputOf: (offset, limit) => ({ import: id, offset, limit }),
    pageOf: (page) => page,
  })
  return (
    <div className={styles.changed}>
      <DataTable
        label="这次导入更新的申报"
        name={`import-changes/${id}`}
        columns={columns}
        source={source}
        rowKey={({ application }) => application}
        empty={<EmptyState title="没有更新已有的申报" />}
      />
    </div>
  )
}
