import { Link } from 'wouter'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Note } from '../../ui/note.tsx'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { useInbox } from './use-inbox.ts'

/** What stands above the table of exchange: bundles that wait, chains that contradict. Nothing when there are none. */
export function ExchangeNotices() {
  const desk = useDesk()
  const nameOf = useOfficeName()
  const { waiting, missing } = useInbox()
  const forks = useQueryOf(desk.bundles.forks, null)
  const open = (forks.data ?? []).filter(({ state }) => state !== 'settled')
  const offices = [...new Set(open.map(({ institution }) => nameOf(institution, 'short')))]
  return (
    <>
      {open.length > 0 && (
        <Note tone="warn" actions={<Link to="/exchange/forks">查看记录链冲突</Link>}>
          {offices.join('、')}有电脑的记录出现两种互相矛盾的说法，已隔离；其他数据不受影响。
        </Note>
      )}
      {waiting > 0 && (
        <Note actions={<Link to="/exchange/inbox">查看等待的数据交换包</Link>}>
          有 {waiting} 个数据交换包在等待{missing.length > 0 ? '前面的记录，缺什么见下表' : '处理'}
          。缺的部分一到就自动导入。
        </Note>
      )}
      {open.length === 0 && (forks.data ?? []).length > 0 && (
        <p>
          <Link to="/exchange/forks">以前的记录链冲突（已了结）</Link>
        </p>
      )}
    </>
  )
}
