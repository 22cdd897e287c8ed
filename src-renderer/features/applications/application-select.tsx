import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { unverified } from '../../../src-main/domain/applications/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import type { ChosenApplication } from './found-documents.ts'

const searchAfter = 300
const shown = 20

/** Finds an application of a batch that this desk writes by a part of its number, title or organisations. */
export function ApplicationSelect({
  batch,
  candidates,
  label,
  onChoose,
}: {
  readonly batch: string
  /** Offered before anything is typed. */
  readonly candidates: readonly string[]
  readonly label: string
  readonly onChoose: (chosen: ChosenApplication) => void
}) {
  const desk = useDesk()
  const { institution } = usePerson()
  const [isOpen, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const search = useSettled(typed, searchAfter)
  const ours = { institutions: [institution], desk: 'here' as const }
  const filter = { batch, states: [], regions: [], ...ours, field: null }
  const sort = { column: 'number' as const, descending: false }
  const answer = useQueryOf(
    desk.formalReview.list,
    { filter: { ...filter, search }, sort, offset: 0, limit: shown },
    { enabled: isOpen && search !== '', keepPrevious: true },
  )
  const found = search === '' ? [] : (answer.data?.rows ?? [])
  const offered = search === '' ? candidates.map((number) => ({ value: number, label: number })) : []

  async function choose(value: string) {
    const known = found.find(({ id }) => id === value)
    if (known) return onChoose({ application: known.id, number: known.number })
    const listed = await desk.formalReview.list({
      filter: { ...filter, search: value },
      sort,
      offset: 0,
      limit: 500,
    })
    const row = listed.ok && listed.value.rows.find(({ number }) => number === value)
    if (row) onChoose({ application: row.id, number: row.number })
  }
  return (
    <Select
      size="small"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      aria-label={label}
      placeholder={candidates.length > 0 ? `选择：${candidates.join(' / ')}` : '输入编号或名称指定'}
      style={{ width: '100%' }}
      popupMatchSelectWidth={420}
      value={null}
      onOpenChange={setOpen}
      onChange={(value: string | null) => value !== null && void choose(value)}
      notFoundContent={search === '' ? '输入编号或名称中的几个字' : '没有找到'}
      options={[
        ...offered,
        ...found.map(({ id, number, title, isUnverified }) => ({
          value: id,
          label: `${number}　${isUnverified ? `（${unverified}）` : ''}${title}`,
        })),
      ]}
    />
  )
}

/** A text once it has not changed for a while. */
function useSettled(text: string, after: number): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), after)
    return () => clearTimeout(timer)
  }, [text, after])
  return settled
}
