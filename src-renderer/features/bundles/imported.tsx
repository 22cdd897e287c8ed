import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import { Note } from '../../ui/note.tsx'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { Section } from '../../ui/page.tsx'
import { listPath } from '../applications/paths.ts'
import { ExportTo } from './export-to.tsx'
import styles from './import.module.css'
import type { Taken } from './use-import.ts'

/** It is in: what came, where it is seen, and the receipt that should travel back. */
export function Imported({ taken, onNext }: { readonly taken: Taken; readonly onNext: () => void }) {
  const { sender, events, bodies, odd, documents } = taken
  const nameOf = useOfficeName()
  const short = nameOf(sender, 'short')
  const [isExporting, setExporting] = useState(false)
  const heading = useRef<HTMLDivElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <div ref={heading} tabIndex={-1} className={styles.done} role="status">
        <Note tone="good">
          <strong>已导入。</strong>
          新记录 {events} 条（内容 {bodies} 条），附件 {documents} 份，都注明来自{nameOf(sender)}，只读。
          {odd > 0 && `其中 ${odd} 条先保存、不显示，见「往来登记」。`}可以拔出优盘了。
        </Note>
      </div>
      <Section title="在哪里看">
        <p className={styles.where}>
          <Link to={listPath}>申报清单</Link>和<Link to="/batches">批次</Link>
          里已能看到，带有{short}的颜色标记；是谁、什么时候办的，在每一项的时间线里。
        </p>
      </Section>
      <Section title={`回执给${short}`}>
        <p>
          本机已记下回执：收到{short}的哪些记录、到第几条。它会随下一个给{short}的数据交换包带回去，{short}
          导入后看到「对方确认」。
        </p>
        <div className={styles.buttons}>
          {!isExporting && (
            <Button type="primary" onClick={() => setExporting(true)}>
              现在导出回执给{short}…
            </Button>
          )}
          <Button onClick={onNext}>再导入一个文件…</Button>
        </div>
      </Section>
      {isExporting && <ExportTo to={sender} />}
    </>
  )
}
