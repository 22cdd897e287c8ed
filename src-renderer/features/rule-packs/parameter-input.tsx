import { InputNumber, Select } from 'antd'
import type { Parameter, ParameterValue } from '../../../src-main/domain/rule-packs/rules.ts'

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
