import { Input, type InputRef } from 'antd'
import { type ClipboardEvent, useId, useRef } from 'react'
import {
  isRecoveryGroup,
  recoveryGroupCount,
  recoveryGroupLength,
  splitGroups,
} from '../../src-main/domain/trust/rules.ts'
import styles from './recovery-groups.module.css'

export const noGroups: readonly string[] = Array.from({ length: recoveryGroupCount }, () => '')

/** True when every group carries its check character: whose sheet it is, the backend says. */
export function areGroupsRight(groups: readonly string[]): boolean {
  return groups.every((group, number) => isRecoveryGroup(splitGroups(group)[0] ?? '', number))
}

/** The groups of the recovery sheet, as they stand on paper; each says at once whether it was copied rightly. */
export function RecoveryGroups({
  value,
  onChange,
}: {
  readonly value: readonly string[]
  readonly onChange: (groups: readonly string[]) => void
}) {
  const id = useId()
  const inputs = useRef<(InputRef | null)[]>([])
  const right = value.filter((group, number) => isRight(group, number)).length

  function put(number: number, text: string) {
    const pieces = splitGroups(text)
    const next = value.map((group, i) => {
      if (i < number) return group
      const piece = pieces[i - number]
      return piece ?? (i === number ? '' : group)
    })
    onChange(next)
    const last = number + pieces.length - 1
    const isFull = pieces.at(-1)?.length === recoveryGroupLength
    const at = Math.min(recoveryGroupCount - 1, isFull ? last + 1 : last)
    if (pieces.length > 0 && at !== number) inputs.current[at]?.focus()
  }

  function paste(number: number, event: ClipboardEvent) {
    event.preventDefault()
    put(number, event.clipboardData.getData('text'))
  }

  return (
    <fieldset className={styles.groups} aria-describedby={`${id}-remark`}>
      <legend>恢复单上的 {recoveryGroupCount} 组恢复码</legend>
      <div className={styles.grid}>
        {value.map((group, number) => (
          <div key={String(number)} className={styles.group}>
            <label htmlFor={`${id}-${number}`}>第 {number + 1} 组</label>
            <Input
              id={`${id}-${number}`}
              ref={(input) => {
                inputs.current[number] = input
              }}
              value={group}
              autoComplete="off"
              spellCheck={false}
              status={isWrong(group, number) ? 'error' : ''}
              onChange={({ target }) => put(number, target.value)}
              onPaste={(event) => paste(number, event)}
            />
            <span className={isWrong(group, number) ? styles.wrong : styles.right}>
              {isRight(group, number) ? '对' : isWrong(group, number) ? '有误' : ''}
            </span>
          </div>
        ))}
      </div>
      <p id={`${id}-remark`} className={styles.remark} role="status">
        已填对 {right} 组，共 {recoveryGroupCount} 组。不分大小写；可以从第 1 组起一次粘贴全部。
      </p>
    </fieldset>
  )
}

function isRight(group: string, number: number): boolean {
  return isRecoveryGroup(group, number)
}

function isWrong(group: string, number: number): boolean {
  return group.length >= recoveryGroupLength && !isRight(group, number)
}
