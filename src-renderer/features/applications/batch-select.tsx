import { Select } from 'antd'
import type { Batch } from '../../../src-main/domain/batches/index.ts'

const everyBatch = ''

/** Chooses a batch by its title; with `allowsAll` also none in particular. */
export function BatchSelect({
  batches,
  value,
  onChange,
  allowsAll = false,
  id,
  className = '',
}: {
  readonly batches: readonly Batch[]
  readonly value: string | null
  readonly onChange: (batch: string | null) => void
  readonly allowsAll?: boolean
  readonly id?: string
  readonly className?: string
}) {
  const options = batches.map((batch) => ({ value: batch.id, label: `${batch.title}（${batch.year}）` }))
  return (
    <Select
      {...(id ? { id } : {})}
      aria-label="批次"
      className={className}
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? (allowsAll ? everyBatch : null)}
      placeholder="选择批次"
      onChange={(chosen) => onChange(chosen === everyBatch ? null : chosen)}
      options={allowsAll ? [...options, { value: everyBatch, label: '全部批次' }] : options}
    />
  )
}
