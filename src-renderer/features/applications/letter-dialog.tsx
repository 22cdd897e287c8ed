import { Button, Modal } from 'antd'
import { useEffect, useMemo } from 'react'
import type { Digest } from '../../../src-main/core/suite.ts'
import type { Letter } from '../../../src-main/domain/applications/letter.ts'
import { useDesk } from '../../app/desk.ts'
import { useTask } from '../../backend/commands.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Waiting } from '../../ui/loaded.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { DocumentView } from '../../ui/pdf-document.tsx'
import styles from './unverified.module.css'

/** The covering letter of a list that no desk vouches for, with its scan. */
export function LetterDialog({ letter, done }: { readonly letter: Letter; readonly done: () => void }) {
  return (
    <Modal
      open
      title="来函（未校验来源）"
      width={860}
      style={{ top: 24 }}
      onCancel={done}
      footer={<Button onClick={done}>关闭</Button>}
    >
      <LetterFacts letter={letter} />
      <LetterScan scan={letter.scan} />
    </Modal>
  )
}

/** What the letter says about itself. */
export function LetterFacts({ letter }: { readonly letter: Letter }) {
  const { institution, office, number, date, scan } = letter
  return (
    <Facts
      rows={[
        ['清单来自', <OfficeChip key="from" code={institution} form="name" />],
        ['来函单位', office],
        ['文号', number],
        ['来函日期', date],
        ['扫描件校验值', <CheckCode key="scan" code={scan} label="扫描件校验值" />],
      ]}
    />
  )
}

/** The scan as it lies in the store; a letter of another office may have come without it. */
export function LetterScan({ scan }: { readonly scan: Digest }) {
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
      name: '来函扫描件',
      size,
      read: (offset: number, length: number) => desk.documents.read({ document: scan, offset, length }),
    }),
    [desk, scan, size],
  )
  return (
    <div className={styles.scan}>
      {facts ? (
        <DocumentView source={source} facts={facts} marks={[]} kinds={[]} />
      ) : known.data === undefined || look.isRunning ? (
        <Waiting />
      ) : (
        <EmptyState title="本机没有来函的扫描件">
          它没有随数据交换包一起发来。需要查看时，请登记这份来函的单位带附件重新发一次。
        </EmptyState>
      )}
    </div>
  )
}
