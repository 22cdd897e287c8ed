import { Button } from 'antd'
import { useState } from 'react'
import type { ListedAccount } from '../../../src-main/domain/accounts/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import type { StateWord } from '../../text/states.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { useDialogs } from '../../ui/dialogs.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { type Column, rowsHere, type Sorting, sortRows } from '../../ui/table-columns.ts'
import { AccountDialog } from './account-dialog.tsx'
import styles from './accounts.module.css'
import { mixesRoles } from './mixed-roles.ts'
import { OpenAccountDialog } from './open-account-dialog.tsx'
import { RolesTable } from './roles-table.tsx'

const resetQuarantineDays = 7

function stateOf({ open, resetAt, hasLogin }: ListedAccount): StateWord {
  if (!open) return '已停用'
  if (!hasLogin) return '未开通'
  const isFresh = resetAt !== null && Date.now() - Date.parse(resetAt) < resetQuarantineDays * 86_400_000
  return isFresh ? '密码刚重置' : '在用'
}

const columns: readonly Column<ListedAccount>[] = [
  { key: 'name', title: '姓名', width: 200, text: ({ name }) => name },
  { key: 'roles', title: '角色', width: 320, grows: true, text: ({ roles }) => roles.join('、') },
  {
    key: 'state',
    title: '状态',
    width: 140,
    text: stateOf,
    render: (account) => <StateTag state={stateOf(account)} />,
  },
]

/** Only where the office has several desks: where the account's roles are looked after. */
const deskColumn: Column<ListedAccount> = {
  key: 'desk',
  title: '管理的工作台',
  width: 160,
  text: ({ otherDesk }) => otherDesk ?? '本台',
}

/** The office's own staff, and what each role may do. */
export function AccountsPage() {
  const desk = useDesk()
  const { environment } = usePerson()
  const may = useMay()
  const show = useDialogs()
  const accounts = useQueryOf(desk.accounts.list, null)
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const canEdit = may('administration:edit')
  const open = accounts.data?.filter((account) => account.open) ?? []
  const hasSeveral = accounts.data?.some(({ otherDesk }) => otherDesk !== null) === true
  const mixed = open.length > 1 ? open.filter(({ roles }) => mixesRoles(environment, roles)) : []
  return (
    <Page
      title="账号"
      remark="每人一个账号，一人可以有几个角色。专家不需要账号。"
      actions={
        canEdit && (
          <Button type="primary" onClick={() => void show<void>((done) => <OpenAccountDialog done={done} />)}>
            开设账号
          </Button>
        )
      }
    >
      {mixed.length > 0 && (
        <div className={styles.note}>
          <Note tone="warn">
            {mixed.map(({ name }) => name).join('、')}
            同时是管理员和业务人员。已经有第二位使用人，请把两类角色分开。
          </Note>
        </div>
      )}
      <Loaded query={accounts}>
        {(all) => (
          <DataTable
            label="账号"
            name="accounts"
            columns={hasSeveral ? [...columns, deskColumn] : columns}
            source={rowsHere(sortRows(all, columns, sorting))}
            rowKey={({ id }) => id}
            sorting={sorting}
            onSort={setSorting}
            {...(canEdit
              ? {
                  onOpen: (account: ListedAccount) =>
                    void show<void>((done) => <AccountDialog account={account} done={done} />),
                }
              : {})}
          />
        )}
      </Loaded>
      <div className={styles.matrix}>
        <Section title="各角色可以做什么">
          <RolesTable />
        </Section>
      </div>
    </Page>
  )
}
