import { Button, Input, Modal, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import type { Request } from '../../../src-main/domain/registers/queries.ts'
import { requestWays } from '../../../src-main/domain/registers/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf, minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Field } from '../../ui/field.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { useNotify } from '../../ui/notify.ts'
import { Page } from '../../ui/page.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { type Column, rowsHere, type Sorting, sortRows } from '../../ui/table-columns.ts'
import { ApplicationSelect } from '../applications/application-select.tsx'
import { useBatches } from '../applications/use-batches.ts'
import { reviewPath } from '../formal-review/paths.ts'
import { usePeople, WithdrawForm } from './entry-dialog.tsx'
import styles from './registers.module.css'

const columns: readonly Column<Request>[] = [
  { key: 'day', title: '日期', width: 100, text: ({ day }) => day },
  { key: 'way', title: '方式', width: 104, text: ({ way }) => way },
  {
    key: 'application',
    title: '涉及的申报',
    width: 150,
    text: ({ application }) => application?.number ?? '不涉及具体申报',
  },
  { key: 'asker', title: '请托人', width: 150, text: ({ asker }) => asker || '未填写' },
  { key: 'wanted', title: '请托内容', width: 240, grows: true, text: ({ wanted }) => wanted },
  { key: 'handled', title: '处理', width: 220, text: ({ handled }) => handled },
  {
    key: 'state',
    title: '状态',
    width: 80,
    text: ({ withdrawn }) => (withdrawn === null ? '已登记' : '已撤销'),
    render: ({ withdrawn }) => <StateTag state={withdrawn === null ? '已登记' : '已撤销'} />,
  },
]

/** 请托登记: who asked for a favour, about what, and what was answered. Read by the supervisor. */
export function RequestsPage() {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const query = useQueryOf(desk.registers.requests, null)
  const [sorting, setSorting] = useState<Sorting | null>(null)
  return (
    <Page
      title="请托登记"
      remark="打招呼、说情、打听进度的，当天登记，写明怎样处理。登记只在本单位保存，监督人员可以查看。"
      fills
      actions={
        may('registers:edit') && (
          <Button type="primary" onClick={() => void show<void>((done) => <RequestDialog done={done} />)}>
            登记一次请托…
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(requests) => (
          <div className={styles.list}>
            <DataTable
              label="请托登记"
              name="registers/requests"
              columns={columns}
              source={rowsHere(sortRows(requests, columns, sorting))}
              rowKey={({ id }) => id}
              sorting={sorting}
              onSort={setSorting}
              onOpen={(request) => void show<void>((done) => <ShownRequest request={request} done={done} />)}
              empty={
                <EmptyState title="还没有请托登记">
                  有人打招呼、说情、打听的，从右上角登记：日期、方式、涉及哪项申报、说了什么、怎样处理。
                </EmptyState>
              }
            />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function ShownRequest({ request, done }: { readonly request: Request; readonly done: () => void }) {
  const may = useMay()
  const nameOf = usePeople()
  const [asks, setAsks] = useState(false)
  const { day, way, application, asker, wanted, handled, person, at, withdrawn } = request
  return (
    <Modal open title="请托登记" width={600} footer={null} onCancel={() => done()}>
      <Facts
        rows={[
          ['日期、方式', `${day}　${way}`],
          [
            '涉及的申报',
            application ? (
              <Link key="to" to={reviewPath(application.id)} onClick={() => done()}>
                {application.number}　{application.title}
              </Link>
            ) : (
              '不涉及具体申报'
            ),
          ],
          ['请托人', asker || '未填写'],
          ['请托内容', wanted],
          ['处理', handled],
          ['登记', `${nameOf(person)}　${minuteOf(at)}`],
          ...(withdrawn === null ? [] : [['撤销原因', withdrawn] as const]),
        ]}
      />
      {asks ? (
        <WithdrawForm target={request.id} onLeave={() => setAsks(false)} done={done} />
      ) : (
        <div className={styles.buttons}>
          {may('registers:edit') && withdrawn === null && (
            <Button className={styles.left ?? ''} onClick={() => setAsks(true)}>
              撤销这条登记…
            </Button>
          )}
          <Button onClick={() => done()}>关闭</Button>
        </div>
      )}
    </Modal>
  )
}

function RequestDialog({ done }: { readonly done: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(desk.registers.noteRequest)
  const { all, batch: chosen } = useBatches()
  const batch = chosen ?? all[0] ?? null
  const draft = useResumedDraft('registers/request', {
    day: dayOf(new Date()),
    way: '当面' as (typeof requestWays)[number],
    asker: '',
    wanted: '',
    handled: '',
  })
  const [about, setAbout] = useState<{ readonly application: string; readonly number: string } | null>(null)
  const { day, way, asker, wanted, handled } = draft.value
  const isReady = day !== '' && wanted.trim() !== '' && handled.trim() !== ''

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!isReady) return
    const application = about?.application ?? null
    const result = await recording.run({ day, way, application, asker, wanted, handled })
    if (!result.ok) return
    await draft.clear()
    notify.done('已登记')
    done()
  }
  return (
    <Modal
      open
      title="登记一次请托"
      width={600}
      style={{ top: 32 }}
      footer={null}
      mask={{ closable: false }}
      onCancel={() => done()}
    >
      <form onSubmit={submit}>
        <Field label="日期" isRequired>
          {(control) => (
            <DateInput control={control} value={day} onChange={(next) => draft.change({ day: next })} />
          )}
        </Field>
        <Field label="方式" isRequired>
          {({ status, ...control }) => (
            <Select
              {...control}
              status={status}
              style={{ width: 200 }}
              value={way}
              onChange={(next) => draft.change({ way: next })}
              options={requestWays.map((one) => ({ value: one, label: one }))}
            />
          )}
        </Field>
        <Field label="涉及的申报" hint="不涉及具体申报的不选。">
          {() =>
            about ? (
              <span className={styles.days}>
                {about.number}
                <Button size="small" onClick={() => setAbout(null)}>
                  换一项
                </Button>
              </span>
            ) : (
              batch && (
                <ApplicationSelect batch={batch.id} candidates={[]} label="涉及的申报" onChoose={setAbout} />
              )
            )
          }
        </Field>
        <Field label="请托人" hint="属于个人信息，只在本单位保存；不便写明的可以不填。">
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              value={asker}
              onChange={({ target }) => draft.change({ asker: target.value })}
            />
          )}
        </Field>
        {(
          [
            ['wanted', '请托内容', wanted],
            ['handled', '怎样处理', handled],
          ] as const
        ).map(([field, label, value]) => (
          <Field key={field} label={label} isRequired>
            {({ status, ...control }) => (
              <Input.TextArea
                {...control}
                status={status}
                autoSize={{ minRows: 2, maxRows: 6 }}
                maxLength={1000}
                value={value}
                onChange={({ target }) => draft.change({ [field]: target.value })}
              />
            )}
          </Field>
        ))}
        <RefusalNote refusal={recording.refusal} onClose={recording.reset} />
        <div className={styles.buttons}>
          <Button onClick={() => done()}>取消</Button>
          <Button type="primary" htmlType="submit" disabled={!isReady} loading={recording.isRunning}>
            登记
          </Button>
        </div>
      </form>
    </Modal>
  )
}
