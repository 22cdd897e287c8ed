import { useEffect, useState } from 'react'
import { Redirect, useParams } from 'wouter'
import { chooseBatch, clearFilter } from './list-state.ts'
import { listPath } from './paths.ts'

/** The list of one batch, unfiltered: where numbers about a batch lead to. */
export function BatchListPage() {
  const { batch } = useParams<{ batch: string }>()
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    chooseBatch(`batch/${batch}`)
    clearFilter()
    setReady(true)
  }, [batch])
  return isReady ? <Redirect to={listPath} replace /> : null
}
