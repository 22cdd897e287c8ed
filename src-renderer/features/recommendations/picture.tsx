import { Button } from 'antd'
import type { OpenRecommendation } from '../../../src-main/domain/recommendations/queries.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { AnswerDialog } from './answer-dialog.tsx'
import styles from './recommendations.module.css'

const shownDrafts = 6

/** Who has agreed to what: the offices by the drafts, the newest drafts where there are many. */
export function Picture({ page }: { readonly page: OpenRecommendation }) {
  const { drafts, picture } = page
  const from = Math.max(0, drafts.length - shownDrafts)
  const shown = drafts.slice(from)
  return (
    <SmallTable
      label="各单位对各稿的意见"
      head={['单位', ...shown.map(({ draft, checkCode }) => `第 ${draft} 稿（${checkCode}）`), '登记']}
      rows={picture.map(({ institution, standings }) => ({
        key: institution,
        cells: [
          <OfficeChip key="office" code={institution} form="name" />,
          ...standings
            .slice(from)
            .map((standing, place) => <StateTag key={shown[place]!.id} state={standing} />),
          <Record key="record" page={page} of={institution} standing={standings.at(-1)!} />,
        ],
      }))}
    />
  )
}

/** What may be recorded of an office: our own word, or the paper of one without a desk. */
function Record({
  page,
  of,
  standing,
}: {
  readonly page: OpenRecommendation
  readonly of: string
  readonly standing: OpenRecommendation['picture'][number]['standings'][number]
}) {
  const may = useMay()
  const show = useDialogs()
  const { institution } = usePerson()
  const isOpen = standing === '未回复' || standing === '须重新同意'
  if (!isOpen || page.final || !may('review:edit')) return null
  const isOwn = of === institution
  const isPaper = page.institution === institution && page.withoutDesk.includes(of)
  if (!isOwn && !isPaper) {
    return page.institution === institution ? <span className={styles.remark}>等对方的数据交换包</span> : null
  }
  return (
    <Button
      size="small"
      type={isOwn ? 'primary' : 'default'}
      onClick={() =>
        void show<void>((done) => <AnswerDialog page={page} of={of} isOwn={isOwn} done={done} />)
      }
    >
      {isOwn ? '登记本单位意见…' : '登记回函…'}
    </Button>
  )
}
