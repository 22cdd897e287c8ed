import { Input, Select } from 'antd'
import { useState } from 'react'
import type { Mapping } from '../../../src-main/domain/applications/mapping.ts'
import { regionLabel, regions } from '../../../src-main/domain/organisations/rules.ts'
import { importFieldLabel } from '../../text/application-fields.ts'
import { CloseIcon } from '../../ui/icons.tsx'
import { constantFields } from './field-choices.ts'
import styles from './import.module.css'
import { withConstant } from './mapping-edit.ts'

/** What the list does not say because it is the same for all of it: a list that is all of one province. */
export function ImportConstants({
  mapping,
  onChange,
}: {
  readonly mapping: Mapping
  readonly onChange: (mapping: Mapping) => void
}) {
  const isMapped = (field: string) => mapping.columns.some((column) => column.field === field)
  const hasRegion = isMapped('lead-region') || isMapped('lead-city')
  const [opened, setOpened] = useState<readonly string[]>([])
  const given = constantFields.filter(
    (field) => opened.includes(field) || mapping.constants[field] !== undefined,
  )
  const offered = constantFields.filter((field) => !isMapped(field) && !given.includes(field))
  const set = (field: (typeof constantFields)[number], text: string) =>
    onChange(withConstant(mapping, field, text))
  return (
    <>
      {!hasRegion && (
        <span>
          整份清单的牵头单位所在地
          <Select
            size="small"
            allowClear
            placeholder="未录入"
            aria-label="整份清单的牵头单位所在地区"
            className={styles.constant ?? ''}
            value={mapping.constants['lead-region'] ?? null}
            onChange={(region) => set('lead-region', region ?? '')}
            options={regions.map((region) => ({ value: regionLabel(region), label: regionLabel(region) }))}
          />
        </span>
      )}
      {given.map((field) => (
        <span key={field}>
          整份清单的{importFieldLabel(field)}
          <Input
            size="small"
            className={styles.constant ?? ''}
            aria-label={`整份清单的${importFieldLabel(field)}`}
            maxLength={200}
            value={mapping.constants[field] ?? ''}
            onChange={({ target }) => set(field, target.value)}
          />
          <button
            type="button"
            className={styles.drop}
            aria-label={`不统一指定${importFieldLabel(field)}`}
            onClick={() => {
              setOpened(opened.filter((one) => one !== field))
              set(field, '')
            }}
          >
            <CloseIcon />
          </button>
        </span>
      ))}
      <Select
        size="small"
        className={styles.constant ?? ''}
        aria-label="添加整份清单统一的内容"
        placeholder="＋ 统一指定其他项"
        value={null}
        onChange={(field: (typeof constantFields)[number] | null) => field && setOpened([...opened, field])}
        options={offered.map((field) => ({ value: field, label: importFieldLabel(field) }))}
      />
    </>
  )
}
