import { Button, Select } from 'antd'
import { useState } from 'react'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import { useConfirm } from '../../ui/confirm-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { Section } from '../../ui/page.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './batches.module.css'

/** An office that began alone joins its batch to the one of the 主办 office. Not shown when there is none to join. */
export function LinkBatch({ batch, all }: { readonly batch: Batch; readonly all: readonly Batch[] }) {
  const desk = useDesk()
  const officeName = useOfficeName()
  const confirm = useConfirm()
  const notify = useNotify()
  const link = useRecord(desk.batches.link)
  const [to, setTo] = useState<string | null>(null)
  const joint = all.filter(
    (other) => other.institution !== batch.institution && other.kind === batch.kind && !other.linkedTo,
  )
  if (joint.length === 0) return null

  async function join() {
    const other = joint.find(({ id }) => id === to)
    if (!other) return
    const isSure = await confirm({
      title: '并入联合批次',
      body: `「${batch.title}」将作为「${other.title}」（${officeName(other.institution)}建立）的一部分，查重和统计合在一起。并入后不能撤销。`,
      action: '并入',
    })
    if (!isSure) return
    const result = await link.run({ batch: batch.id, to: other.id })
    if (result.ok) notify.done(`已并入「${other.title}」`)
  }

  return (
    <Section title="并入联合批次">
      <p>本单位先行建立了批次，后来收到主办单位建立的同一批次的，可以并入。</p>
      <div className={styles.link}>
        <Select
          aria-label="联合批次"
          placeholder="选择主办单位建立的批次"
          value={to}
          onChange={setTo}
          style={{ width: 420, maxWidth: '100%' }}
          options={joint.map(({ id, title, institution }) => ({
            value: id,
            label: `${title}（${officeName(institution, 'short')}）`,
          }))}
        />
        <Button disabled={to === null} loading={link.isRunning} onClick={join}>
          并入…
        </Button>
      </div>
      <RefusalNote refusal={link.refusal} onClose={link.reset} />
    </Section>
  )
}
