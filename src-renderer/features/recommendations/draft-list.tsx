import { useMemo } from 'react'
import { useLocation } from 'wouter'
import type { DraftPage, RecommendationPage } from '../../../src-main/domain/recommendations/read.ts'
import { compareDrafts } from '../../../src-main/domain/recommendations/rules.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Note } from '../../ui/note.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { rowsHere } from '../../ui/table-columns.ts'
import { reviewPath } from '../formal-review/paths.ts'
import { draftColumns } from './draft-columns.tsx'
import styles from './recommendations.module.css'

/** The rows of one draft as everybody saw them, and what differs from the draft before. */
export function DraftList({
  page,
  draft,
  isJoint,
}: {
  readonly page: RecommendationPage
  readonly draft: DraftPage
  readonly isJoint: boolean
}) {
  const [, navigate] = useLocation()
  const before = page.drafts[page.drafts.findIndex(({ id }) => id === draft.id) - 1]
  const comparison = useMemo(() => (before ? compareDrafts(before, draft) : null), [before, draft])
  const columns = useMemo(() => draftColumns(isJoint, comparison), [isJoint, comparison])
  const rows = useMemo(() => draft.rows.map((row, i) => ({ ...row, place: i + 1 })), [draft])
  const kinds = [...(comparison?.changes.values() ?? [])].map(({ kind }) => kind)
  const counts = [
    ['新增', kinds.filter((kind) => kind === '新增').length],
    ['删除', comparison?.deleted.length ?? 0],
    ['改动', kinds.filter((kind) => kind === '改动').length],
    ['次序变动', kinds.filter((kind) => kind === '次序').length],
  ].flatMap(([label, count]) => (count === 0 ? [] : [`${label} ${count} 项`]))
  return (
    <>
      {comparison && before && (
        <p className={styles.remark}>
          较第 {before.draft} 稿：{counts.length === 0 ? '各项相同' : counts.join('，')}
        </p>
      )}
      <div className={styles.list}>
        <DataTable
          key={draft.id}
          label={`第 ${draft.draft} 稿`}
          name={`recommendations/${draft.id}`}
          columns={columns}
          source={rowsHere(rows)}
          rowKey={({ application }) => application}
          onOpen={({ application }) => navigate(reviewPath(application))}
        />
      </div>
      {comparison && comparison.deleted.length > 0 && (
        <Out title="较上稿删除" rows={comparison.deleted} absent="不再符合推荐条件" />
      )}
      {draft.leftOut.length > 0 && <Out title="形式审查通过而未列入推荐的" rows={draft.leftOut} absent="" />}
      {draft.parties.length === 0 && <Note>本稿不请其他单位会签，可以直接定稿。</Note>}
    </>
  )
}

type Row = {
  readonly application: string
  readonly number: string
  readonly title: string
  readonly lead: string
  readonly reason: string
}

function Out({
  title,
  rows,
  absent,
}: {
  readonly title: string
  readonly rows: readonly Row[]
  readonly absent: string
}) {
  return (
    <div className={styles.answers}>
      <h3>{title}</h3>
      <SmallTable
        label={title}
        head={['编号', '名称', '牵头单位', '理由']}
        rows={rows.map((row) => ({
          key: row.application,
          cells: [row.number, row.title, row.lead, row.reason || absent],
        }))}
      />
    </div>
  )
}
