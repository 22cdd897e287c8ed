import { Button } from 'antd'
import type {
  ComparedRow,
  FieldChange,
  MissingApplication,
  RevisedField,
} from '../../../src-main/domain/revisions/rules.ts'
import { revisedFieldLabel } from '../../text/application-fields.ts'
import {
  apartSentence,
  changeFlag,
  remarkFlag,
  remarkSentence,
  standingFlag,
  standingSentence,
} from '../../text/revisions.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import type { Column } from '../../ui/table-columns.ts'
import styles from './import.module.css'
import { type Choice, takenOf } from './import-choice.ts'
import { standingState } from './standing-state.ts'

/** A changed field on a line of its own; the first of its row carries what is said of the whole row. */
export type ChangeLine = {
  readonly key: string
  readonly row: ComparedRow
  readonly change: FieldChange
  readonly isFirst: boolean
}

export function linesOf(rows: readonly ComparedRow[]): readonly ChangeLine[] {
  return rows.flatMap((row) =>
    row.changes.map((change, i) => ({ key: `${row.row}/${change.field}`, row, change, isFirst: i === 0 })),
  )
}

/** Field by field: what is here, what the list says, and whether it is taken. */
export function changedColumns({
  choice,
  onField,
  onRow,
}: {
  readonly choice: Choice
  readonly onField: (row: ComparedRow, field: RevisedField) => void
  readonly onRow: (row: ComparedRow, isTaken: boolean) => void
}): readonly Column<ChangeLine>[] {
  const isTaken = ({ row, change }: ChangeLine) => takenOf(row, choice).includes(change.field)
  return [
    {
      key: 'number',
      title: '编号',
      width: 168,
      text: ({ row }) => row.number,
      render: ({ row, isFirst }) => <span className={isFirst ? undefined : styles.again}>{row.number}</span>,
    },
    {
      key: 'row',
      title: '整项',
      width: 64,
      align: 'center',
      text: () => '',
      render: ({ row, isFirst }) => isFirst && <RowBox row={row} choice={choice} onRow={onRow} />,
    },
    {
      key: 'take',
      title: '采用',
      width: 64,
      align: 'center',
      text: (line) => (isTaken(line) ? '采用' : ''),
      render: (line) => (
        <input
          type="checkbox"
          tabIndex={-1}
          className={styles.check}
          aria-label={`${line.row.number} 的${revisedFieldLabel(line.change.field)}采用清单`}
          checked={isTaken(line)}
          onChange={() => onField(line.row, line.change.field)}
        />
      ),
    },
    {
      key: 'field',
      title: '项目',
      width: 128,
      text: ({ change }) => revisedFieldLabel(change.field),
    },
    {
      key: 'before',
      title: '原来',
      width: 200,
      grows: true,
      text: ({ change }) => shownValue(change, change.before),
    },
    {
      key: 'after',
      title: '清单中',
      width: 200,
      grows: true,
      text: ({ change }) => shownValue(change, change.after),
    },
    {
      key: 'flags',
      title: '提示',
      width: 240,
      text: (line) => flagsOf(line).join('；'),
      render: (line) => (
        <span className={styles.warning} title={wholeOf(line).join('\n')}>
          {flagsOf(line).join('；')}
        </span>
      ),
    },
  ]
}

function RowBox({
  row,
  choice,
  onRow,
}: {
  readonly row: ComparedRow
  readonly choice: Choice
  readonly onRow: (row: ComparedRow, isTaken: boolean) => void
}) {
  const taken = takenOf(row, choice).length
  const isAll = taken === row.changes.length
  return (
    <input
      ref={(box) => {
        if (box) box.indeterminate = taken > 0 && !isAll
      }}
      type="checkbox"
      tabIndex={-1}
      className={styles.check}
      aria-label={`${row.number} 的变化全部采用`}
      checked={isAll}
      onChange={() => onRow(row, !isAll)}
    />
  )
}

