import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { SupplyPage } from '../../../src-main/domain/supply/queries.ts'
import type { SupplyItem, SupplyNotice } from '../../../src-main/domain/supply/read.ts'
import { type ReceiptState, receiptStates, versionLabel } from '../../../src-main/domain/supply/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf } from '../../ui/dates.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { type Picked, useFilePicker } from '../../ui/file-dialog.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { documentExtensions } from '../applications/use-attach-files.ts'
import styles from './act-dialog.module.css'
import { ActDialog } from './act-dialog.tsx'
import { changeInWords } from './change-words.ts'

/** What came: the day, each item, the files; together they become the next version. */
export function ReceiveDialog({
  page,
  notice,
  done,
}: {
  readonly page: SupplyPage
  readonly notice: SupplyNotice
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const { pickFiles } = useFilePicker()
  const draft = useResumedDraft(`supply/receive/${page.application.id}`, {
    day: dayOf(new Date()),
    states: Object.fromEntries(notice.items.map(({ code, state }) => [code, state])) as Record<
      string,
      string
    >,
    notes: Object.fromEntries(notice.items.map(({ code, note }) => [code, note])) as Record<string, string>,
    note: '',
  })
  const { day, states, notes, note } = draft.value
  const [files, setFiles] = useState<readonly Picked[]>([])
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isRunning, setRunning] = useState(false)
  const changed = notice.items.flatMap((item) => {
    const state = receiptStates.find((one) => one === states[item.code]) ?? item.state
    const said = (notes[item.code] ?? '').trim()
    return state === item.state && said === item.note ? [] : [{ code: item.code, state, note: said }]
  })
  const isWhole = changed.every(({ state, note: said }) => state !== '不需要' || said !== '')
  const next = versionLabel((page.versions.at(-1)?.number ?? 0) + 1)
  const joins = files.length > 0 || page.notJoined !== null

  async function record() {
    setRunning(true)
    const result = await runTask({
      title: '登记补交材料',
      call: desk.supply.receive,
      input: {
        application: page.application.id,
        day,
        items: changed,
        note: note.trim(),
        files: files.map(({ token }) => token),
      },
    })
    setRunning(false)
    if (!result.ok) return setRefusal(result.error)
    await draft.clear()
    const { version, doubtful } = result.value
    const doubt = doubtful.length > 0 ? `；${doubtful.length} 个文件打不开或设有密码，请核对` : ''
    notify.done(version === null ? `已登记收到情况${doubt}` : `已并入${versionLabel(version)}${doubt}`)
    done()
  }

  async function addFiles() {
    const picked = await pickFiles({ title: '选择收到的文件', extensions: documentExtensions })
    setFiles((before) => [...before, ...picked])
  }

  return (
    <ActDialog
      title="登记收到的材料"
      action={joins ? `登记并归入${next}` : '登记收到情况'}
      width={940}
      isComplete={day !== '' && isWhole && (changed.length > 0 || joins)}
      isRunning={isRunning}
      refusal={refusal}
      onRecord={record}
      onClose={done}
      onRead={() => setRefusal(null)}
    >
      {notice.sent === null && (
        <Note tone="warn">还没有登记通知是哪天发出的。请先登记通知发出，再登记收到的材料。</Note>
      )}
      {day !== '' && day > notice.deadline && (
        <Note tone="warn">
          收到日期晚于补交期限 {notice.deadline}，会标明「期满后收到」，由您决定是否接受。
        </Note>
      )}
      <Field label="收到日期" isRequired>
        {(control) => (
          <DateInput control={control} value={day} onChange={(value) => draft.change({ day: value })} />
        )}
      </Field>
      {notice.items.length > 0 && (
        <table className={styles.items}>
          <thead>
            <tr>
              <th scope="col">材料</th>
              <th scope="col" className={styles.state}>
                情况
              </th>
              <th scope="col" className={styles.note}>
                说明
              </th>
            </tr>
          </thead>
          <tbody>
            {notice.items.map((item, i) => (
              <ItemRow
                key={item.code}
                place={i + 1}
                item={item}
                state={receiptStates.find((one) => one === states[item.code]) ?? item.state}
                note={notes[item.code] ?? ''}
                onState={(state) => draft.change({ states: { ...states, [item.code]: state } })}
                onNote={(said) => draft.change({ notes: { ...notes, [item.code]: said } })}
              />
            ))}
          </tbody>
        </table>
      )}
      <div>
        <Button onClick={() => void addFiles()}>选择收到的文件…</Button>
        {files.length > 0 && (
          <ul className={styles.files} aria-label="收到的文件">
            {files.map(({ token, name }) => (
              <li key={token}>
                {name}
                <Button
                  size="small"
                  type="text"
                  onClick={() => setFiles((before) => before.filter((one) => one.token !== token))}
                >
                  不要这个
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {page.notJoined && (
        <Note>
          上一版以后的改动会一并归入{next}：{changeInWords(page.notJoined)}。
        </Note>
      )}
      {joins && (
        <Field label="这一批的说明" hint="例如怎样送来的。可以不填。">
          {({ status, ...control }) => (
            <Input
              {...control}
              status={status}
              maxLength={1000}
              value={note}
              onChange={({ target }) => draft.change({ note: target.value })}
            />
          )}
        </Field>
      )}
      <p className={styles.quiet}>
        要补录或更正申报信息的，先在申报页面录入，再在这里登记；已登记的可以再来更正，原记录留在时间线中。
      </p>
    </ActDialog>
  )
}

function ItemRow({
  place,
  item,
  state,
  note,
  onState,
  onNote,
}: {
  readonly place: number
  readonly item: SupplyItem
  readonly state: ReceiptState
  readonly note: string
  readonly onState: (state: ReceiptState) => void
  readonly onNote: (note: string) => void
}) {
  const label = `第 ${place} 项`
  const isBare = state === '不需要' && note.trim() === ''
  return (
    <tr>
      <th scope="row">
        {place}．{item.sentence} <span className={styles.code}>{item.code}</span>
      </th>
      <td>
        <Segmented<ReceiptState>
          aria-label={`${label}的情况`}
          options={[...receiptStates]}
          value={state}
          onChange={onState}
        />
      </td>
      <td>
        <Input
          aria-label={`${label}的说明`}
          maxLength={1000}
          placeholder={isBare ? '请写明为什么不需要' : ''}
          status={isBare ? 'error' : ''}
          value={note}
          onChange={({ target }) => onNote(target.value)}
        />
      </td>
    </tr>
  )
}
