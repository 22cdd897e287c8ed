import type { ReactNode } from 'react'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { usePerson } from '../../app/session.ts'
import { useChosenColumns } from '../../ui/chosen-columns.tsx'
import { Waiting } from '../../ui/loaded.tsx'
import { useSavedViews } from '../../ui/saved-views.ts'
import { SavedViewsBar } from '../../ui/saved-views-bar.tsx'
import type { Column } from '../../ui/table-columns.ts'
import { reviewColumns } from './review-columns.tsx'
import styles from './review-list.module.css'
import { useReviewList } from './review-list.ts'
import { type ReviewView, readView, stateOf, usualView, viewOf } from './review-view.ts'

/** The columns of the review list and its saved views; it waits for what this person had left it with. */
export function ArrangedList({
  children,
}: {
  readonly children: (columns: readonly Column<ListRow>[], bar: ReactNode) => ReactNode
}) {
  const { id } = usePerson()
  const state = useReviewList()
  const { columns, chooser, layout, isReady, change } = useChosenColumns('formal-review', reviewColumns)
  const now = viewOf(state, layout)
  const saved = useSavedViews<ReviewView>({
    list: 'formal-review',
    now,
    read: readView,
    restore(last) {
      const { person } = useReviewList.getState()
      if (person !== id) useReviewList.setState({ ...stateOf(last ?? usualView), person: id })
    },
  })
  function apply(view: ReviewView) {
    useReviewList.setState(stateOf(view))
    change(view.columns)
  }
  if (!isReady || !saved.isReady || state.person !== id) return <Waiting />
  const bar = (
    <div className={styles.arrangement}>
      <SavedViewsBar saved={saved} now={now} usual={usualView} apply={apply} />
      {chooser}
    </div>
  )
  return children(columns, bar)
}
