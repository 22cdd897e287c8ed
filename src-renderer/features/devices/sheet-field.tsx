import { Input } from 'antd'
import { isRecoveryGroup, recoveryGroupCount, splitGroups } from '../../../src-main/domain/trust/rules.ts'
import { Field } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import styles from './devices.module.css'

/** True when all groups of a recovery sheet are there and each carries its check character. */
export function isSheet(text: string): boolean {
  const groups = splitGroups(text)
  return groups.length === recoveryGroupCount && groups.every(isRecoveryGroup)
}

/** The recovery sheet as it is typed from paper: says in which group a slip is. */
export function SheetField({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (text: string) => void
}) {
  const groups = splitGroups(value)
  const wrong = groups.findIndex((group, at) => group.length === 5 && !isRecoveryGroup(group, at))
  const fault = wrong >= 0 ? `第 ${wrong + 1} 组与校验位不符，请对照恢复单检查` : null
  const left = recoveryGroupCount - groups.filter((group) => group.length === 5).length
  return (
    <Section title="从保险柜取出恢复单，输入恢复码">
      <p>给工作台登记要用单位密钥，它只在恢复单上。输入的内容只用这一次，不保存；用完请重新封存。</p>
      <div className={styles.sheet}>
        <Field label="恢复码" fault={fault} hint={left > 0 ? `还有 ${left} 组` : '13 组已齐'}>
          {(control) => (
            <Input.TextArea
              {...control}
              value={value}
              rows={4}
              maxLength={400}
              autoComplete="off"
              spellCheck={false}
              onChange={({ target }) => onChange(target.value)}
            />
          )}
        </Field>
      </div>
    </Section>
  )
}
