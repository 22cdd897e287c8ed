import { useState } from 'react'
import { useLocation } from 'wouter'
import type { CheckRow } from '../../../src-main/domain/formal-review/second-check/list.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Choices } from '../../ui/choices.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { type Column, rowsHere, type Sorting, sortRows } from '../../ui/table-columns.ts'
import { reviewPath } from '../formal-review/paths.ts'
import { checkPath } from './paths.ts'

/** 复核: what waits for a second person, and what came of it in reviews that are still open. */
export function ChecksPage() {
  const desk = useDesk()
  const query = useQueryOf(desk.formalReview.checks, null)
  return (
    <Page
      title="复核"
      fills
      remark="经办人送来、尚未作结论的审查。复核的人不能是作判断的人，也不能是送复核的人。"
    >
      <Loaded query={query}>{(rows) => <List rows={rows} />}</Loaded>
    </Page>
  )
}

type Choice = 'mine' | 'given' | 'all'

function List({ rows }: { readonly rows: readonly CheckRow[] }) {
  const may = useMay()
  const [, navigate] = useLocation()
  const canCheck = may('second-check:edit')
  const [choice, setChoice] = useState<Choice>(canCheck ? 'mine' : 'all')
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const lists: readonly {
    readonly key: Choice
    readonly label: string
    readonly rows: readonly CheckRow[]
  }[] = [
    ...(canCheck
      ? [
          {
            key: 'mine' as const,
            label: '等我复核的',
            rows: rows.filter(({ given, mayCheck }) => given === null && mayCheck),
          },
        ]
      : []),
    { key: 'given', label: '已复核、未作结论的', rows: rows.filter(({ given }) => given !== null) },
    { key: 'all', label: '全部', rows },
  ]
  const shown = sortRows(lists.find(({ key }) => key === choice)!.rows, columns, sorting)
  return (
    <>
      <Choices
        label="看哪些"
        choices={lists.map(({ key, label, rows: own }) => ({ value: key, label, count: own.length }))}
        value={choice}
        onChange={setChoice}
      />
      <DataTable
        label="复核"
        name="second-check"
        columns={columns}
        source={rowsHere(shown)}
        rowKey={({ application }) => application}
        sorting={sorting}
        onSort={setSorting}
        onOpen={({ application, given, mayCheck }) =>
          navigate(given === null && mayCheck && canCheck ? checkPath(application) : reviewPath(application))
        }
        empty={
          shown.length === 0 && (
            <EmptyState title={choice === 'mine' ? '没有等您复核的审查' : '没有送复核的审查'}>
              评审方案要求复核的，经办人在「作出结论」时送复核，这里就会出现。
            </EmptyState>
          )
        }
      />
    </>
  )
}

const columns: readonly Column<CheckRow>[] = [
  { key: 'number', title: '编号', width: 160, text: ({ number }) => number },
  { key: 'title', title: '名称', width: 240, grows: true, text: ({ title }) => title },
  { key: 'lead', title: '牵头单位', width: 180, text: ({ lead }) => lead },
  {
    key: 'state',
    title: '状态',
    width: 110,
    text: (row) => stateOf(row),
    render: (row) => <StateTag state={stateOf(row)} />,
  },
  { key: 'outcome', title: '拟作结论', width: 120, text: ({ outcome }) => outcome },
  { key: 'by', title: '送复核', width: 100, text: ({ requestedBy }) => requestedBy ?? '' },
  { key: 'at', title: '送复核时间', width: 150, text: ({ requestedAt }) => minuteOf(requestedAt) },
  {
    key: 'given',
    title: '复核结果',
    width: 190,
    text: ({ given, mayCheck }) => {
      if (!given) return mayCheck ? '' : '您参加了初审，由他人复核'
      const what = given.differences === 0 ? '一致' : `${given.differences} 处不一致，未处理 ${given.open}`
      return `${given.by ?? '同事'}：${what}`
    },
  },
]

function stateOf({ given }: CheckRow): '待复核' | '复核有分歧' | '已复核' {
  if (!given) return '待复核'
  return given.open > 0 ? '复核有分歧' : '已复核'
}
