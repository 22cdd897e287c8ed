import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useDesk } from '../../app/desk.ts'
import { useNotify } from '../../ui/notify.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { ScanField } from './scan-field.tsx'
import styles from './sign-offs.module.css'
import { usePaperScan } from './use-paper-scan.ts'

/** The scan of a paper that was registered already. */
export function AddScan({
  signOff,
  has,
  done,
}: {
  readonly signOff: string
  readonly has: boolean
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const scan = usePaperScan()
  const [refusal, setRefusal] = useState<Parameters<typeof RefusalNote>[0]['refusal']>(null)
  async function add() {
    if (!scan.scan) return
    const result = await runTask({
      title: '登记扫描件',
      call: desk.signOffs.addScan,
      input: { signOff, scan: scan.scan },
    })
    if (!result.ok) return setRefusal(result.error)
    scan.keep()
    notify.done('已登记扫描件')
    done()
  }
  return (
    <Modal open title={has ? '换扫描件' : '补扫描件'} footer={null} onCancel={() => done()}>
      <ScanField
        scan={scan}
        hint={has ? '原来的扫描件仍留在记录中，以新的为准。' : '签批件的 PDF、JPG 或 PNG，只在本单位保存。'}
      />
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      <div className={styles.buttons}>
        <Button onClick={() => done()}>取消</Button>
        <Button type="primary" disabled={!scan.scan} onClick={() => void add()}>
          登记扫描件
        </Button>
      </div>
    </Modal>
  )
}
