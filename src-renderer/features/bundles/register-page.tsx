import { Input, Select } from 'antd'
import { useState } from 'react'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { bytesInWords } from '../../text/message.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { hexOf } from '../../ui/digest.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip, useOfficeName } from '../../ui/office-chip.tsx'
import { Page } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { type Column, rowsHere, type Sorting, sortRows } from '../../ui/table-columns.ts'
import { PaperRecordDialog } from './paper-record.tsx'
import styles from './register.module.css'
import { type Registered, registeredRows, withCode } from './register-rows.ts'
import { RegisterSheetDialog } from './register-sheet.tsx'
import { SetAside } from './set-aside.tsx'

type Line = Registered & { readonly office: string; readonly personName: string }

const columns: readonly Column<Line>[] = [
  { key: 'at', title: '时间', width: 144, text: ({ at }) => minuteOf(at) },
  {
    key: 'direction',
    title: '收发',
    width: 60,
    text: ({ direction }) => (direction === 'sent' ? '发出' : '收到'),
  },
  {
    key: 'office',
    title: '对方单位',
    width: 90,
    text: ({ office }) => office,
    render: ({ other }) => <OfficeChip code={other} />,
  },
  {
    key: 'form',
    title: '形式',
    width: 96,
    text: ({ form }) => form,
    render: ({ form, paper }) =>
      paper ? <span title="纸质往来，不经完整性校验">{`纸质/${form}`}</span> : form,
  },
  {
    key: 'count',
    title: '内容',
    width: 80,
    align: 'right',
    text: ({ count, paper }) => `${count} ${paper ? '项' : '条'}`,
  },
  {
    key: 'documents',
    title: '附件',
    width: 56,
    align: 'right',
    isNumber: true,
    text: ({ documents }) => (documents === null ? '' : String(documents)),
  },
  {
    key: 'size',
    title: '大小',
    width: 86,
    align: 'right',
    text: ({ size }) => (size === null ? '' : bytesInWords(size)),
  },
  {
    key: 'confirmed',
    title: '对方确认',
    width: 96,
    text: ({ confirmed }) => (confirmed === null ? '' : confirmed ? '对方确认' : '未确认'),
    render: ({ confirmed }) => confirmed !== null && <StateTag state={confirmed ? '对方确认' : '未确认'} />,
  },
  { key: 'code', title: '校验码', width: 92, text: ({ checkCode }) => checkCode },
  { key: 'person', title: '经办人', width: 80, text: ({ personName }) => personName },
  { key: 'label', title: '文件名、来函', width: 280, grows: true, text: ({ label }) => label },
  {
    key: 'digest',
    title: '校验值',
    width: 216,
    text: ({ digest }) => hexOf(digest),
    render: ({ digest }) => <CheckCode code={digest} label="校验值" />,
  },
]

/** Every bundle this desk wrote or took in, and what was kept without being shown. */
export function RegisterPage() {
  const desk = useDesk()
  const nameOf = useOfficeName()
  const records = useQueryOf(desk.bundles.register, null)
  const papers = useQueryOf(desk.bundles.paperRegister, null)
  const show = useDialogs()
  const [code, setCode] = useState('')
  const accounts = useQueryOf(desk.accounts.list, null)
  const [institution, setInstitution] = useState<string | null>(null)
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const open = ({ bundle, paper }: Line) =>
    show<void>((done) =>
      paper ? (
        <PaperRecordDialog record={paper} done={done} />
      ) : (
        <RegisterSheetDialog record={bundle!} done={done} />
      ),
    )
  return (
    <Page
      title="往来登记"
      remark="发出和收到的每一个数据交换包、表格。打开一行可以打印登记单；Ctrl+C 可把一行复制到表格软件。"
      fills
    >
      <Loaded query={records}>
        {(bundles) => {
          const all = registeredRows(bundles, papers.data ?? [])
          const offices = [...new Set(all.map(({ other }) => other))]
          const shown = withCode(all, code)
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
                <Input
                  allowClear
                  className={styles.code ?? ''}
                  placeholder="按校验码查找"
                  aria-label="按校验码查找"
                  maxLength={80}
                  value={code}
                  onChange={({ target }) => setCode(target.value)}
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
                  onOpen={(line) => void open(line)}
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
