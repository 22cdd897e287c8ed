import { Button } from 'antd'
import { useLocation, useParams } from 'wouter'
import type { SupplyPage as Shown } from '../../../src-main/domain/supply/queries.ts'
import type { SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { PaperDialog } from '../../ui/paper-dialog.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { applicationPath } from '../applications/paths.ts'
import { Deadline } from '../formal-review/deadline.tsx'
import { reviewPath } from '../formal-review/paths.ts'
import { ReviewPapers } from '../formal-review/review-papers.tsx'
import { CallsSection } from './calls-section.tsx'
import { EarlierNotices } from './earlier-notices.tsx'
import { ItemsTable } from './items-table.tsx'
import { NextStep } from './next-step.tsx'
import { NoticeSection } from './notice-section.tsx'
import { applicationOfPath, listPath } from './paths.ts'
import styles from './supply-page.module.css'
import { useSupplyActs } from './use-supply-acts.tsx'
import { useSupplyKeys } from './use-supply-keys.ts'
import { VersionsSection } from './versions-section.tsx'

const back = { to: listPath, title: '补交材料' } as const

/** 补交材料 of one application: what is asked for, what came, what is next. */
export function SupplyPage() {
  const { application: part } = useParams<{ application: string }>()
  const desk = useDesk()
  const page = useQueryOf(desk.supply.open, applicationOfPath(part))
  return (
    <Loaded query={page}>
      {(found) =>
        found ? (
          <Opened key={found.application.id} page={found} />
        ) : (
          <Page title="补交材料" back={back}>
            <EmptyState title="没有这项申报">它可能已随整批导入撤回。请从补交材料清单中重新打开。</EmptyState>
          </Page>
        )
      }
    </Loaded>
  )
}

function Opened({ page }: { readonly page: Shown }) {
  const { application, review, notices } = page
  const { number, title } = application.content
  const [notice, ...earlier] = notices
  const [, navigate] = useLocation()
  return (
    <Page
      title={`${number}　${title}`}
      back={back}
      remark={notice && <Standing page={page} notice={notice} />}
      actions={
        <>
          <Button type="link" onClick={() => navigate(applicationPath(application.id))}>
            申报页面
          </Button>
          <Button type="link" onClick={() => navigate(reviewPath(application.id))}>
            审查
          </Button>
          {notice && page.readOnly !== 'other-office' && <ReceiptSheet application={application.id} />}
          {review && notice && <NoticePapers page={page} />}
        </>
      }
    >
      {notice ? <Noticed page={page} notice={notice} earlier={earlier} /> : <NeverNoticed />}
    </Page>
  )
}

function NeverNoticed() {
  return (
    <EmptyState title="这项申报没有通知过补交材料">
      在审查中作出「通知补交材料」的结论后，这里登记通知的发出、通话、延期和收到的材料。
    </EmptyState>
  )
}

function Standing({ page, notice }: { readonly page: Shown; readonly notice: SupplyNotice }) {
  const { application, review } = page
  const lead = application.content.organisations.find(({ roles }) => roles.includes('牵头'))?.name
  return (
    <span className={styles.standing}>
      {notice.endedAt === null ? (
        <>
          <StateTag state={notice.standing} />
          <Deadline day={notice.deadline} />
        </>
      ) : (
        <StateTag state={review?.outcome === null ? '审查中' : outcomeState(review?.outcome)} />
      )}
      <span>{lead ?? '牵头单位未录入'}</span>
    </span>
  )
}

function outcomeState(outcome: string | null | undefined) {
  return outcome === '通过' || outcome === '不予受理' ? outcome : '补交材料中'
}

function Noticed({
  page,
  notice,
  earlier,
}: {
  readonly page: Shown
  readonly notice: SupplyNotice
  readonly earlier: readonly SupplyNotice[]
}) {
  const may = useMay()
  const canEdit = may('review:edit') && page.readOnly === null && notice.endedAt === null
  const acts = useSupplyActs(page, notice)
  useSupplyKeys(canEdit ? acts : null)
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <NextStep page={page} notice={notice} acts={acts} canEdit={canEdit} />
        <Section
          title={notice.round > 1 ? `第 ${notice.round} 次通知要补交的各项` : '要补交的各项'}
          actions={
            canEdit && (
              <Button onClick={acts.receive} aria-keyshortcuts="r">
                登记收到的材料（R）…
              </Button>
            )
          }
        >
          <ItemsTable items={notice.items} reason={notice.reason} />
        </Section>
        <VersionsSection page={page} />
        {earlier.length > 0 && <EarlierNotices notices={earlier} />}
      </div>
      <div className={styles.side}>
        <NoticeSection notice={notice} acts={acts} canEdit={canEdit} />
        <CallsSection application={page.application.id} notice={notice} acts={acts} canEdit={canEdit} />
      </div>
    </div>
  )
}

function ReceiptSheet({ application }: { readonly application: string }) {
  const desk = useDesk()
  const show = useDialogs()
  const open = () =>
    void show<void>((done) => (
      <PaperDialog
        title="补交材料接收单"
        make={(target, options) => desk.supply.receiptSheet({ application, target }, options)}
        onClose={done}
      />
    ))
  return <Button onClick={open}>接收单…</Button>
}

/** The papers of the review, among them the notice as it went out. */
function NoticePapers({ page }: { readonly page: Shown }) {
  const desk = useDesk()
  const review = useQueryOf(desk.formalReview.open, page.application.id)
  return review.data ? <ReviewPapers page={review.data} /> : null
}
