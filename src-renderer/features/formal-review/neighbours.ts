import { useRef, useState } from 'react'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { checkWalkOf, everything } from '../machine-checks/check-list.ts'
import { listOfAddress, openList } from './review-list.ts'

type Input = Parameters<ReturnType<typeof useDesk>['formalReview']['neighbours']>[0]

type CheckInput = Parameters<ReturnType<typeof useDesk>['machineChecks']['neighbours']>[0]

const byNumber = { column: 'number', descending: false } as const

export type Neighbours = {
  /** From 1; 0 when it is not in the list. */
  readonly place: number
  readonly total: number
  readonly previous: string | null
  readonly next: string | null
}

const nowhere: Neighbours = { place: 0, total: 0, previous: null, next: null }

/**
 * The applications before and after this one in the list it was opened from. One that leaves the list because it was
 * closed keeps the neighbours it had.
 */
export function useNeighbours({
  id,
  batch,
  institution,
}: Pick<Application, 'id' | 'batch' | 'institution'>): Neighbours {
  const desk = useDesk()
  const [opened] = useState(() => listOfAddress(window.history.state))
  const walk = opened ?? openList(batch, institution)
  const [checked] = useState(() => checkWalkOf(window.history.state))
  const { data: listed } = useQueryOf(desk.formalReview.neighbours, { ...walk, application: id } as Input, {
    keepPrevious: true,
    enabled: checked === null,
  })
  const { data: found } = useQueryOf(
    desk.machineChecks.neighbours,
    {
      batch: checked?.checkedBatch ?? '',
      filter: checked?.filter ?? everything,
      sort: checked?.sort ?? byNumber,
      application: id,
    } as CheckInput,
    { keepPrevious: true, enabled: checked !== null },
  )
  const data = checked ? found : listed
  const known = useRef<Neighbours>(nowhere)
  if (data && data.place > 0) known.current = data
  return known.current
}
