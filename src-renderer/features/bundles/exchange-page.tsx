import { Button } from 'antd'
import { Link, useLocation } from 'wouter'
import type { MissingRange } from '../../../src-main/core/ports/bundles.ts'
import type { ExchangeRow } from '../../../src-main/domain/bundles/queries.ts'
import type { Standing } from '../../../src-main/domain/bundles/standing.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { dayOf, daysBetween, minuteOf } from '../../ui/dates.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip, useOfficeName } from '../../ui/office-chip.tsx'
import { Page } from '../../ui/page.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { BarLegend, ConfirmedBar } from './confirmed-bar.tsx'
import styles from './exchange.module.css'
import { ExchangeNotices } from './exchange-notices.tsx'
import { FirstExchange } from './first-exchange.tsx'
import { rangesAloud } from './inbox-words.ts'
import { OwnDesks } from './own-desks.tsx'
import { quietDays } from './quiet.ts'
import { useInbox } from './use-inbox.ts'

/** What each institution was sent, sent us, and confirmed; from here bundles are written and taken in. */
export function ExchangePage() {
  const desk = useDesk()
  const may = useMay()
  const [, navigate] = useLocation()
  const rows = useQueryOf(desk.bundles.exchange, null)
  const standings = useQueryOf(desk.bundles.standing, null)
  const { missing } = useInbox()
  const mayExchange = may('bundles:edit')
  return (
    <Page
      title="往来情况"
      remark="数据交换包只经优盘、光盘等在各单位之间传递，本机不联网。"
      actions={
        mayExchange && (
          <>
            <Button onClick={() => navigate('/exchange/export')}>导出数据交换包…</Button>
            <Button type="primary" onClick={() => navigate('/exchange/import')}>
              导入数据交换包…
            </Button>
          </>
        )
      }
    >
      <Loaded query={rows}>
        {(all) => (
          <>
            <FirstExchange rows={all} />
            <ExchangeNotices />
            <Loaded query={standings}>
              {(pictures) => (
                <SmallTable
                  label="与各单位的往来"
                  head={['单位', '发出', '收到', '对方确认', '缺', ...(mayExchange ? ['办理'] : [])]}
                  rows={all.map((row) => {
                    const standing = pictures.find(({ institution }) => institution === row.institution)
                    return {
                      key: row.institution,
                      cells: [
                        <Office key="office" row={row} />,
                        <Sent key="sent" row={row} />,
                        <Received key="received" row={row} receiptDue={standing?.receiptDue ?? 0} />,
                        standing && <Confirmed key="confirmed" row={row} standing={standing} />,
                        <Missing
                          key="missing"
                          row={row}
                          ranges={missing.filter((range) => range.institution === row.institution)}
                          documents={standing?.missingDocuments ?? 0}
                        />,
                        ...(mayExchange ? [<Act key="act" row={row} />] : []),
                      ],
                    }
                  })}
                />
              )}
            </Loaded>
            <BarLegend />
            <OwnDesks />
          </>
        )}
      </Loaded>
    </Page>
  )
}

type RowProps = { readonly row: ExchangeRow }

function Office({ row: { institution, pinned } }: RowProps) {
  return (
    <div className={styles.office}>
      <OfficeChip code={institution} form="name" />
      {!pinned && <span className={styles.remark}>尚未核对</span>}
    </div>
  )
}

function Sent({ row: { sent, pinned, paper } }: RowProps) {
  if (!pinned && paper?.handedOut) {
    const { at, label, rows } = paper.handedOut
    return <Paper at={at} what={`清单 ${rows} 项`} title={label} />
  }
  if (!sent) return <span className={styles.none}>尚未发出</span>
  return (
    <div className={styles.cell} title={sent.label}>
      {minuteOf(sent.at)}
      <span className={styles.remark}>至本单位第 {sent.upTo} 条</span>
    </div>
  )
}

/** What went or came on paper, because there is no desk on the other side. */
function Paper({ at, what, title }: { readonly at: string; readonly what: string; readonly title: string }) {
  return (
    <div className={styles.cell} title={title}>
      {minuteOf(at)}
      <span className={styles.remark}>纸质/表格：{what}</span>
    </div>
  )
}

function Received({
  row: { received, short, pinned, paper },
  receiptDue,
}: RowProps & { readonly receiptDue: number }) {
  if (!pinned && paper?.takenIn) {
    const { at, number, rows } = paper.takenIn
    return <Paper at={at} what={`清单 ${rows} 项，未校验来源`} title={`来函 ${number}`} />
  }
  if (!received) return <span className={styles.none}>尚未收到</span>
  const silence = daysBetween(dayOf(received.at), dayOf(new Date()))
  return (
    <div className={styles.cell}>
      {minuteOf(received.at)}
      <span className={styles.remark}>
        至{short}第 {received.upTo} 条
      </span>
      {silence >= quietDays && <span className={styles.due}>已 {silence} 天没有新内容</span>}
      {receiptDue > 0 && <span className={styles.due}>回执待带回（{receiptDue} 条）</span>}
    </div>
  )
}

function Confirmed({ row, standing }: RowProps & { readonly standing: Standing }) {
  const { sent, confirmed, total } = standing
  if (!row.pinned && row.paper) return <span className={styles.none}>纸质往来，凭盖章退回件</span>
  return (
    <div className={styles.confirmed}>
      <ConfirmedBar standing={standing} name={row.name} />
      <div className={styles.words}>
        {row.sent === null ? (
          <span className={styles.remark}>共 {total} 条，都未发出</span>
        ) : confirmed === total ? (
          <StateTag state="对方确认" />
        ) : (
          <>
            <StateTag state="未确认" />
            <span className={styles.remark}>
              {total - confirmed} 条{sent < total && `，其中 ${total - sent} 条未发出`}
            </span>
          </>
        )}
      </div>
    </div>
  )
}

function Missing({
  row: { short, pinned },
  ranges,
  documents,
}: RowProps & { readonly ranges: readonly MissingRange[]; readonly documents: number }) {
  const nameOf = useOfficeName()
  if (ranges.length === 0 && documents === 0)
    return <span className={styles.none}>{pinned ? '无' : '无从得知'}</span>
  return (
    <div className={styles.cell}>
      {rangesAloud(ranges, nameOf).map((range) => (
        <span key={range}>缺{range}</span>
      ))}
      {ranges.length > 0 && <Link to="/exchange/inbox">怎么向{short}索取</Link>}
      {documents > 0 && (
        <span>
          缺附件 {documents} 份<span className={styles.remark}>请{short}从头导出一份，带附件</span>
        </span>
      )}
    </div>
  )
}

function Act({ row: { institution, name, short, pinned } }: RowProps) {
  const [, navigate] = useLocation()
  if (!pinned) {
    return (
      <div className={styles.acts}>
        <Link to="/settings/trust" aria-label={`去核对${name}`}>
          去核对
        </Link>
        <Button size="small" onClick={() => navigate(`/exchange/hand-out/${institution}`)}>
          提供表格…
        </Button>
      </div>
    )
  }
  return <Button onClick={() => navigate(`/exchange/export/${institution}`)}>导出给{short}…</Button>
}
