import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'wouter'
import type { Digest } from '../../../src-main/core/suite.ts'
import type { EntryPage, Lifting } from '../../../src-main/domain/registers/queries.ts'
import type { RegisterEntry } from '../../../src-main/domain/registers/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { dayOf, minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Field } from '../../ui/field.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { useRecord } from '../../ui/record.ts'
import { useSecondPerson } from '../../ui/second-person-dialog.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { organisationPath } from '../organisations/paths.ts'
import { ScanDialog } from '../sign-offs/scan-dialog.tsx'
import styles from './registers.module.css'
import { entryState, penaltyWords } from './words.ts'

/** One entry of a register: what it says, its evidence, how it was lifted; lifting and taking back. */
export function EntryDialog({
  id,
  row,
  done,
}: {
  readonly id: string
  readonly row: number | null
  readonly done: () => void
}) {
  const desk = useDesk()
  const query = useQueryOf(desk.registers.open, { entry: id, row })
  return (
    <Modal open title="核查登记" width={620} style={{ top: 32 }} footer={null} onCancel={() => done()}>
      <Loaded query={query}>
        {(page) => (page ? <Shown page={page} done={done} /> : <p>这条登记已经撤销。</p>)}
      </Loaded>
    </Modal>
  )
}

function Shown({ page, done }: { readonly page: EntryPage; readonly done: () => void }) {
  const { entry, list, liftings, seen } = page
  const show = useDialogs()
  const nameOf = usePeople()
  const may = useMay()
  const [asks, setAsks] = useState<'withdraw' | 'lifting' | null>(null)
  const state = entryState(entry, dayOf(new Date()))
  const { organisation, evidence } = entry
  const mayEdit = may('registers:edit')
  return (
    <>
      <Facts
        rows={[
          [
            '单位',
            <Link key="organisation" to={organisationPath(organisation)} onClick={() => done()}>
              {organisation.name}
            </Link>,
          ],
          ['信用代码', organisation.code ?? '未录入'],
          ['结果', <StateTag key="state" state={state} />],
          ...(entry.result === '有记录' ? [['惩戒期', penaltyWords(entry)] as const] : []),
          ['查询', `${entry.checkedOn}　${entry.channel}`],
          ['来源', list ? `名单「${list.title}」（${list.date}）第 ${entry.row} 行` : '逐家登记'],
          ...(entry.note === '' ? [] : [['说明', entry.note] as const]),
          ...(evidence
            ? [
                [
                  '依据',
                  <Button
                    key="evidence"
                    size="small"
                    onClick={() =>
                      void show<void>((close) => (
                        <ScanDialog title="核查依据" scan={evidence.document as Digest} done={close} />
                      ))
                    }
                  >
                    {evidence.page === null ? '查看扫描件…' : `查看附件（第 ${evidence.page} 页）…`}
                  </Button>,
                ] as const,
              ]
            : []),
          ['登记', `${nameOf(entry.person)}　${minuteOf(entry.at)}`],
        ]}
      />
      {liftings.length > 0 && (
        <ul className={styles.liftings} aria-label="解除">
          {liftings.map((lifting) => (
            <li key={lifting.id}>
              <Note tone="good">{liftingWords(lifting, nameOf)}</Note>
            </li>
          ))}
        </ul>
      )}
      {asks === 'withdraw' && (
        <WithdrawForm target={entry.id} isList={list !== null} onLeave={() => setAsks(null)} done={done} />
      )}
      {asks === 'lifting' && (
        <WithdrawForm target={liftings.at(-1)!.id} isLifting onLeave={() => setAsks(null)} done={done} />
      )}
      {asks === null && (
        <>
          {mayEdit && state === '有记录' && (
            <LiftForm entry={entry} seen={seen} name={organisation.name} done={done} />
          )}
          <div className={styles.buttons}>
            {mayEdit && entry.result === '无记录' && list === null && (
              <Button className={styles.left ?? ''} onClick={() => setAsks('withdraw')}>
                撤销这条登记…
              </Button>
            )}
            {mayEdit && state === '已解除' && (
              <Button className={styles.left ?? ''} onClick={() => setAsks('lifting')}>
                撤销解除…
              </Button>
            )}
            <Button onClick={() => done()}>关闭</Button>
          </div>
        </>
      )}
    </>
  )
}

