import { useEffect, useState } from 'react'
import { Redirect, useParams } from 'wouter'
import { usePerson } from '../../app/session.ts'
import { chooseBatch, clearFilter, useListState } from './list-state.ts'
import { listPath } from './paths.ts'

/** The list of one batch, unfiltered: where numbers about a batch lead to. */
export function BatchListPage() {
  const { batch } = useParams<{ batch: string }>()
  const { id } = usePerson()
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    chooseBatch(`batch/${batch}`)
    clearFilter()
    useListState.setState({ person: id })
    setReady(true)
  }, [batch, id])
  return isReady ? <Redirect to={listPath} replace /> : null
}
