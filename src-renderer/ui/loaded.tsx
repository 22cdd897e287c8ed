import type { UseQueryResult } from '@tanstack/react-query'
import { Spin } from 'antd'
import type { ReactNode } from 'react'
import type { Refused } from '../backend/queries.ts'
import styles from './loaded.module.css'
import { RefusalNote } from './refusal.tsx'

/** The answer of a query once it is there; before that a quiet sign after 0.3 s, on a refusal its message. */
export function Loaded<Answer>({
  query,
  children,
}: {
  readonly query: UseQueryResult<Answer, Refused>
  readonly children: (answer: Answer) => ReactNode
}) {
  if (query.data !== undefined) return children(query.data)
  if (query.error) return <RefusalNote refusal={query.error.refusal} />
  return <Waiting />
}

/** Something is on its way; invisible for the first 0.3 s. */
export function Waiting() {
  return (
    <div className={styles.waiting}>
      <Spin delay={300} />
    </div>
  )
}
