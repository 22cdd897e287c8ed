import { Button, Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import {
  type ComparedRow,
  type Comparison,
  isClosed,
  type MissingApplication,
  saysNothingNew,
  saysOnlyOld,
} from '../../../src-main/domain/revisions/rules.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Note } from '../../ui/note.tsx'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { rowsHere } from '../../ui/table-columns.ts'
import {
  apartColumns,
  changedColumns,
  linesOf,
  missingColumns,
  newColumns,
  sameColumns,
} from './compare-columns.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import styles from './import.module.css'
import {
  asProposed,
  type Choice,
  chosenOf,
  takenOf,
  withAll,
  withTaken,
  withToggled,
} from './import-choice.ts'
import { ImportFooter } from './import-footer.tsx'
import { WithdrawDialog } from './withdraw-dialog.tsx'

type Shown = 'changed' | 'new' | 'same' | 'missing' | 'apart'

/** Which of the changed rows are looked at. */
const kinds = {
  all: { label: '全部变化', of: () => true },
  open: { label: '已开始审查的', of: ({ review }: ComparedRow) => review === 'open' },
  closed: { label: '已有结论的', of: isClosed },
  old: { label: '回到旧值的', of: ({ changes }: ComparedRow) => changes.some(({ isOld }) => isOld) },
  typed: { label: '人工更正过的', of: ({ changes }: ComparedRow) => changes.some(({ isTyped }) => isTyped) },
  title: {
    label: '名称或牵头单位变了的',
    of: ({ changes }: ComparedRow) => changes.some(({ field }) => field === 'title' || field === 'lead'),
  },
} as const
type Kind = keyof typeof kinds

/** A list that comes again beside what is here: what is new, what changed and what of it is taken, what it lacks. */
export function ImportCompare({
  comparison,
  choice,
  leftOut,
  isBusy,
  onChoice,
  onLeftOut,
  onReturn,
  onAgain,
  onBack,
  onNext,
}: {
  readonly comparison: Comparison
  readonly choice: Choice
  readonly leftOut: ReadonlySet<number>
  readonly isBusy: boolean
  readonly onChoice: (choice: Choice) => void
  readonly onLeftOut: (rows: ReadonlySet<number>) => void
  /** Writes the list back with what was found beside each row. */
  readonly onReturn: () => void
  /** Compares once more, after something else was recorded. */
  readonly onAgain: () => void
  readonly onBack: () => void
  readonly onNext: () => void
}) {
  const { rows, missing, sameFileAt } = comparison
  const show = useDialogs()
  const officeName = useOfficeName()
  const { changed, fresh, same, apart } = useMemo(() => {
    const of = (wanted: ComparedRow['group']) => rows.filter(({ group }) => group === wanted)
    return { changed: of('changed'), fresh: of('new'), same: of('same'), apart: of('apart') }
  }, [rows])
  const [shown, setShown] = useState<Shown>(() =>
    changed.length > 0 ? 'changed' : fresh.length > 0 ? 'new' : 'same',
  )
  const [kind, setKind] = useState<Kind>('all')
  const visible = useMemo(() => changed.filter(kinds[kind].of), [changed, kind])
  const lines = useMemo(() => linesOf(visible), [visible])
  const chosen = useMemo(() => chosenOf(comparison, choice), [comparison, choice])
  const taken = fresh.filter(({ row }) => !leftOut.has(row)).length
  const isOnlyOld = saysOnlyOld(comparison)
  const nothing = saysNothingNew(comparison)
  const problem = nothing
    ? '与已有内容完全相同，没有需要写入的。'
    : isOnlyOld
      ? '这份清单中的变化都是回到以前的内容，不能导入。'
      : taken === 0 && chosen.length === 0
        ? '没有新增的申报，也没有选择要采用的变化。'
        : null

  const open = (row: ComparedRow) =>
    void show<void>((done) => (
      <CompareDialog
        row={row}
        taken={takenOf(row, choice)}
        onTaken={(fields) => onChoice(withTaken(choice, row, fields))}
        done={done}
      />
    ))
  async function withdraw(one: MissingApplication) {
    const isRecorded = await show<boolean>((done) => <WithdrawDialog application={one} done={done} />)
    if (isRecorded) onAgain()
  }
  function toggleNew({ row }: ComparedRow) {
    const next = new Set(leftOut)
    if (!next.delete(row)) next.add(row)
    onLeftOut(next)
  }

  return (
    <>
      {sameFileAt && !nothing && (
        <Note tone="warn">
          这个文件在 {minuteOf(sameFileAt)} 已经导入过。之后又有变化的内容标为「回到旧值」，不会预选。
        </Note>
      )}
      {isOnlyOld && (
        <Note tone="warn">
          这份清单比现有内容旧：其中的变化都是回到以前的内容，不能导入。确需改回的，请在「历次导入」中撤回后来的那次导入，或者在申报页面中逐项更正。
        </Note>
      )}
      {nothing && <Note tone="good">与已有内容完全相同，没有需要写入的。</Note>}
      <div className={styles.summary}>
        <Segmented<Shown>
          value={shown}
          onChange={setShown}
          options={[
            { value: 'changed', label: `有变化 ${changed.length}` },
            { value: 'new', label: `新增 ${fresh.length}` },
            { value: 'same', label: `相同 ${same.length}` },
            { value: 'missing', label: `清单中没有 ${missing.length}` },
            ...(apart.length > 0 ? [{ value: 'apart' as const, label: `不改动 ${apart.length}` }] : []),
          ]}
        />
        {shown === 'changed' && changed.length > 0 && (
          <>
            <Select<Kind>
              aria-label="看哪些变化"
              className={styles.kinds ?? ''}
              value={kind}
              onChange={setKind}
              options={(Object.keys(kinds) as Kind[]).map((value) => {
                const count = changed.filter(kinds[value].of).length
                return { value, label: `${kinds[value].label} ${count}`, disabled: count === 0 }
              })}
            />
            <Button onClick={() => onChoice(withAll(choice, visible, true))}>全部采用</Button>
            <Button onClick={() => onChoice(withAll(choice, visible, false))}>都不采用</Button>
            {choice.size > 0 && <Button onClick={() => onChoice(asProposed)}>恢复建议</Button>}
          </>
        )}
        <span className={styles.explained}>{explained[shown]}</span>
        <Button onClick={onReturn}>退回清单（标注对比）…</Button>
      </div>
      {shown === 'changed' && (
        <DataTable
          label="有变化的申报"
          name="import-compare"
          columns={changedColumns({
            choice,
            onField: (row, field) => onChoice(withToggled(choice, row, field)),
            onRow: (row, isTaken) => onChoice(withAll(choice, [row], isTaken)),
          })}
          source={rowsHere(lines)}
          rowKey={({ key }) => key}
          onOpen={({ row }) => open(row)}
          empty={<EmptyState title="没有变化">已有的申报在这份清单中内容都相同。</EmptyState>}
        />
      )}
      {shown === 'new' && (
        <DataTable
          label="新增的申报"
          name="import-compare-new"
          columns={newColumns({ leftOut, onToggle: toggleNew })}
          source={rowsHere(fresh)}
          rowKey={({ row }) => String(row)}
          onOpen={toggleNew}
          empty={<EmptyState title="没有新增的申报" />}
        />
      )}
      {shown === 'same' && (
        <DataTable
          label="相同的申报"
          name="import-compare-same"
          columns={sameColumns}
          source={rowsHere(same)}
          rowKey={({ row }) => String(row)}
          empty={<EmptyState title="没有内容相同的申报" />}
        />
      )}
      {shown === 'missing' && (
        <DataTable
          label="清单中没有的申报"
          name="import-compare-missing"
          columns={missingColumns((one) => void withdraw(one))}
          source={rowsHere(missing)}
          rowKey={({ application }) => application}
          onOpen={(one) => void withdraw(one)}
          empty={<EmptyState title="已有的申报清单中都有" />}
        />
      )}
      {shown === 'apart' && (
        <DataTable
          label="不改动的申报"
          name="import-compare-apart"
          columns={apartColumns((code) => officeName(code, 'short'))}
          source={rowsHere(apart)}
          rowKey={({ row }) => String(row)}
        />
      )}
      <div className={styles.push} />
      <ImportFooter
        onBack={onBack}
        onNext={onNext}
        next="下一步：确认"
        isNextOff={problem !== null}
        isBusy={isBusy}
      >
        {problem ?? `将新增 ${taken} 项，更新 ${chosen.length} 项；目前没有写入任何内容。`}
      </ImportFooter>
    </>
  )
}

const explained: Record<Shown, string> = {
  changed: '勾选的会写入；清单空着的栏目不清除已有内容。',
  new: '本批次还没有这些编号，将作为新申报导入。',
  same: '内容与已有的完全一致，不再写入。',
  missing: '同一来源的这些申报不在清单中，不会因此删除。确由申报单位撤回的，可逐项登记。',
  apart: '这些申报不能从这里改动，清单中的内容不写入。',
}
