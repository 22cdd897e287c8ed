import { Button } from 'antd'
import { useState } from 'react'
import type { Contact } from '../../../src-main/domain/supply/contacts.ts'
import type { SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { useDesk } from '../../app/desk.ts'
import { Section } from '../../ui/page.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
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
  const desk = useDesk()
  const [contacts, setContacts] = useState<readonly Contact[] | null>(null)
  const looking = useRecord(desk.supply.contacts)
  const isShown = contacts !== null
  async function toggle() {
    if (isShown) return setContacts(null)
    const found = await looking.run(application)
    if (found.ok) setContacts(found.value)
  }
  return (
    <Section
      title="通话"
      actions={
        <>
          {notice.calls.length > 0 && (
            <Button
              size="small"
              type="text"
              aria-pressed={isShown}
              loading={looking.isRunning}
              title="谁在哪天查看过记入留痕"
              onClick={() => void toggle()}
            >
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
      <RefusalNote refusal={looking.refusal} onClose={looking.reset} />
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
            {contacts && (
              <div className={styles.quiet}>
                对方：{saidOf(contacts.find((one) => one.call === call.call)) || '未登记，或不在本单位'}
              </div>
            )}
            {call.corrections > 0 && (
              <div className={styles.quiet}>更正过 {call.corrections} 次，原记录见时间线</div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function saidOf(contact: Contact | undefined): string {
  return [contact?.name, contact?.phone].filter(Boolean).join('　')
}
