import { Button } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { kindNames } from '../../text/batches.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { dayOf } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Page } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { type Column, rowsHere, type Sorting, sortRows } from '../../ui/table-columns.ts'
import { intakeState } from './intake.ts'
import { batchPath } from './paths.ts'

const columns: readonly Column<Batch>[] = [
  { key: 'title', title: '批次名称', width: 240, grows: true, text: ({ title }) => title },
  { key: 'year', title: '年度', width: 64, text: ({ year }) => String(year) },
  { key: 'kind', title: '类别', width: 104, text: ({ kind }) => kindNames[kind] },
  { key: 'dates', title: '受理起止', width: 204, text: ({ opens, closes }) => `${opens} 至 ${closes}` },
  {
    key: 'state',
    title: '状态',
    width: 120,
    text: (batch) => intakeState(batch, dayOf(new Date())),
    render: (batch) => <StateTag state={intakeState(batch, dayOf(new Date()))} />,
  },
  {
    key: 'host',
    title: '主办',
    width: 84,
    text: ({ host }) => host,
    render: ({ host }) => <OfficeChip code={host} />,
  },
  {
    key: 'institution',
    title: '建立单位',
    width: 92,
    text: ({ institution }) => institution,
    render: ({ institution }) => <OfficeChip code={institution} />,
  },
]

/** All batches known here, own ones and those that came from other offices. */
export function BatchesPage() {
  const desk = useDesk()
  const may = useMay()
  const [, navigate] = useLocation()
  const batches = useQueryOf(desk.batches.list, null)
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const create = may('batches:edit') && (
    <Button type="primary" onClick={() => navigate('/batches/new')}>
      新建批次
    </Button>
  )
  return (
    <Page title="批次" actions={create} fills>
      <Loaded query={batches}>
        {(all) => (
          <DataTable
            label="批次"
            name="batches"
            columns={columns}
            source={rowsHere(sortRows(all, columns, sorting))}
            rowKey={({ id }) => id}
            sorting={sorting}
            onSort={setSorting}
            onOpen={({ id }) => navigate(batchPath(id))}
            empty={
              <EmptyState title="还没有批次" action={create}>
                一批申报、一次评审就是一个批次，申报材料都归在批次之下。由主办单位建立；别的单位建立的批次会随数据交换包过来。
              </EmptyState>
            }
          />
        )}
      </Loaded>
    </Page>
  )
}
