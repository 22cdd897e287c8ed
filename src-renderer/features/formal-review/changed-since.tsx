import { Button } from 'antd'
import type { SinceVerdicts, ToldChange } from '../../../src-main/domain/revisions/queries.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { revisedFieldLabel } from '../../text/application-fields.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Note } from '../../ui/note.tsx'
import styles from './changed-since.module.css'

const nothing: SinceVerdicts = { items: [], sinceOutcome: [] }

/** What lists changed in an application since the verdicts on it were given. */
export function useChangedSince(application: string): SinceVerdicts {
  const desk = useDesk()
  const may = useMay()
  const query = useQueryOf(desk.revisions.sinceVerdicts, application, { enabled: may('review:read') })
  return query.data ?? nothing
}

/** Says above the items which of them are to be looked at again, or what changed after the outcome. */
export function ChangedSinceNote({
  since: { items, sinceOutcome },
  onItem,
}: {
  readonly since: SinceVerdicts
  readonly onItem: (code: RuleCode) => void
}) {
  if (sinceOutcome.length > 0) {
    return (
      <Note tone="warn">
        作出结论后，申报信息按清单有变化（结论和当时的核查结果不变）：
        <Changes changes={sinceOutcome} />
      </Note>
    )
  }
  if (items.length === 0) return null
  return (
    <Note
      tone="warn"
      actions={items.map(({ code }) => (
        <Button key={code} size="small" onClick={() => onItem(code)}>
          {code}
        </Button>
      ))}
    >
      {items.length} 项判定之后，申报信息按清单有变化，已有的意见没有改动，请逐项复看。
    </Note>
  )
}

/** Beside one item: what changed after its verdict, until it is judged again. */
export function ChangedSince({ since, code }: { readonly since: SinceVerdicts; readonly code: RuleCode }) {
  const item = since.items.find((one) => one.code === code)
  if (!item) return null
  return (
    <div className={styles.since}>
      <p>该项于 {minuteOf(item.at)} 判定后，申报信息有变化：</p>
      <Changes changes={item.changes} />
      <p>判断不变的，再按一次同样的键即可。</p>
    </div>
  )
}

function Changes({ changes }: { readonly changes: readonly ToldChange[] }) {
  return (
    <ul className={styles.changes}>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          {revisedFieldLabel(field)}
          {field !== 'people' && (
            <>
              ：<del>{before ?? '未录入'}</del> → <ins>{after ?? '未录入'}</ins>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
