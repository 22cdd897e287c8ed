import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { Note } from '../../ui/note.tsx'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { Section } from '../../ui/page.tsx'
import { listPath } from '../applications/paths.ts'
import { ExportTo } from './export-to.tsx'
import styles from './import.module.css'
import { cameInWords, restInWords } from './imported-words.ts'
import { RegisterSheetButton } from './register-sheet.tsx'
import type { Taken } from './use-import.ts'

/** It is in, or a part of it: what came, what waits, what followed, where it is seen, and the receipt to bring back. */
export function Imported({ taken, onNext }: { readonly taken: Taken; readonly onNext: () => void }) {
  const { sender, isConfirmed } = taken
  const nameOf = useOfficeName()
  const [isExporting, setExporting] = useState(false)
  const heading = useRef<HTMLDivElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const came = cameInWords(taken)
  const { waiting, followed, lost } = restInWords(taken, nameOf)
  const hasCome = came !== null || followed.length > 0
  return (
    <>
      <div ref={heading} tabIndex={-1} className={styles.done} role="status">
        {came !== null && (
          <Note tone="good">
            <strong>{waiting ? '接得上的部分已导入。' : '已导入。'}</strong>
            {came}可以拔出优盘了。
          </Note>
        )}
        {waiting !== null && (
          <Note tone="warn" actions={<Link to="/exchange/inbox">查看等待的数据交换包</Link>}>
            {came === null && <strong>已收下，可以拔出优盘了。</strong>}
            {waiting}
          </Note>
        )}
        {followed.map((sentence) => (
          <Note key={sentence} tone="good">
            {sentence}
          </Note>
        ))}
        {lost.map((sentence) => (
          <Note key={sentence} tone="warn" actions={<Link to="/exchange/inbox">怎么办</Link>}>
            {sentence}
          </Note>
        ))}
      </div>
      {hasCome && (
        <Section title="在哪里看">
          <p className={styles.where}>
            <Link to={listPath}>申报清单</Link>和<Link to="/batches">批次</Link>
            里已能看到，带有单位的颜色标记；是谁、什么时候办的，在每一项的时间线里。
          </p>
        </Section>
      )}
      {came !== null && isConfirmed ? (
        <Receipt
          sender={sender}
          isExporting={isExporting}
          onExport={() => setExporting(true)}
          onNext={onNext}
        />
      ) : (
        <div className={styles.buttons}>
          {!isConfirmed && <span>工作台只能查看，没有记回执；恢复之后请再导入一次，对方就能看到确认。</span>}
          <Button onClick={onNext}>再导入一个文件…</Button>
        </div>
      )}
      {isExporting && <ExportTo to={sender} />}
    </>
  )
}

function Receipt({
  sender,
  isExporting,
  onExport,
  onNext,
}: {
  readonly sender: string
  readonly isExporting: boolean
  readonly onExport: () => void
  readonly onNext: () => void
}) {
  const short = useOfficeName()(sender, 'short')
  return (
    <Section title={`回执给${short}`}>
      <p>
        本机已记下回执：收到{short}的哪些记录、到第几条。它会随下一个给{short}的数据交换包带回去，{short}
        导入后看到「对方确认」。
      </p>
      <div className={styles.buttons}>
        {!isExporting && (
          <Button type="primary" onClick={onExport}>
            现在导出回执给{short}…
          </Button>
        )}
        <RegisterSheetButton of={{ direction: 'received', sender }} />
        <Button onClick={onNext}>再导入一个文件…</Button>
      </div>
    </Section>
  )
}
