import { Button, Modal } from 'antd'
import type { ListLine } from '../../../src-main/domain/registers/queries.ts'
import type { RegisterKind } from '../../../src-main/domain/registers/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { usePeople, WithdrawForm } from './entry-dialog.tsx'

/** The lists that were taken in, the newest first. */
export function ListsView({ register }: { readonly register: RegisterKind }) {
  const desk = useDesk()
  const may = useMay()
  const nameOf = usePeople()
  const query = useQueryOf(desk.registers.lists, { register })
  return (
    <Loaded query={query}>
      {(lists) =>
        lists.length === 0 ? (
          <EmptyState title="还没有导入名单">
            查询单位返回的核查结果表，或者失信名单，都可以从右上角导入；同一份再导入不会有变化。
          </EmptyState>
        ) : (
          <SmallTable
            label={`${register}名单`}
            head={[
              '名单',
              '日期',
              '渠道',
              '单位',
              '有记录',
              '导入',
              ...(may('registers:edit') ? ['撤销'] : []),
            ]}
            rows={lists.map((list) => ({
              key: list.id,
              cells: [
                list.title,
                list.date,
                list.channel,
                list.taken.toLocaleString('en-US'),
                list.records.toLocaleString('en-US'),
                `${nameOf(list.person)}　${minuteOf(list.at)}`,
                ...(may('registers:edit') ? [<Withdraw key="withdraw" list={list} />] : []),
              ],
            }))}
          />
        )
      }
    </Loaded>
  )
}

function Withdraw({ list }: { readonly list: ListLine }) {
  const show = useDialogs()
  if (list.records > 0) return <span title="名单中有「有记录」的，由两人逐条解除">不能整份撤销</span>
  return (
    <Button
      size="small"
      onClick={() =>
        void show<void>((done) => (
          <Modal open title={`撤销名单「${list.title}」`} footer={null} onCancel={() => done()}>
            <WithdrawForm target={list.id} isList onLeave={done} done={done} />
          </Modal>
        ))
      }
    >
      撤销…
    </Button>
  )
}
