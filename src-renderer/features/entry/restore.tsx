import { useQueryClient } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { DeskName } from '../../../src-main/hosts/backend/entry.ts'
import type { CheckedBackup, FoundBackup } from '../../../src-main/hosts/backend/recovery/restore.ts'
import { useDesk } from '../../app/desk.ts'
import { useSessionMemory } from '../../app/session.ts'
import { useTask } from '../../backend/commands.ts'
import { stepText } from '../../text/steps.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Field } from '../../ui/field.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { Choices } from './choices.tsx'
import styles from './entry.module.css'
import { EntryPage } from './entry-page.tsx'
import { RestoreConfirm } from './restore-confirm.tsx'

/** From a backup to a desk: pick, check everything, confirm by two people. */
export function RestoreDesk({
  desks,
  onBack,
}: {
  readonly desks: readonly DeskName[]
  readonly onBack: () => void
}) {
  const { entry } = useDesk()
  const memory = useSessionMemory()
  const queries = useQueryClient()
  const notify = useNotify()
  const [checked, setChecked] = useState<CheckedBackup | null>(null)

  function restored() {
    notify.done('已从备份恢复，请用原来的密码登录')
    memory.setState({ isFirstRun: false, last: null, reason: null })
    void queries.invalidateQueries()
    onBack()
  }

  async function giveUp() {
    if (checked) await entry.dropRestore({ restore: checked.restore })
    setChecked(null)
  }

  if (checked) return <RestoreConfirm backup={checked} onDone={restored} onBack={giveUp} />
  return <Choose desks={desks} onChecked={setChecked} onBack={onBack} />
}

const instead = 'none'

function Choose({
  desks,
  onChecked,
  onBack,
}: {
  readonly desks: readonly DeskName[]
  readonly onChecked: (backup: CheckedBackup) => void
  readonly onBack: () => void
}) {
  const { entry } = useDesk()
  const { pickFolder } = useFilePicker()
  const nameOf = useOfficeName()
  const prepare = useTask(entry.prepareRestore)
  const [found, setFound] = useState<readonly FoundBackup[] | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [place, setPlace] = useState<string>(desks.length === 1 ? desks[0]!.key : instead)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function pick() {
    const folder = await pickFolder({ title: '备份在哪个文件夹' })
    if (!folder) return
    prepare.reset()
    const result = await entry.findBackups({ folder: folder.token })
    setFound(result.ok ? result.value : null)
    setChosen(result.ok ? (result.value[0]?.backup ?? null) : null)
    setRefusal(result.ok ? null : result.error)
  }

  async function check(mayLackDocuments: boolean) {
    if (!chosen) return
    const insteadOf = place === instead ? null : place
    const result = await prepare.run({ backup: chosen, insteadOf, mayLackDocuments })
    if (result.ok) onChecked(result.value)
  }

  const { progress, isRunning } = prepare
  const percent = progress?.total ? `（${Math.floor((100 * progress.done) / progress.total)}%）` : ''
  return (
    <EntryPage
      title="从备份恢复"
      remark="先把备份完整检查一遍，再由备份里的两位同事确认。确认以前，本机什么都不改动。"
      isWide
    >
      <div className={styles.form} data-fields="stacked">
        <div className={styles.buttons}>
          <Button type={found ? 'default' : 'primary'} onClick={pick} disabled={isRunning}>
            选择备份所在的文件夹…
          </Button>
          <Button type="link" onClick={onBack} disabled={isRunning}>
            返回
          </Button>
        </div>
        <RefusalNote refusal={refusal} />
        {found && (
          <>
            <div className={styles.people}>
              <Choices
                label="备份（最新的在前）"
                name="backup"
                value={chosen}
                choices={found.map(({ backup, institution, environment, at, seq, documents }) => ({
                  value: backup,
                  label: `${nameOf(institution)}（${environment}）　${minuteOf(at)}`,
                  remark: `到第 ${seq} 条记录，附件 ${documents} 份`,
                }))}
                onChange={setChosen}
              />
            </div>
            {desks.length > 0 && (
              <Field label="代替本机的哪个工作台" hint="被代替的数据改名保留，不会删除。">
                {({ status, ...control }) => (
                  <Select
                    {...control}
                    status={status}
                    value={place}
                    onChange={setPlace}
                    style={{ width: '100%' }}
                    options={[
                      ...desks.map(({ key, institution, environment }) => ({
                        value: key,
                        label: `${nameOf(institution)}（${environment}）`,
                      })),
                      { value: instead, label: '不代替，另外恢复一个' },
                    ]}
                  />
                )}
              </Field>
            )}
            <RefusalNote refusal={prepare.refusal} />
            <div className={styles.buttons}>
              <Button type="primary" disabled={!chosen} loading={isRunning} onClick={() => check(false)}>
                检查这份备份
              </Button>
              {prepare.refusal?.code === 'recovery/backup-incomplete' && (
                <Button onClick={() => check(true)}>缺少的附件以后再找，仍然恢复</Button>
              )}
              {isRunning && (
                <>
                  <span role="status">
                    {progress ? stepText(progress.step) : '正在检查'}
                    {percent}
                  </span>
                  <Button type="link" onClick={prepare.cancel}>
                    取消
                  </Button>
                </>
              )}
            </div>
          </>
        )}
      </div>
    </EntryPage>
  )
}
