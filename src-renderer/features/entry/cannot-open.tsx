import { Button, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { DeskVerdict } from '../../../src-main/core/verify.ts'
import { databaseWords, faultWords } from '../../../src-main/domain/integrity/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { Field } from '../../ui/field.tsx'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './entry.module.css'

/** Refusals after which something of the data can still be looked at. */
const readable = new Set([
  'desk/database-damaged',
  'desk/another-desk',
  'desk/no-chain',
  'database/other-history',
])

/** A desk that cannot be opened: what happened, what is still readable, and the ways on that `others` offers. */
export function CannotOpen({
  desk,
  refusal,
  others,
}: {
  readonly desk: string
  readonly refusal: Refusal
  readonly others: ReactNode
}) {
  const { entry } = useDesk()
  const [verdict, setVerdict] = useState<DeskVerdict | null>(null)
  const [trouble, setTrouble] = useState<Refusal | null>(null)
  const [isLooking, setLooking] = useState(false)

  async function look() {
    setLooking(true)
    const result = await entry.examine({ desk })
    setLooking(false)
    setTrouble(result.ok ? null : result.error)
    if (result.ok) setVerdict(result.value)
  }

  return (
    <div className={styles.form} data-fields="stacked">
      <RefusalNote refusal={refusal} />
      {readable.has(refusal.code) && !verdict && (
        <div className={styles.buttons}>
          <Button onClick={look} loading={isLooking}>
            查看还能读出什么
          </Button>
          <span className={styles.later}>只读不写，不会改动任何文件。</span>
        </div>
      )}
      <RefusalNote refusal={trouble} />
      {verdict && <Readable verdict={verdict} />}
      <div className={styles.buttons}>{others}</div>
    </div>
  )
}

function Readable({ verdict }: { readonly verdict: DeskVerdict }) {
  const nameOf = useOfficeName()
  const lines = [
    `数据文件：${databaseWords[verdict.database]}`,
    ...verdict.chains.map(
      ({ institution, events, fault }) =>
        `${nameOf(institution)}：读出 ${events} 条记录，${fault ? faultWords(fault) : '完好'}`,
    ),
    ...(verdict.chains.length === 0 ? ['没有能读出的记录，只能用备份恢复。'] : []),
    `程序版本：${verdict.program}`,
  ]
  return (
    <Field label="还能读出的内容" hint="可以选中复制，交给系统管理员；其中没有申报内容和个人信息。">
      {(control) => <Input.TextArea {...control} readOnly autoSize value={lines.join('\n')} />}
    </Field>
  )
}
