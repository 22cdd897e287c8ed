import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import { useDesk } from '../../app/desk.ts'
import { Field } from '../../ui/field.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import styles from './recovery-sheet.module.css'

/** Saves the recovery sheet, then takes its last group as proof that it was printed. */
export function RecoverySheetSteps({ onDone }: { readonly onDone: () => void }) {
  const { trust } = useDesk()
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const queries = useQueryClient()
  const confirm = useRecord(trust.confirmRecoverySheet)
  const [written, setWritten] = useState<{ readonly folder: string; readonly file: string } | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isWriting, setWriting] = useState(false)
  const [lastGroup, setLastGroup] = useState('')

  async function write() {
    const folder = await pickFolder({ title: '恢复单保存到哪个文件夹' })
    if (!folder) return
    setWriting(true)
    const result = await runTask({
      title: '生成恢复单',
      call: trust.writeRecoverySheet,
      input: { folder: folder.token },
    })
    setWriting(false)
    setRefusal(result.ok ? null : result.error)
    if (result.ok) setWritten({ folder: folder.name, file: result.value.name })
  }

  async function prove(event: FormEvent) {
    event.preventDefault()
    const result = await confirm.run({ lastGroup })
    if (!result.ok) return
    // No event was recorded, so no notice comes.
    void queries.invalidateQueries()
    onDone()
  }

  return (
    <div className={styles.steps} data-fields="stacked">
      <p>
        恢复单是一页纸。电脑损坏、所有人都忘记密码时，凭它可以恢复本单位的工作台。它相当于本单位的备用钥匙：请打印一份，装入信封，加盖骑缝章，放进保险柜。打印后本机不再保存它的内容。
      </p>
      <ol className={styles.list}>
        <li>
          <p className={styles.step}>保存成 PDF 并打印</p>
          <div className={styles.line}>
            <Button type={written ? 'default' : 'primary'} loading={isWriting} onClick={write}>
              {written ? '换个文件夹再保存一次' : '保存恢复单…'}
            </Button>
            {written && (
              <span role="status">
                已保存到「{written.folder}」：{written.file}
              </span>
            )}
          </div>
          <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
        </li>
        <li>
          <p className={styles.step}>照着打印好的恢复单，输入最后一组（5 位）</p>
          <form onSubmit={prove} className={styles.proof}>
            <Field label="最后一组">
              {(control) => (
                <Input
                  {...control}
                  className={styles.group ?? ''}
                  value={lastGroup}
                  maxLength={8}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={({ target }) => setLastGroup(target.value.toUpperCase())}
                />
              )}
            </Field>
            <Button
              type={written ? 'primary' : 'default'}
              htmlType="submit"
              loading={confirm.isRunning}
              disabled={lastGroup.trim().length < 5}
            >
              已打印，核对
            </Button>
          </form>
          <RefusalNote refusal={confirm.refusal} onClose={confirm.reset} />
        </li>
        <li>
          <p className={styles.step}>删除保存的 PDF 文件，封存打印件</p>
        </li>
      </ol>
    </div>
  )
}