function liftingWords({ reason, person, second, at }: Lifting, nameOf: (id: string) => string): string {
  return `${minuteOf(at)} 由${nameOf(person)}和${second ? nameOf(second) : '复核人'}共同解除，理由：${reason}`
}

/** Names of the office's own people. */
export function usePeople(): (person: string) => string {
  const desk = useDesk()
  const accounts = useQueryOf(desk.accounts.list, null).data
  return (person) => accounts?.find(({ id }) => id === person)?.name ?? '同事'
}

/** The reason for which a record stands in the way no longer, then the second person in place. */
export function LiftForm({
  entry: { id, row, register, penaltyFrom, penaltyTo, result },
  seen,
  name,
  done,
}: {
  readonly entry: Pick<RegisterEntry, 'id' | 'row' | 'register' | 'penaltyFrom' | 'penaltyTo' | 'result'>
  readonly seen: Digest
  readonly name: string
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const confirmBySecond = useSecondPerson()
  const recording = useRecord(desk.registers.liftRecord)
  const draft = useResumedDraft(`registers/lift/${id}/${row ?? 0}`, { reason: '' })
  const reason = draft.value.reason.trim()
  const penalty = penaltyWords({ result, penaltyFrom, penaltyTo } as RegisterEntry)

  async function lift() {
    const lifted = await confirmBySecond({
      title: '共同解除记录',
      permission: 'second-check:edit',
      facts: [
        ['对象', name],
        ['登记', `${register}，惩戒期 ${penalty}`],
        ['解除理由', reason],
        ['解除以后', '这条记录不再影响审查；登记和理由都保留'],
      ],
      action: '共同解除',
      run: (second) => recording.run({ entry: id, row, reason, seen }, { second }),
    })
    if (!lifted) return
    await draft.clear()
    notify.done('已由两人解除')
    done()
  }
  return (
    <div data-fields="stacked">
      <Field
        label="解除理由"
        hint="如：惩戒已经撤销（来函文号）、登记的是同名的另一家单位。解除要由复核人当场共同确认。"
      >
        {({ status, ...control }) => (
          <Input.TextArea
            {...control}
            status={status}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={1000}
            value={draft.value.reason}
            onChange={({ target }) => draft.change({ reason: target.value })}
          />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button danger disabled={reason === ''} onClick={() => void lift()}>
          两人共同解除…
        </Button>
      </div>
    </div>
  )
}

/** Takes a check, a list or a lifting back, with the reason. */
export function WithdrawForm({
  target,
  isLifting = false,
  isList = false,
  onLeave,
  done,
}: {
  readonly target: string
  readonly isLifting?: boolean
  readonly isList?: boolean
  readonly onLeave: () => void
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(desk.registers.withdraw)
  return (
    <ReasonForm
      draft={`registers/withdraw/${target}`}
      longest={500}
      action={isLifting ? '撤销解除' : isList ? '撤销整份名单' : '撤销登记'}
      recording={recording}
      onLeave={onLeave}
      onReason={async (reason) => {
        const result = await recording.run({ target, reason })
        if (result.ok) {
          notify.done(isLifting ? '已撤销解除，记录恢复有效' : '已撤销登记')
          done()
        }
        return result.ok
      }}
    >
      <p>
        {isLifting
          ? '撤销以后，这条记录恢复有效，相应的审查项不能判为符合。'
          : '撤销以后，它不再作为核查依据；原登记和原因仍留在全程留痕中。'}
      </p>
    </ReasonForm>
  )
}
