import { Button } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { Joining } from '../../../src-main/hosts/backend/devices/join.ts'
import { useDesk } from '../../app/desk.ts'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { CodeBlock } from '../trust/code-block.tsx'
import steps from '../trust/recovery-sheet.module.css'
import styles from './entry.module.css'
import type { Offer } from './join-offered.tsx'

/** The request goes to the other desk, its answer comes back; the digits are typed there, read from here. */
export function JoinWaiting({
  joining,
  onOffer,
}: {
  readonly joining: Joining
  readonly onOffer: (offer: Offer) => void
}) {
  const { entry } = useDesk()
  const { pickFile, pickFolder } = useFilePicker()
  const [saved, setSaved] = useState<{ readonly folder: string; readonly file: string } | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function save() {
    const folder = await pickFolder({ title: '加入申请保存到哪个文件夹' })
    if (!folder) return
    const written = await entry.writeJoinRequest({ folder: folder.token })
    setRefusal(written.ok ? null : written.error)
    if (written.ok) setSaved({ folder: folder.name, file: written.value.file })
  }

  async function open() {
    const file = await pickFile({ title: '选择从原工作台带回的加入许可', extensions: ['加入许可'] })
    if (!file) return
    const read = await entry.readJoinAnswer({ file: file.token })
    setRefusal(read.ok ? null : read.error)
    if (read.ok) onOffer({ ...read.value, file: file.token })
  }

  return (
    <div className={styles.form}>
      <ol className={steps.list}>
        <li>
          <p className={steps.step}>把加入申请保存到优盘</p>
          <div className={steps.line}>
            <Button type={saved ? 'default' : 'primary'} onClick={save}>
              {saved ? '再保存一次…' : '保存加入申请…'}
            </Button>
            {saved && (
              <span role="status">
                已保存到「{saved.folder}」：{saved.file}
              </span>
            )}
          </div>
        </li>
        <li>
          <p className={steps.step}>
            在原工作台的「设置」—「本单位工作台」许可加入；由那里的同事照着下面六组数字输入
          </p>
          <CodeBlock code={joining.code} />
        </li>
        <li>
          <p className={steps.step}>把优盘拿回来，打开加入许可（数据交换包要和它放在同一个文件夹）</p>
          <Button type={saved ? 'primary' : 'default'} onClick={open}>
            打开加入许可…
          </Button>
        </li>
      </ol>
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
    </div>
  )
}
