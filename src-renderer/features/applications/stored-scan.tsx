import { useEffect, useMemo } from 'react'
import type { Digest } from '../../../src-main/core/suite.ts'
import { useDesk } from '../../app/desk.ts'
import { useTask } from '../../backend/commands.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Waiting } from '../../ui/loaded.tsx'
import { DocumentView } from '../../ui/pdf-document.tsx'
import styles from './unverified.module.css'

/** A scanned paper as it lies in the store; one of another office may have come without it. */
export function StoredScan({ scan, name }: { readonly scan: Digest; readonly name: string }) {
  const desk = useDesk()
  const known = useQueryOf(desk.documents.facts, [scan])
  const look = useTask(desk.documents.look)
  const { run: lookInto } = look
  const isUnknown = known.data?.[0] === null
  useEffect(() => {
    if (isUnknown) void lookInto([scan])
  }, [isUnknown, lookInto, scan])
  const facts = known.data?.[0] ?? null
  const size = facts?.size ?? 0
  const source = useMemo(
    () => ({
      digest: scan,
      name,
      size,
      read: (offset: number, length: number) => desk.documents.read({ document: scan, offset, length }),
    }),
    [desk, scan, name, size],
  )
  return (
    <div className={styles.scan}>
      {facts ? (
        <DocumentView source={source} facts={facts} marks={[]} kinds={[]} />
      ) : known.data === undefined || look.isRunning ? (
        <Waiting />
      ) : (
        <EmptyState title={`本机没有${name}`}>
          它没有随数据交换包一起发来。需要查看时，请登记它的单位带附件重新发一次。
        </EmptyState>
      )}
    </div>
  )
}
