import { Button } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { Fork } from '../../../src-main/domain/bundles/forks.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { forkStateOf, forkStepsInWords, forkStoryInWords } from './forks-words.ts'
import styles from './inbox.module.css'

/** Devices that told two stories: what is known of it, what to do, and a proof that anybody can check. */
export function ForksPage() {
  const desk = useDesk()
  const forks = useQueryOf(desk.bundles.forks, null)
  return (
    <Page
      title="记录链冲突"
      back={{ to: '/exchange', title: '往来情况' }}
      remark="同一台电脑的记录出现了两种互相矛盾的说法。只隔离这一台电脑的记录，其他往来照常。"
    >
      <Loaded query={forks}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title="没有记录链冲突">收到的记录都与本机已有的一致。</EmptyState>
          ) : (
            all.map((fork) => <ForkItem key={fork.device} fork={fork} />)
          )
        }
      </Loaded>
    </Page>
  )
}

function ForkItem({ fork }: { readonly fork: Fork }) {
  const nameOf = useOfficeName()
  const { institution, device, seq, sender, at, held } = fork
  return (
    <article className={styles.bundle} aria-label={`${nameOf(institution)}的记录链冲突`}>
      <div className={styles.heading}>
        <h2>{nameOf(institution)}的一台电脑</h2>
        <StateTag state={forkStateOf(fork)} />
      </div>
      <p>{forkStoryInWords(fork, nameOf)}</p>
      <Facts
        rows={[
          ['电脑编号', <CheckCode key="device" code={device} label="电脑编号" groups={2} />],
          ['从哪一条起', `第 ${seq} 条`],
          ['本机保存到', `第 ${held} 条`],
          ['谁带来的', nameOf(sender)],
          ['发现时间', minuteOf(at)],
        ]}
      />
      <Note tone={fork.state === 'settled' ? 'good' : 'warn'}>{forkStepsInWords(fork, nameOf)}</Note>
      {fork.isProven && <ExportProof fork={fork} />}
    </article>
  )
}

function ExportProof({ fork: { device } }: { readonly fork: Fork }) {
  const desk = useDesk()
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const notify = useNotify()
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function write() {
    const folder = await pickFolder({ title: '把冲突证明保存到哪个文件夹' })
    if (!folder) return
    const written = await runTask({
      title: '导出冲突证明',
      call: desk.bundles.exportForkProof,
      input: { device, folder: folder.token },
      saves: false,
    })
    if (written.ok) notify.done(`已保存到「${folder.name}」：${written.value.file}、${written.value.page}`)
    else setRefusal(written.error)
  }

  return (
    <>
      <div className={styles.buttons}>
        <Button onClick={write}>导出冲突证明…</Button>
        <span className={styles.remark}>
          两个文件：任何人都能用本程序核对的证明，和一页可以打印的说明。里面没有申报内容和个人信息。
        </span>
      </div>
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
    </>
  )
}
