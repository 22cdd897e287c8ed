import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { ListFilter } from '../../../src-main/domain/formal-review/list-filter.ts'
import { usePerson } from '../../app/session.ts'
import { showPart } from '../applications/list-state.ts'
import type { OpenedFrom } from '../applications/opened-from.ts'
import { listPath } from '../applications/paths.ts'
import styles from './oversight.module.css'

/** What of all applications a number counts. */
export type Part = Partial<ListFilter> & { readonly batch: string | null }

/** A number that opens the list of what it counts; nothing to open where it is none. */
export function ListLink({
  part,
  count,
  label,
  from,
  children,
}: {
  readonly part: Part
  readonly count: number
  /** What is counted: 「江苏省 通过」. */
  readonly label: string
  /** Where Esc in the list leads back. */
  readonly from: OpenedFrom
  readonly children?: ReactNode
}) {
  const { id } = usePerson()
  if (count === 0) return <span className={styles.zero}>0</span>
  return (
    <Link
      to={listPath}
      state={from}
      aria-label={`${label} ${count} 项，打开清单`}
      onClick={() => showPart(id, part)}
    >
      {children ?? count.toLocaleString('en-US')}
    </Link>
  )
}
