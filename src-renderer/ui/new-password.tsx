import { Input } from 'antd'
import { checkPassword, minPasswordLength } from '../../src-main/domain/accounts/rules.ts'
import { messageOf } from '../text/index.ts'
import { Field } from './field.tsx'

export type NewPassword = { readonly password: string; readonly again: string }

/** What is still wrong with a new password, by field; null where nothing is. */
export function faultsOf({ password, again }: NewPassword): Record<keyof NewPassword, string | null> {
  const strength = checkPassword(password)
  return {
    password: strength.ok ? null : messageOf(strength.error).what,
    again: again === password ? null : '两次输入的密码不一样',
  }
}

/** A new password, typed twice. Faults are shown once somebody tried to go on. */
export function NewPasswordFields({
  label,
  value,
  onChange,
  showsFaults,
}: {
  readonly label: string
  readonly value: NewPassword
  readonly onChange: (value: NewPassword) => void
  readonly showsFaults: boolean
}) {
  const faults = faultsOf(value)
  return (
    <>
      <Field
        label={label}
        hint={`至少 ${minPasswordLength} 个字符，可以是一句只有本人知道的话。`}
        fault={showsFaults ? faults.password : null}
      >
        {(control) => (
          <Input.Password
            {...control}
            value={value.password}
            autoComplete="new-password"
            onChange={({ target }) => onChange({ ...value, password: target.value })}
          />
        )}
      </Field>
      <Field label="再输入一次" fault={showsFaults ? faults.again : null}>
        {(control) => (
          <Input.Password
            {...control}
            value={value.again}
            autoComplete="new-password"
            onChange={({ target }) => onChange({ ...value, again: target.value })}
          />
        )}
      </Field>
    </>
  )
}
