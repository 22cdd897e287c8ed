import { Button, Segmented } from 'antd'
import { useMemo, useState } from 'react'
import type { ImportFinding } from '../../../src-main/domain/applications/import-finding.ts'
import type { ListRead } from '../../../src-main/domain/applications/import-list.ts'
import { importPlace, importSentence, severityWords } from '../../text/import.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { type Column, rowsHere } from '../../ui/table-columns.ts'
import styles from './import.module.css'
import { ImportFooter } from './import-footer.tsx'

type Shown = 'all' | 'error' | 'warning'
type Line = { readonly key: string; readonly finding: ImportFinding; readonly number: string }

/** Everything that is odd, at once; rows that must be put right are left out one by one, or all by one button. */
export function ImportCheck({
  read,
  leftOut,
  isBusy,
  onLeftOut,
  onReturn,
  onBack,
  onNext,
}: {
  readonly read: ListRead
  readonly leftOut: ReadonlySet<number>
  readonly isBusy: boolean
  readonly onLeftOut: (rows: ReadonlySet<number>) => void
  /** Writes the list back with what is wrong beside each row. */
  readonly onReturn: () => void
  readonly onBack: () => void
  readonly onNext: () => void
}) {
  const { applications, findings, blockedRows, staged } = read
  const [shown, setShown] = useState<Shown>(blockedRows.length > 0 ? 'error' : 'all')
  const lines = useMemo(() => linesOf(read), [read])
  const errors = lines.filter(({ finding }) => finding.severity === 'error')
  const warnings = lines.filter(({ finding }) => finding.severity === 'warning')
  const visible = { all: lines, error: errors, warning: warnings }[shown]
  const blocked = blockedRows.filter((row) => !leftOut.has(row))
  const taken = applications.length - leftOut.size
  const ofList = findings.filter(({ severity, row }) => severity === 'error' && row === null)

  const canLeaveOut = useMemo(() => new Set(applications.map(({ row }) => row)), [applications])
  function toggle(row: number | null) {
    if (row === null || !canLeaveOut.has(row)) return
    const next = new Set(leftOut)
    if (!next.delete(row)) next.add(row)
    onLeftOut(next)
  }

  const problem =
    staged === null
      ? ofList.map(importSentence).join('') || '标题行下面没有可以导入的申报，请返回上一步核对。'
      : blocked.length > 0
        ? `还有 ${blocked.length} 行必须改正：请在原文件中改正后重新读入，或勾选「不导入」。`
        : taken === 0
          ? '所有的行都标为不导入。'
          : null
  const without = leftOut.size > 0 ? `，不导入 ${leftOut.size} 行` : ''
  const proposal =
    read.known > 0
      ? `其中 ${read.known} 行的编号本批次已有，下一步与已有内容逐项对比${without}。`
      : `将导入 ${taken} 项${without}。`
  return (
    <>
      <div className={styles.summary}>
        <Segmented<Shown>
          value={shown}
          onChange={setShown}
          options={[
            { value: 'error', label: `须改正 ${errors.length}` },
            { value: 'warning', label: `提醒 ${warnings.length}` },
            { value: 'all', label: `全部 ${lines.length}` },
          ]}
        />
        <span className={styles.summaryText}>
          清单中有 {applications.length} 项申报，其中 {blockedRows.length}{' '}
          行有必须改正的问题；目前没有写入任何内容。
        </span>
        {blocked.length > 0 && (
          <Button onClick={() => onLeftOut(new Set([...leftOut, ...blockedRows]))}>
            不导入全部有问题的 {blockedRows.length} 行
          </Button>
        )}
        {lines.length > 0 && <Button onClick={onReturn}>退回清单（标注问题）…</Button>}
        {blocked.length === 0 && leftOut.size > 0 && (
          <Button onClick={() => onLeftOut(new Set())}>全部恢复导入</Button>
        )}
      </div>
      <DataTable
        label="检查结果"
        name="import-check"
        columns={columnsWith({ leftOut, canLeaveOut, toggle })}
        source={rowsHere(visible)}
        rowKey={({ key }) => key}
        onOpen={({ finding }) => toggle(finding.row)}
        empty={
          <EmptyState title={lines.length === 0 ? '没有发现问题' : '这一类没有问题'}>
            {lines.length === 0 && '每一行都可以导入。'}
          </EmptyState>
        }
      />
      <div className={styles.push} />
      <ImportFooter
        onBack={onBack}
        onNext={onNext}
        next={read.known > 0 ? '下一步：对比' : '下一步：确认'}
        isNextOff={problem !== null}
        isBusy={isBusy}
      >
        {problem ?? proposal}
      </ImportFooter>
    </>
  )
}

/** By row as the spreadsheet has them, what concerns the whole list first. */
function linesOf({ findings, applications }: ListRead): readonly Line[] {
  const numbers = new Map(applications.map(({ row, number, title }) => [row, number || title]))
  return findings
    .toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0) || (a.column ?? 0) - (b.column ?? 0))
    .map((finding, index) => ({
      key: String(index),
      finding,
      number: finding.row === null ? '' : (numbers.get(finding.row) ?? ''),
    }))
}

function columnsWith({
  leftOut,
  canLeaveOut,
  toggle,
}: {
  readonly leftOut: ReadonlySet<number>
  readonly canLeaveOut: ReadonlySet<number>
  readonly toggle: (row: number) => void
}): readonly Column<Line>[] {
  return [
    {
      key: 'place',
      title: '位置',
      width: 124,
      text: ({ finding }) => importPlace(finding) || '整份清单',
    },
    {
      key: 'leave-out',
      title: '不导入',
      width: 72,
      align: 'center',
      text: ({ finding: { row } }) => (row !== null && leftOut.has(row) ? '不导入' : ''),
      render: ({ finding: { row } }) =>
        row !== null &&
        canLeaveOut.has(row) && (
          <input
            type="checkbox"
            tabIndex={-1}
            className={styles.check}
            aria-label={`第 ${row} 行不导入`}
            checked={leftOut.has(row)}
            onChange={() => toggle(row)}
          />
        ),
    },
    { key: 'number', title: '编号', width: 168, text: ({ number }) => number },
    {
      key: 'severity',
      title: '程度',
      width: 84,
      text: ({ finding }) => severityWords[finding.severity],
      render: ({ finding: { severity } }) => (
        <span className={severity === 'error' ? styles.error : styles.warning}>
          {severityWords[severity]}
        </span>
      ),
    },
    {
      key: 'sentence',
      title: '问题',
      width: 420,
      grows: true,
      text: ({ finding }) => importSentence(finding),
    },
  ]
}
