import { Input, type InputRef, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { founding } from '../../../src-main/domain/offices/rules.ts'
import { regionShortLabel, regions } from '../../../src-main/domain/organisations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { SearchIcon } from '../../ui/icons.tsx'
import { useShownKeys } from '../../ui/shown-keys.ts'
import { BatchSelect } from './batch-select.tsx'
import { deskChoiceWords } from './desk-words.ts'
import styles from './list.module.css'
import { changeFilter, chooseBatch, useListState } from './list-state.ts'
import { deskChoices, stateChoices } from './list-view.ts'
import { useOfficeDesks } from './use-desks.ts'

const searchAfter = 300

/** What of the list is shown; the box is reached by `/` from the list. */
export function ListFilters({
  batches,
  batch,
}: {
  readonly batches: readonly Batch[]
  readonly batch: Batch | null
}) {
  const desk = useDesk()
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
      <SearchField />
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
        options={regions.map((region) => ({ value: region, label: regionShortLabel(region) }))}
      />
      <Select
        allowClear
        placeholder="领域"
        aria-label="领域"
        className={styles.choice ?? ''}
        value={field}
        disabled={!batch || batch.fields.length === 0}
        onChange={(value) => changeFilter({ field: value ?? null })}
        options={(batch?.fields ?? []).map((one) => ({ value: one, label: one }))}
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
    </search>
  )
}

/** Asks when typing pauses: a list of a hundred thousand is not asked for every letter. */
function SearchField() {
  const search = useListState((state) => state.filter.search)
  const [text, setText] = useState(search)
  const box = useRef<InputRef>(null)
  useShownKeys('search')
  useEffect(() => setText(search), [search])
  useEffect(() => {
    if (text === search) return
    const timer = setTimeout(() => changeFilter({ search: text }), searchAfter)
    return () => clearTimeout(timer)
  }, [text, search])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      box.current?.focus({ cursor: 'all' })
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <Input
      ref={box}
      allowClear
      className={styles.search ?? ''}
      prefix={<SearchIcon />}
      placeholder="编号、名称、单位或首字母（/）"
      aria-label="搜索编号、名称、单位，也可以用拼音首字母"
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null
}
