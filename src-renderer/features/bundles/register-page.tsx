import { Select } from 'antd'
import { useState } from 'react'
import type { BundleRecord } from '../../../src-main/domain/bundles/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { bytesInWords } from '../../text/message.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip, useOfficeName } from '../../ui/office-chip.tsx'
import { Page } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { type Column, rowsHere, type Sorting, sortRows } from '../../ui/table-columns.ts'
import styles from './register.module.css'
import { SetAside } from './set-aside.tsx'

type Registered = BundleRecord & { readonly office: string; readonly personName: string }

const columns: readonly Column<Registered>[] = [
  { key: 'at', title: '时间', width: 150, text: ({ at }) => minuteOf(at) },
  {
    key: 'direction',
    title: '收发',
    width: 72,
    text: ({ direction }) => (direction === 'sent' ? '发出' : '收到'),
  },
  {
    key: 'office',
    title: '对方单位',
    width: 110,
    text: ({ office }) => office,
    render: ({ other }) => <OfficeChip code={other} />,
  },
  {
    key: 'events',
    title: '记录',
    width: 80,
    align: 'right',
    isNumber: true,
    text: ({ events }) => String(events),
  },
  {
    key: 'documents',
    title: '附件',
    width: 72,
    align: 'right',
    isNumber: true,
    text: ({ documents }) => String(documents),
  },
  {
    key: 'size',
    title: '大小',
    width: 92,
    align: 'right',
    text: ({ size }) => (size === null ? '' : bytesInWords(size)),
  },
  {
    key: 'confirmed',
    title: '对方确认',
    width: 100,
    text: ({ confirmed }) => (confirmed === null ? '' : confirmed ? '对方确认' : '未确认'),
    render: ({ confirmed }) => confirmed !== null && <StateTag state={confirmed ? '对方确认' : '未确认'} />,
  },
  { key: 'person', title: '经办人', width: 90, text: ({ personName }) => personName },
  {
    key: 'digest',
    title: '校验值',
    width: 216,
    text: ({ digest }) => digest.slice(digest.indexOf(':') + 1),
    render: ({ digest }) => <CheckCode code={digest} label="校验值" />,
  },
  { key: 'label', title: '文件名', width: 240, grows: true, text: ({ label }) => label },
]

/** Every bundle this desk wrote or took in, and what was kept without being shown. */
export function RegisterPage() {
  const desk = useDesk()
  const nameOf = useOfficeName()
  const records = useQueryOf(desk.bundles.register, null)
  const accounts = useQueryOf(desk.accounts.list, null)
  const [institution, setInstitution] = useState<string | null>(null)
  const [sorting, setSorting] = useState<Sorting | null>(null)
  return (
    <Page title="往来登记" remark="发出和收到的每一个数据交换包。Ctrl+C 可把一行复制到表格软件。" fills>
      <Loaded query={records}>
        {(all) => {
          const offices = [...new Set(all.map(({ other }) => other))]
          const shown = all
            .filter(({ other }) => institution === null || other === institution)
            .map((record) => ({
              ...record,
              office: nameOf(record.other, 'short'),
              personName: accounts.data?.find(({ id }) => id === record.person)?.name ?? '',
            }))
          return (
            <>
              <div className={styles.filter}>
                <label htmlFor="register-office">对方单位</label>
                <Select
                  id="register-office"
                  value={institution ?? ''}
                  onChange={(value) => setInstitution(value === '' ? null : value)}
                  options={[
                    { value: '', label: '全部' },
                    ...offices.map((code) => ({ value: code, label: nameOf(code) })),
                  ]}
                  style={{ width: 260 }}
                />
                <span className={styles.count}>共 {shown.length} 个</span>
              </div>
              <div className={styles.list}>
                <DataTable
                  label="往来登记"
                  name="bundles/register"
                  columns={columns}
                  source={rowsHere(sortRows(shown, columns, sorting))}
                  rowKey={({ id }) => id}
                  sorting={sorting}
                  onSort={setSorting}
                  empty={
                    <EmptyState title="还没有往来">
                      导出或导入第一个数据交换包之后，这里逐个登记：时间、单位、记录数、校验值、对方是否确认。
                    </EmptyState>
                  }
                />
              </div>
              <SetAside />
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
