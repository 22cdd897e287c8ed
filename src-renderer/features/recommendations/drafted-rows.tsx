import { Button } from 'antd'
import { memo, useEffect, useRef, useState } from 'react'
import { type Region, regionShortLabel } from '../../../src-main/domain/organisations/rules.ts'
import type { Proposal } from '../../../src-main/domain/recommendations/draft.ts'
import { limits } from '../../../src-main/domain/recommendations/rules.ts'
import { Money } from '../../ui/money.tsx'
import { type Edited, type EditedRow, moved } from './editing.ts'
import styles from './recommendations.module.css'

type Change = (patch: Partial<Edited>) => void

/** The rows of a draft that is put together: moved by dragging, by Alt and arrows, or by typing a place; each with its note. */
export function DraftedRows({
  proposal,
  edited,
  isJoint,
  isOpen,
  change,
}: {
  readonly proposal: Proposal
  readonly edited: Edited
  readonly isJoint: boolean
  readonly isOpen: boolean
  readonly change: Change
}) {
  const known = new Map<string, EditedRow>(
    [...proposal.rows, ...proposal.leftOut].map((row) => [row.application, row]),
  )
  const [over, setOver] = useState<number | null>(null)
  const dragged = useRef<number | null>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const focusAt = useRef<number | null>(null)
  useEffect(() => {
    if (focusAt.current === null) return
    body.current?.querySelectorAll<HTMLInputElement>('input[data-place]')[focusAt.current]?.focus()
    focusAt.current = null
  })

  const move = (from: number, to: number) => {
    focusAt.current = Math.max(0, Math.min(edited.rows.length - 1, to))
    change({ rows: moved(edited.rows, from, to) })
  }
  const sorted = (compare: (a: EditedRow, b: EditedRow) => number) =>
    change({
      rows: edited.rows.toSorted((a, b) => compare(rowOf(a.application), rowOf(b.application))),
    })
  // Whoever edits holds only what the proposal named.
  const rowOf = (application: string): EditedRow => known.get(application)!
  const byNumber = (a: EditedRow, b: EditedRow) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0)
  const regionsNow = [...new Set(edited.rows.map(({ application }) => rowOf(application).leadRegion))]
  const byRegion = (a: EditedRow, b: EditedRow) =>
    regionsNow.indexOf(a.leadRegion) - regionsNow.indexOf(b.leadRegion) || byNumber(a, b)

  return (
    <fieldset disabled={!isOpen}>
      <div className={styles.bar}>
        <Button onClick={() => sorted(byRegion)}>按地区和编号排</Button>
        <Button onClick={() => sorted(byNumber)}>按编号排</Button>
        <span className={styles.remark}>拖动一行，或在序号上按 Alt+↑↓、直接改序号，都可以调整次序。</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="列入推荐的申报" tabIndex={0}>
        <table className={styles.rows}>
          <thead>
            <tr>
              <th scope="col">序号</th>
              <th scope="col">编号</th>
              <th scope="col">名称</th>
              <th scope="col">牵头单位</th>
              <th scope="col">地区</th>
              {isJoint && <th scope="col">申请支持（万元）</th>}
              <th scope="col">推荐说明</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {edited.rows.map(({ application, note }, place) => (
              <tr
                key={application}
                draggable
                data-over={over === place || undefined}
                onDragStart={() => {
                  dragged.current = place
                }}
                onDragOver={(event) => {
                  event.preventDefault()
                  if (over !== place) setOver(place)
                }}
                onDragEnd={() => setOver(null)}
                onDrop={(event) => {
                  event.preventDefault()
                  setOver(null)
                  if (dragged.current !== null) move(dragged.current, place)
                  dragged.current = null
                }}
              >
                <td>
                  <Place place={place} number={rowOf(application).number} onMove={(to) => move(place, to)} />
                </td>
                <Cells row={rowOf(application)} isJoint={isJoint} />
                <td>
                  <input
                    className={styles.note}
                    aria-label={`${rowOf(application).number} 的推荐说明`}
                    maxLength={limits.note}
                    value={note}
                    onChange={({ target }) =>
                      change({
                        rows: edited.rows.with(place, { application, note: target.value }),
                      })
                    }
                  />
                </td>
                <td>
                  <button
                    type="button"
                    className={styles.out}
                    onClick={() =>
                      change({
                        rows: edited.rows.toSpliced(place, 1),
                        leftOut: [...edited.leftOut, { application, reason: '' }],
                      })
                    }
                    aria-label={`移出 ${rowOf(application).number}`}
                  >
                    移出
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </fieldset>
  )
}

/** The place of a row as something to type another into. */
function Place({
  place,
  number,
  onMove,
}: {
  readonly place: number
  readonly number: string
  readonly onMove: (to: number) => void
}) {
  const [typed, setTyped] = useState(String(place + 1))
  useEffect(() => setTyped(String(place + 1)), [place])
  const go = () => {
    const to = Number(typed) - 1
    if (Number.isInteger(to) && to !== place) onMove(to)
    else setTyped(String(place + 1))
  }
  return (
    <input
      className={styles.place}
      data-place=""
      inputMode="numeric"
      aria-label={`${number} 的序号`}
      value={typed}
      onChange={({ target }) => setTyped(target.value.replaceAll(/\D/g, '').slice(0, 4))}
      onBlur={go}
      onKeyDown={(event) => {
        if (event.key === 'Enter') go()
        else if (event.altKey && event.key === 'ArrowUp') onMove(place - 1)
        else if (event.altKey && event.key === 'ArrowDown') onMove(place + 1)
        else return
        event.preventDefault()
      }}
    />
  )
}

const Cells = memo(function Cells({ row, isJoint }: { readonly row: EditedRow; readonly isJoint: boolean }) {
  const { number, title, lead, leadRegion, requested, isNew } = row
  return (
    <>
      <td className={styles.number}>{number}</td>
      <td>
        {isNew && <span className={styles.new}>新</span>}
        {title}
      </td>
      <td>{lead}</td>
      <td>{leadRegion === null ? '' : regionShortLabel(leadRegion as Region)}</td>
      {isJoint && (
        <td className={styles.money}>
          <Money fen={requested} />
        </td>
      )}
    </>
  )
})
