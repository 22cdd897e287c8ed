import { ConfigProvider, InputNumber, Select } from 'antd'
import { useId } from 'react'
import { listLimits, type Parameter, type ParameterValue } from '../../../src-main/domain/rule-packs/rules.ts'
import { DateInput } from '../../ui/date-field.tsx'
import styles from './rule-packs.module.css'

const control = { 'aria-invalid': undefined, 'aria-required': undefined, status: '' } as const

/** A value that a plan may give a parameter, by its kind. */
export function ParameterInput({
  label,
  parameter,
  value,
  isDisabled,
  onChange,
}: {
  readonly label: string
  readonly parameter: Parameter
  readonly value: ParameterValue
  readonly isDisabled: boolean
  readonly onChange: (value: ParameterValue) => void
}) {
  const id = useId()
  switch (parameter.kind) {
    case 'number':
      return (
        <InputNumber
          size="small"
          aria-label={label}
          disabled={isDisabled}
          min={parameter.min}
          max={parameter.max}
          precision={0}
          value={value as number}
          suffix={parameter.unit}
          style={{ width: 112 }}
          onChange={(next) => next !== null && onChange(next)}
        />
      )
    case 'choice':
      return (
        <Select
          size="small"
          aria-label={label}
          disabled={isDisabled}
          value={value as string}
          options={[...parameter.options]}
          style={{ width: '100%' }}
          onChange={onChange}
        />
      )
    case 'list':
      return (
        <Select
          size="small"
          mode="tags"
          aria-label={label}
          disabled={isDisabled}
          placeholder={parameter.hint}
          value={[...(value as readonly string[])]}
          open={false}
          suffixIcon={null}
          tokenSeparators={['；', ';', '\n']}
          style={{ width: '100%' }}
          onChange={(texts: string[]) => {
            const kept = texts
              .map((text) => text.trim().slice(0, listLimits.length))
              .filter((text) => text !== '')
            onChange([...new Set(kept)].slice(0, listLimits.texts))
          }}
        />
      )
    case 'day':
      return (
        <ConfigProvider componentDisabled={isDisabled} componentSize="small">
          <DateInput
            control={{ ...control, id, 'aria-describedby': `${id}-hint` }}
            label={label}
            value={String(value)}
            onChange={onChange}
          />
          <div id={`${id}-hint`} className={styles.explanation}>
            {parameter.hint}
          </div>
        </ConfigProvider>
      )
    case 'set':
      return (
        <Select
          size="small"
          mode="multiple"
          aria-label={label}
          disabled={isDisabled}
          value={[...(value as readonly string[])]}
          options={[...parameter.options]}
          style={{ width: '100%' }}
          onChange={onChange}
        />
      )
  }
}
