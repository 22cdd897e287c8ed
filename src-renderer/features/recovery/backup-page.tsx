import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import type { BackupDone } from '../../../src-main/core/ports/recovery.ts'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { BackupsStanding } from '../../../src-main/domain/recovery/queries.ts'
import { defaultBackups, mostBackups } from '../../../src-main/domain/recovery/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { messageOf } from '../../text/index.ts'
import { bytesInWords } from '../../text/message.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Field } from '../../ui/field.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import styles from './recovery.module.css'

/** Where backups go, how the last one went, and one right now. */
export function BackupPage() {
  const { recovery } = useDesk()
  const standing = useQueryOf(recovery.backups, null)
  return (
    <Page
      title="备份"
      remark="备份的同时可以照常办理业务。备份里有全部申报材料和个人信息，存放备份的盘要像原件一样保管。"
    >
      <Loaded query={standing}>
        {(known) => (
          <>
            <BackupNow standing={known} />
            <Daily standing={known} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function BackupNow({ standing: { last } }: { readonly standing: BackupsStanding }) {
  const { recovery } = useDesk()
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const [done, setDone] = useState<{ readonly folder: string; readonly backup: BackupDone } | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isRunning, setRunning] = useState(false)

  async function backUp() {
    const folder = await pickFolder({ title: '备份到哪个文件夹' })
    if (!folder) return
    setRunning(true)
    setDone(null)
    setRefusal(null)
    const result = await runTask({
      title: '备份',
      call: recovery.backUp,
      input: { folder: folder.token },
      saves: false,
    })
    setRunning(false)
    if (result.ok) setDone({ folder: folder.name, backup: result.value })
    else setRefusal(result.error)
  }

  return (
    <Section
      title="立即备份"
      actions={
        <Button type="primary" loading={isRunning} onClick={backUp}>
          立即备份…
        </Button>
      }
    >
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      {done && <Done {...done} />}
      <Facts
        rows={[
          [
            '最近一次备份',
            last
              ? `${minuteOf(last.at)}，到第 ${last.seq} 条记录，附件 ${last.documents} 份，共 ${bytesInWords(last.bytes)}`
              : '还没有备份过',
          ],
        ]}
      />
    </Section>
  )
}

function Done({ folder, backup }: { readonly folder: string; readonly backup: BackupDone }) {
  const { name, seq, documents, copied, lacking, isSameDisk } = backup
  return (
    <>
      <Note tone="good">
        <span role="status">
          备份完成并已回读核对：「{folder}」里的 {name}，到第 {seq} 条记录，附件 {documents} 份（这次新增{' '}
          {copied} 份）。可以安全拔出。
        </span>
      </Note>
      {isSameDisk && (
        <Note tone="warn">
          这个文件夹和工作台的数据在同一块硬盘上，硬盘坏了会一起丢失。请再备份一份到别的盘。
        </Note>
      )}
      {lacking > 0 && (
        <Note tone="warn">
          本机有 {lacking} 份附件缺失或损坏，备份里没有。请从以前的备份或者提供单位找回，再加入一次。
        </Note>
      )}
    </>
  )
}

function Daily({ standing: { daily, failed } }: { readonly standing: BackupsStanding }) {
  const { recovery } = useDesk()
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const [keep, setKeep] = useState(daily?.keep ?? defaultBackups)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isRunning, setRunning] = useState(false)

  async function choose() {
    const folder = await pickFolder({ title: '每日备份到哪个文件夹' })
    if (!folder) return
    setRefusal(null)
    setRunning(true)
    const chosen = await recovery.chooseDailyBackup({ folder: folder.token, keep })
    if (chosen.ok) await now()
    else setRefusal(chosen.error)
    setRunning(false)
  }

  async function now() {
    const result = await runTask({
      title: '每日备份',
      call: recovery.backUp,
      input: { folder: null },
      saves: false,
    })
    setRefusal(result.ok ? null : result.error)
  }

  async function stop() {
    const stopped = await recovery.chooseDailyBackup({ folder: null, keep })
    setRefusal(stopped.ok ? null : stopped.error)
  }

  const trouble = failed && !refusal ? messageOf({ ...failed.facts, code: failed.code }) : null
  return (
    <Section title="每日备份">
      {trouble && (
        <Note
          tone="warn"
          actions={
            <Button loading={isRunning} onClick={now}>
              再试一次
            </Button>
          }
        >
          {trouble.what}
          {trouble.next}（代码 {trouble.code}）
        </Note>
      )}
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      <p>
        {daily
          ? `每天第一次登录后自动备份到「${daily.name}」，没有备份成的每小时再试一次。`
          : '选定文件夹以后，每天第一次登录后自动备份一次。'}
      </p>
      <div className={styles.line} data-fields="stacked">
        <Field label="保留最近几份">
          {({ status, ...control }) => (
            <InputNumber
              {...control}
              status={status}
              min={2}
              max={mostBackups}
              precision={0}
              value={keep}
              onChange={(value) => setKeep(value ?? defaultBackups)}
            />
          )}
        </Field>
        <Button type={daily ? 'default' : 'primary'} loading={isRunning} onClick={choose}>
          {daily ? '另选文件夹…' : '选择每日备份的文件夹…'}
        </Button>
        {daily && <Button onClick={stop}>停止每日备份</Button>}
      </div>
    </Section>
  )
}
