import { Button } from 'antd'
import { useState } from 'react'
import type { SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Section } from '../../ui/page.tsx'
import styles from './supply-page.module.css'
import type { SupplyActs } from './use-supply-acts.tsx'

/** Calls about the missing material; with whom they were is shown only when somebody asks. */
export function CallsSection({
  application,
  notice,
  acts,
  canEdit,
}: {
  readonly application: string
  readonly notice: SupplyNotice
  readonly acts: SupplyActs
  readonly canEdit: boolean
}) {
  const [isShown, setShown] = useState(false)
  return (
    <Section
      title="通话"
      actions={
        <>
          {notice.calls.length > 0 && (
            <Button size="small" type="text" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
              {isShown ? '隐藏对方' : '显示对方'}
            </Button>
          )}
          {canEdit && (
            <Button size="small" onClick={() => acts.logCall(null)} aria-keyshortcuts="t">
              登记通话（T）…
            </Button>
          )}
        </>
      }
    >
      {notice.calls.length === 0 && <p className={styles.quiet}>还没有登记通话。</p>}
      <ul className={styles.list}>
        {notice.calls.map((call) => (
          <li key={call.call}>
            <div className={styles.lineHead}>
              <span>
                {call.day} {call.time}　{call.direction}
              </span>
              {canEdit && (
                <Button size="small" type="text" onClick={() => acts.logCall(call)}>
                  更正
                </Button>
              )}
            </div>
            <div>{call.agreed}</div>
            {isShown && <Contact application={application} call={call.call} />}
            {call.corrections > 0 && (
              <div className={styles.quiet}>更正过 {call.corrections} 次，原记录见时间线</div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Contact({ application, call }: { readonly application: string; readonly call: number }) {
  const desk = useDesk()
  const contacts = useQueryOf(desk.supply.contacts, application)
  const found = contacts.data?.find((one) => one.call === call)
  const said = [found?.name, found?.phone].filter(Boolean).join('　')
  return <div className={styles.quiet}>对方：{contacts.isPending ? '' : said || '未登记，或不在本单位'}</div>
}
