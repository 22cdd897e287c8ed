import { Input } from 'antd'
import type { Proposal } from '../../../src-main/domain/recommendations/draft.ts'
import { limits } from '../../../src-main/domain/recommendations/rules.ts'
import { SmallTable } from '../../ui/small-table.tsx'
import type { Edited } from './editing.ts'
import styles from './recommendations.module.css'

/** What passed and is not recommended: each with its reason, or taken back onto the list. */
export function LeftOutRows({
  proposal,
  edited,
  change,
}: {
  readonly proposal: Proposal
  readonly edited: Edited
  readonly change: (patch: Partial<Edited>) => void
}) {
  const known = new Map([...proposal.rows, ...proposal.leftOut].map((row) => [row.application, row] as const))
  return (
    <SmallTable
      label="不列入推荐的申报"
      head={['编号', '名称', '牵头单位', '不列入的理由', '操作']}
      rows={edited.leftOut.map(({ application, reason }, place) => ({
        key: application,
        cells: [
          known.get(application)?.number,
          known.get(application)?.title,
          known.get(application)?.lead,
          <Input
            key="reason"
            aria-label={`${known.get(application)?.number} 不列入的理由`}
            maxLength={limits.reason}
            value={reason}
            status={reason.trim() === '' ? 'warning' : ''}
            onChange={({ target }) =>
              change({ leftOut: edited.leftOut.with(place, { application, reason: target.value }) })
            }
          />,
          <button
            key="back"
            type="button"
            className={styles.out}
            onClick={() =>
              change({
                leftOut: edited.leftOut.toSpliced(place, 1),
                rows: [...edited.rows, { application, note: '' }],
              })
            }
          >
            列入
          </button>,
        ],
      }))}
    />
  )
}
