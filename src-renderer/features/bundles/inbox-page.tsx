import { Button } from 'antd'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import type { WaitingBundle } from '../../../src-main/domain/bundles/inbox.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { WaitingItem } from './inbox-item.tsx'

/** Bundles that were taken in and wait for others, with what is missing and whom to ask. */
export function InboxPage() {
  const desk = useDesk()
  const may = useMay()
  const [, navigate] = useLocation()
  const waiting = useQueryOf(desk.bundles.inbox, null)
  const { inspectInbox } = desk.bundles
  useEffect(() => {
    void inspectInbox(null)
  }, [inspectInbox])
  return (
    <Page
      title="等待接上的数据交换包"
      back={{ to: '/exchange', title: '往来情况' }}
      remark="前面的记录还没有到，暂时接不上。文件已由本机妥善保存，缺的部分一到就自动导入，不用再选一次文件。"
      actions={
        may('bundles:edit') && (
          <Button type="primary" onClick={() => navigate('/exchange/import')}>
            导入数据交换包…
          </Button>
        )
      }
    >
      <Loaded query={waiting}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title="没有等待的数据交换包">收到的数据交换包都已导入，没有缺少的部分。</EmptyState>
          ) : (
            inOrder(all).map((bundle) => <WaitingItem key={bundle.digest} bundle={bundle} />)
          )
        }
      </Loaded>
    </Page>
  )
}

/** Those that wait no longer come first: somebody must do something about them. */
function inOrder(all: readonly WaitingBundle[]): readonly WaitingBundle[] {
  return all.toSorted((a, b) => Number(a.problem === null) - Number(b.problem === null))
}
