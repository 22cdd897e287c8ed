import { Button } from 'antd'
import type { ListFilter } from '../../../src-main/domain/formal-review/list-filter.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { type MakePaper, PaperDialog } from '../../ui/paper-dialog.tsx'
import type { ReviewList } from './review-list.ts'

/** The papers about a list of applications as it is filtered: 申报汇总表 and 呈批件, for one batch at a time. */
export function ListPapers({ list: { filter, sort } }: { readonly list: ReviewList }) {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  if (!may('review:read')) return null
  const papers: readonly (readonly [title: string, make: MakePaper])[] = [
    ['申报汇总表', (target, options) => desk.formalReview.summarySheet({ filter, sort, target }, options)],
    ['呈批件', (target, options) => desk.formalReview.approvalSheet({ filter, sort, target }, options)],
  ]
  const isOneBatch = filter.batch !== null
  return papers.map(([title, make]) => (
    <Button
      key={title}
      disabled={!isOneBatch}
      title={isOneBatch ? '按现在的筛选范围生成' : '请先选定一个批次'}
      onClick={() => void show<void>((done) => <PaperDialog title={title} make={make} onClose={done} />)}
    >
      {title}…
    </Button>
  ))
}

/** All applications of a batch that are here, whoever reviews them. */
export function wholeBatch(batch: string): ReviewList {
  const filter: ListFilter = { batch, states: [], regions: [], institutions: [], field: null, search: '' }
  return { filter, sort: { column: 'number', descending: false } }
}
