import { Button, Select } from 'antd'
import { useState } from 'react'
import type { FileToken } from '../../../src-main/core/ports/files.ts'
import type { Refusal } from '../../../src-main/core/result.ts'
import { type Answer, type Desk, useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Field } from '../../ui/field.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { areGroupsRight, noGroups, RecoveryGroups } from '../../ui/recovery-groups.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { CodeBlock } from '../trust/code-block.tsx'
import { HeardGroups, hasFault, isHeard } from '../trust/heard-groups.tsx'
import type { DeskRequest } from './desks-page.tsx'
import styles from './devices.module.css'

type Admitted = Answer<Desk['bundles']['admitDesk']>

/** Compares the digits, says who comes first, takes the recovery sheet; then two files go onto the stick. */
export function AdmitDesk({
  request,
  file,
  onDone,
}: {
  readonly request: DeskRequest
  readonly file: FileToken
  readonly onDone: () => void
}) {
  const { name, code, isNew } = request
  const desk = useDesk()
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const accounts = useQueryOf(desk.accounts.list, null)
  const pending = useQueryOf(desk.trust.recoveryPending, null)
  const [heard, setHeard] = useState<readonly string[]>([])
  const [person, setPerson] = useState<string | null>(null)
  const [groups, setGroups] = useState(noGroups)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [admitted, setAdmitted] = useState<Admitted | null>(null)
  const isKept = pending.data === true
  const isReady = isHeard(code, heard) && (!isNew || person !== null) && (isKept || areGroupsRight(groups))

  async function admit() {
    const folder = await pickFolder({ title: '许可保存到哪个文件夹（优盘）' })
    if (!folder) return
    setRunning(true)
    const written = await runTask({
      title: `许可「${name}」`,
      call: desk.bundles.admitDesk,
      input: {
        file,
        folder: folder.token,
        heard: heard.join(''),
        groups: isKept ? null : groups.join(' '),
        person: isNew ? person : null,
      },
    })
    setRunning(false)
    setRefusal(written.ok ? null : written.error)
    if (written.ok) setAdmitted(written.value)
  }

  if (admitted) return <Written name={name} admitted={admitted} onDone={onDone} />
  return (
    <Page
      title={isNew ? `许可「${name}」加入` : `给「${name}」换用新的单位密钥`}
      actions={<Button onClick={onDone}>返回，暂不许可</Button>}
    >
      <Section title="照着那台电脑屏幕上的六组数字，一组一组输入">
        <p>必须看着那台电脑的屏幕，或者请守在那台电脑前的同事念；不要照抄来信里的数字。</p>
        <HeardGroups code={code} heard={heard} onChange={setHeard} />
        {hasFault(code, heard) && (
          <Note tone="warn">标出的组与申请不一致。请再看一遍；仍不一致的，这份申请不可信，请不要许可。</Note>
        )}
      </Section>
      {isNew && (
        <Section title="谁第一个在那台工作台登录">
          <Field label="姓名" hint="其他同事的登录，由管理员在那台工作台的「账号」中逐一开通。">
            {({ status, ...control }) => (
              <Select
                {...control}
                status={status}
                placeholder="选择姓名"
                value={person}
                onChange={setPerson}
                style={{ width: 320 }}
                options={(accounts.data ?? [])
                  .filter((account) => account.open)
                  .map(({ id, name: who, roles }) => ({ value: id, label: `${who}（${roles.join('、')}）` }))}
              />
            )}
          </Field>
        </Section>
      )}
      <Loaded query={pending}>
        {(kept) =>
          kept ? null : (
            <Section title="从保险柜取出恢复单，输入恢复码">
              <p>给工作台登记要用单位密钥，它只在恢复单上。输入的内容只用这一次，不保存；用完请重新封存。</p>
              <RecoveryGroups value={groups} onChange={setGroups} />
            </Section>
          )
        }
      </Loaded>
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      <div className={styles.buttons}>
        <Button type="primary" disabled={!isReady} loading={isRunning} onClick={admit}>
          选择文件夹并写出许可…
        </Button>
        <span className={styles.remark}>
          {isNew
            ? '写出两个文件：加入许可，和包含本单位全部数据的数据交换包（已加密）。'
            : '写出一个文件：许可。'}
        </span>
      </div>
    </Page>
  )
}

function Written({
  name,
  admitted: { answer, bundle },
  onDone,
}: {
  readonly name: string
  readonly admitted: Admitted
  readonly onDone: () => void
}) {
  const desk = useDesk()
  const identity = useQueryOf(desk.trust.identity, null)
  return (
    <Page title={`已许可「${name}」`} actions={<Button onClick={onDone}>完成</Button>}>
      <Note tone="good">
        <p role="status">已写出：{bundle ? `${answer}、${bundle}` : answer}。</p>
      </Note>
      <Section title="把优盘拿到那台电脑，打开许可">
        <p>那台电脑会显示本单位核对码，必须与这里的六组完全一致：</p>
        <Loaded query={identity}>{({ code }) => <CodeBlock code={code} />}</Loaded>
        <p>用完以后，请把优盘上的许可和申请删除。</p>
      </Section>
    </Page>
  )
}
