import { Select, Tag } from 'antd'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { Days } from '../../../src-main/domain/formal-review/list-filter.ts'
import { titleOf } from '../../../src-main/domain/formal-review/rules.ts'
import { founding } from '../../../src-main/domain/offices/rules.ts'
import { regionShortLabel, regions } from '../../../src-main/domain/organisations/rules.ts'
import { ruleCodes } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { BatchSelect } from './batch-select.tsx'
import { deskChoiceWords } from './desk-words.ts'
import styles from './list.module.css'
import { changeFilter, chooseBatch, useListState } from './list-state.ts'
import { deskChoices, stateChoices } from './list-view.ts'
import { useOfficeDesks } from './use-desks.ts'

/** What of the list is shown; the box is reached by `/` from the list. */
export function ListFilters({
  batches,
  batch,
}: {
  readonly batches: readonly Batch[]
  readonly batch: Batch | null
}) {
  const desk = useDesk()
  const may = useMay()
  const filter = useListState((state) => state.filter)
  const { states, regions: chosenRegions, field, origins = [] } = filter
  const { areSeveral } = useOfficeDesks()
  const offices = useQueryOf(desk.offices.list, null).data ?? founding
  return (
    <search className={styles.filters} aria-label="筛选申报">
      <BatchSelect
        batches={batches}
        value={batch?.id ?? null}
        onChange={chooseBatch}
        allowsAll
        className={styles.batch ?? ''}
      />
      <SearchField value={filter.search} onChange={(search) => changeFilter({ search })} />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        placeholder="状态"
        aria-label="状态"
        className={styles.choice ?? ''}
        value={[...states]}
        onChange={(value) => changeFilter({ states: value })}
        options={stateChoices.map((state) => ({ value: state, label: state }))}
      />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        placeholder="牵头地区"
        aria-label="牵头单位所在地区"
        className={styles.choice ?? ''}
        value={[...chosenRegions]}
        onChange={(value) => changeFilter({ regions: value })}
        options={[
          ...regions.map((region) => ({ value: region as string, label: regionShortLabel(region) })),
          notEntered,
        ]}
      />
      <Select
        allowClear
        placeholder="领域"
        aria-label="领域"
        className={styles.choice ?? ''}
        value={field}
        disabled={!batch && field === null}
        onChange={(value) => changeFilter({ field: value ?? null })}
        options={[...fieldsOf(batch, field).map((one) => ({ value: one, label: one })), notEntered]}
      />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        placeholder="来源"
        aria-label="来源单位"
        className={styles.choice ?? ''}
        value={[...origins]}
        onChange={(value) => changeFilter({ origins: value })}
        options={offices.map(({ code, short }) => ({ value: code, label: short }))}
      />
      {areSeveral && (
        <Select
          allowClear
          placeholder="办理工作台"
          aria-label="办理工作台"
          className={styles.choice ?? ''}
          value={filter.desk ?? null}
          onChange={(value) => changeFilter({ desk: value ?? null })}
          options={deskChoices.map((choice) => ({ value: choice, label: deskChoiceWords[choice] }))}
        />
      )}
      {may('review:read') && (
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          placeholder="未通过原因"
          aria-label="未通过原因"
          className={styles.choice ?? ''}
          value={filter.reason ?? null}
          onChange={(value) => changeFilter({ reason: value ?? null })}
          options={ruleCodes.map((code) => ({ value: code, label: `${code}　${titleOf(code)}` }))}
        />
      )}
      <Narrowing />
    </search>
  )
}

const notEntered = { value: '', label: '未录入' }

/** The fields of the batch, and the one that is chosen: applications may name others. */
function fieldsOf(batch: Batch | null, chosen: string | null): readonly string[] {
  return [...new Set([...(batch?.fields ?? []), ...(chosen ? [chosen] : [])])]
}

/** What a summary narrowed the list to and no field here chooses; each can be taken off. */
function Narrowing() {
  const { institutions, taken, due } = useListState((state) => state.filter)
  const nameOf = useOfficeName()
  return (
    <>
      {institutions.length > 0 && (
        <Tag closable onClose={() => changeFilter({ institutions: [] })}>
          {institutions.map((code) => nameOf(code)).join('、')}审查
        </Tag>
      )}
      {taken && (
        <Tag closable onClose={() => changeFilter({ taken: null })}>
          {daysInWords(taken)}接收
        </Tag>
      )}
      {due && (
        <Tag closable onClose={() => changeFilter({ due: null })}>
          {daysInWords(due)}应补交
        </Tag>
      )}
    </>
  )
}

function daysInWords({ from, to }: Days): string {
  if (from !== null && from === to) return `${from} `
  return `${from === null ? '' : `${from} 起`}${to === null ? '' : `${from === null ? '' : '、'}${to} 止`}`
}
