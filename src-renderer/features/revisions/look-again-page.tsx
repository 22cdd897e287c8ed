import { useLocation } from 'wouter'
import type { ToLookAgain } from '../../../src-main/domain/revisions/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { type Column, rowsHere } from '../../ui/table-columns.ts'
import { listPath, reviewPath } from '../formal-review/paths.ts'

const columns: readonly Column<ToLookAgain>[] = [
  { key: 'number', title: '编号', width: 180, text: ({ number }) => number },
  { key: 'title', title: '名称', width: 420, grows: true, text: ({ title }) => title },
  { key: 'codes', title: '待复看的审查项', width: 320, grows: true, text: ({ codes }) => codes.join('、') },
]

/** Open reviews with verdicts on something that lists changed since; each leaves the list when it is judged again. */
export function LookAgainPage() {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const query = useQueryOf(desk.revisions.toLookAgain, null)
  return (
    <Page title="待复看的申报" fills back={{ to: listPath, title: '审查清单' }}>
      <Loaded query={query}>
        {(rows) => (
          <DataTable
            label="待复看的申报"
            name="look-again"
            columns={columns}
            source={rowsHere(rows)}
            rowKey={({ application }) => application}
            onOpen={({ application }) => navigate(reviewPath(application))}
            empty={
              <EmptyState title="没有待复看的申报">
                清单更新了已经判定的内容时，这里列出要再看一遍的申报。
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  )
}
