import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { usePerson } from '../../app/session.ts'
import { Waiting } from '../../ui/loaded.tsx'
import { chooseBatch } from '../applications/list-state.ts'
import { listPath } from '../formal-review/paths.ts'
import { useReviewList } from '../formal-review/review-list.ts'

/** An address for what is assigned to whoever opens it: the review list, filtered. */
export function OwnReviews() {
  const { id } = usePerson()
  const [, navigate] = useLocation()
  useEffect(() => {
    chooseBatch(null)
    const own = { state: null, assignee: id, search: '', whose: 'here' as const, sorting: null, person: id }
    useReviewList.setState(own)
    navigate(listPath, { replace: true })
  }, [id, navigate])
  return <Waiting />
}