function shownValue({ field }: FieldChange, text: string | null): string {
  if (field === 'people') return '（个人信息，不在此显示）'
  return text ?? '未录入'
}

function flagsOf({ row, change, isFirst }: ChangeLine): readonly string[] {
  const ofRow = isFirst ? [standingFlag(row.review), ...row.remarks.map(remarkFlag)] : []
  return [changeFlag(change), ...ofRow].filter((text) => text !== '')
}

function wholeOf({ row, change }: ChangeLine): readonly string[] {
  const told = [changeFlag(change), standingSentence(row.review), ...row.remarks.map(remarkSentence)]
  return told.filter((text) => text !== '')
}

const about: readonly Column<ComparedRow>[] = [
  { key: 'title', title: '名称', width: 320, grows: true, text: ({ title }) => title },
  { key: 'lead', title: '牵头单位', width: 240, text: ({ lead }) => lead },
]
const numberOf: Column<ComparedRow> = {
  key: 'number',
  title: '编号',
  width: 168,
  text: ({ number }) => number,
}
const place: Column<ComparedRow> = {
  key: 'row',
  title: '表格行',
  width: 76,
  align: 'right',
  isNumber: true,
  text: ({ row }) => String(row),
}
const remarks: Column<ComparedRow> = {
  key: 'remarks',
  title: '提示',
  width: 260,
  text: (row) => row.remarks.map(remarkSentence).join('；'),
}

export function newColumns({
  leftOut,
  onToggle,
}: {
  readonly leftOut: ReadonlySet<number>
  readonly onToggle: (row: ComparedRow) => void
}): readonly Column<ComparedRow>[] {
  return [
    numberOf,
    {
      key: 'take',
      title: '导入',
      width: 64,
      align: 'center',
      text: ({ row }) => (leftOut.has(row) ? '' : '导入'),
      render: (row) => (
        <input
          type="checkbox"
          tabIndex={-1}
          className={styles.check}
          aria-label={`导入 ${row.number}`}
          checked={!leftOut.has(row.row)}
          onChange={() => onToggle(row)}
        />
      ),
    },
    place,
    ...about,
    remarks,
  ]
}

export const sameColumns: readonly Column<ComparedRow>[] = [numberOf, place, ...about, remarks]

export function apartColumns(officeName: (code: string) => string): readonly Column<ComparedRow>[] {
  return [
    numberOf,
    place,
    ...about,
    {
      key: 'why',
      title: '为什么不改动',
      width: 320,
      grows: true,
      text: ({ apart, owner }) => (apart ? apartSentence(apart, ownerName(apart, owner, officeName)) : ''),
    },
  ]
}

/** Offices by their short name; a desk has one already. */
export function ownerName(
  apart: ComparedRow['apart'],
  owner: string | null,
  officeName: (code: string) => string,
): string {
  if (owner === null) return ''
  return apart === 'other-desk' ? owner : officeName(owner)
}

export function missingColumns(
  onWithdraw: (one: MissingApplication) => void,
): readonly Column<MissingApplication>[] {
  return [
    { key: 'number', title: '编号', width: 168, text: ({ number }) => number },
    { key: 'title', title: '名称', width: 320, grows: true, text: ({ title }) => title },
    { key: 'lead', title: '牵头单位', width: 240, text: ({ lead }) => lead },
    {
      key: 'review',
      title: '审查',
      width: 104,
      text: ({ review }) => standingState(review),
      render: ({ review }) => <StateTag state={standingState(review)} />,
    },
    {
      key: 'withdraw',
      title: '办理',
      width: 180,
      text: ({ desk }) => (desk ? `由${desk}办理` : ''),
      render: (one) =>
        one.desk ? (
          `由${one.desk}办理`
        ) : (
          <Button size="small" tabIndex={-1} onClick={() => onWithdraw(one)}>
            登记申报单位撤回…
          </Button>
        ),
    },
  ]
}
