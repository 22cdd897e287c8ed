import { Button, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { useDesk } from '../app/desk.ts'
import { usePerson } from '../app/session.ts'
import { useQueryOf } from '../backend/queries.ts'
import styles from './chosen-columns.module.css'
import type { Column } from './table-columns.ts'

/** The columns of a list that this person wants to see, and the button to choose them; remembered on this desk. */
export function useChosenColumns<Row>(
  name: string,
  columns: readonly Column<Row>[],
): { readonly columns: readonly Column<Row>[]; readonly chooser: ReactNode } {
  const desk = useDesk()
  const { id } = usePerson()
  const setting = `columns/${id}/${name}`
  const stored = useQueryOf(desk.settings.load, setting)
  const [now, setNow] = useState<readonly string[] | null>(null)
  const hidden = now ?? hiddenIn(stored.data ?? null)

  function show(column: string, isWanted: boolean) {
    const next = isWanted ? hidden.filter((one) => one !== column) : [...hidden, column]
    setNow(next)
    void desk.settings.save({ name: setting, value: { hidden: [...next] } })
  }

  const chooser = (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <fieldset className={styles.choices}>
          <legend>显示的列</legend>
          {columns.slice(1).map(({ key, title }) => (
            <label key={key}>
              <input
                type="checkbox"
                checked={!hidden.includes(key)}
                onChange={({ target }) => show(key, target.checked)}
              />
              {title}
            </label>
          ))}
        </fieldset>
      }
    >
      <Button>选择列</Button>
    </Popover>
  )
  return { columns: columns.filter(({ key }, place) => place === 0 || !hidden.includes(key)), chooser }
}

function hiddenIn(stored: string | null): readonly string[] {
  const value: unknown = stored === null ? null : JSON.parse(stored)
  if (typeof value !== 'object' || value === null || !('hidden' in value) || !Array.isArray(value.hidden))
    return []
  return value.hidden.filter((one) => typeof one === 'string')
}
