import { Button } from 'antd'
import { useState } from 'react'
import type { FileToken } from '../../../src-main/core/ports/files.ts'
import type { Refusal } from '../../../src-main/core/result.ts'
import { useDesk } from '../../app/desk.ts'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { Section } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { CodeBlock } from '../trust/code-block.tsx'
import { HeardGroups, hasFault, isHeard } from '../trust/heard-groups.tsx'
import styles from './devices.module.css'

type Opened = { readonly file: FileToken; readonly by: string; readonly code: string }

/** Where another desk of the office made a new key: ask it with a file, compare the code, go on under the new key. */
export function TakeNewKey() {
  const desk = useDesk()
  const { pickFile, pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const notify = useNotify()
  const [asked, setAsked] = useState<{ readonly file: string; readonly code: string } | null>(null)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [heard, setHeard] = useState<readonly string[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function ask() {
    const folder = await pickFolder({ title: '申请保存到哪个文件夹' })
    if (!folder) return
    const written = await desk.trust.writeRenewalRequest({ folder: folder.token })
    setRefusal(written.ok ? null : written.error)
    if (written.ok) setAsked(written.value)
  }

  async function open() {
    const file = await pickFile({ title: '选择带回的许可', extensions: ['加入许可'] })
    if (!file) return
    const read = await desk.trust.readRenewal({ file: file.token })
    setRefusal(read.ok ? null : read.error)
    setHeard([])
    if (read.ok) setOpened({ ...read.value, file: file.token })
  }

  async function adopt() {
    if (!opened) return
    const adopted = await runTask({
      title: '换用新的单位密钥',
      call: desk.trust.adoptRenewal,
      input: { file: opened.file, heard: heard.join('') },
    })
    setRefusal(adopted.ok ? null : adopted.error)
    if (!adopted.ok) return
    notify.done('已换用新的单位密钥')
    setOpened(null)
    setAsked(null)
  }

  return (
    <Section title="单位密钥已在另一台工作台上更换的，在这里换用">
      <p>生成申请，拿到已更换的那台工作台的「本单位工作台」中打开，再把它写出的许可拿回来。</p>
      <div className={styles.buttons}>
        <Button onClick={ask}>生成换用申请…</Button>
        <Button onClick={open}>打开许可…</Button>
      </div>
      {asked && !opened && (
        <Note>
          <p role="status">已写出：{asked.file}。在那台工作台上照着下面六组数字输入：</p>
          <CodeBlock code={asked.code} />
        </Note>
      )}
      {opened && (
        <>
          <p>请照着「{opened.by}」屏幕上的本单位核对码，一组一组输入：</p>
          <HeardGroups code={opened.code} heard={heard} onChange={setHeard} />
          {hasFault(opened.code, heard) && (
            <Note tone="warn">
              标出的组与许可不一致。请再看一遍；仍不一致的，这份许可不可信，请不要换用。
            </Note>
          )}
          <div className={styles.buttons}>
            <Button type="primary" disabled={!isHeard(opened.code, heard)} onClick={adopt}>
              换用新的单位密钥
            </Button>
          </div>
        </>
      )}
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
    </Section>
  )
}
