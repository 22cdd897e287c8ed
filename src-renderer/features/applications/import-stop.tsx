import { Button } from 'antd'
import type { ImportFinding } from '../../../src-main/domain/applications/import-finding.ts'
import { importPlace } from '../../text/import.ts'
import styles from './import.module.css'

/** A mark of secrecy was found: nothing is shown of the file, nothing was kept, and only one thing is to be done. */
export function ImportStop({
  name,
  findings,
  onClose,
}: {
  readonly name: string
  readonly findings: readonly ImportFinding[]
  readonly onClose: () => void
}) {
  const places = findings.filter(({ code }) => code === 'secrecy-mark').map(importPlace)
  return (
    <div className={styles.stop} role="alert">
      <h2>发现密级标志，已停止办理</h2>
      <p className={styles.stopRule}>勿复制、勿删除、勿带走，报保密办。</p>
      <p>
        文件「{name}」的{places.slice(0, 5).join('、')}
        {places.length > 5 ? ` 等 ${places.length} 处` : ''}
        有密级标志。本工作台不得处理涉密内容：没有保存、没有显示其中的任何内容，原文件没有被改动。
      </p>
      <p>请保持现状，立即联系本单位保密办，由保密办处置这份文件和存放它的介质。</p>
      <Button onClick={onClose}>已知悉，关闭</Button>
    </div>
  )
}
