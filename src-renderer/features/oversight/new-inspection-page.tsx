import { Button, InputNumber, Segmented, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import type { ReviewState } from '../../../src-main/domain/formal-review/rules.ts'
import { regionShortLabel, regions } from '../../../src-main/domain/organisations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page } from '../../ui/page.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useSecondPerson } from '../../ui/second-person-dialog.tsx'
import { BatchSelect } from '../applications/batch-select.tsx'
import { stateOrder } from '../formal-review/review-list.ts'
import { AgainDialog } from './again-dialog.tsx'
import styles from './oversight.module.css'
import { inspectionPath, supervisionPath } from './paths.ts'

const strata = { none: '不分层', region: '按地区', outcome: '按审查状态' } as const
const kinds = { count: '项', percent: '%' } as const

/** Freezes a list to draw from: what is drawn from, how much, how divided; the dice come afterwards. */
export function NewInspectionPage() {
  const desk = useDesk()
  const batches = useQueryOf(desk.batches.list, null)
  return (
    <Page title="封存抽查名单" back={{ to: supervisionPath, title: '监督' }}>
      <Loaded query={batches}>
        {(all) => {
          const joint = all.filter(({ linkedTo }) => linkedTo === null)
          return joint.length === 0 ? (
            <EmptyState title="还没有批次">有了批次和申报，才能抽查。</EmptyState>
          ) : (
            <Form batches={joint} />
          )
        }}
      </Loaded>
    </Page>
  )
}

function Form({ batches }: { readonly batches: Parameters<typeof BatchSelect>[0]['batches'] }) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const show = useDialogs()
  const askSecond = useSecondPerson()
  const freezing = useRecord(desk.oversight.freezeInspection)
  const [batch, setBatch] = useState(batches[0]!.id)
  const [states, setStates] = useState<ReviewState[]>([])
  const [places, setPlaces] = useState<string[]>([])
  const [divided, setDivided] = useState<keyof typeof strata>('none')
  const [kind, setKind] = useState<keyof typeof kinds>('percent')
  const [value, setValue] = useState(10)
  const input = { batch, states, regions: places, strata: divided, size: { kind, value } }
  const isAgain = freezing.refusal?.code === 'oversight/frozen-before'

  async function freeze(event: FormEvent) {
    event.preventDefault()
    const frozen = await freezing.run(input)
    if (frozen.ok) navigate(inspectionPath(frozen.value.inspection))
  }

  async function freezeAgain() {
    const reason = await show<string | null>((done) => <AgainDialog done={done} />)
    if (reason === null) return
    const answer = await askSecond({
      title: '重新封存抽查名单',
      permission: 'review:read',
      facts: [
        ['批次', batches.find(({ id }) => id === batch)?.title ?? batch],
        ['原因', reason],
      ],
      action: '共同确认重新封存',
      run: (second) => desk.oversight.freezeInspectionAgain({ ...input, reason }, { second }),
    })
    if (answer) navigate(inspectionPath(answer.value.inspection))
  }

  return (
    <form className={styles.form} onSubmit={(event) => void freeze(event)}>
      <Note tone="plain">
        名单按编号排列后封存，得到一个封存值：请先公布或由各方签字，再掷点。每份名单只能抽取一次；同一批次再次封存要写明原因、由第二人确认，次数永久累计。
      </Note>
      <Field label="批次">
        {({ id }) => (
          <BatchSelect id={id} batches={batches} value={batch} onChange={(next) => next && setBatch(next)} />
        )}
      </Field>
      <Field label="审查状态" hint="不选为全部">
        {({ id }) => (
          <Select
            id={id}
            mode="multiple"
            className={styles.several ?? ''}
            value={states}
            onChange={setStates}
            options={stateOrder.map((state) => ({ value: state, label: state }))}
          />
        )}
      </Field>
      <Field label="牵头单位所在地" hint="不选为全部">
        {({ id }) => (
          <Select
            id={id}
            mode="multiple"
            className={styles.several ?? ''}
            value={places}
            onChange={setPlaces}
            options={[
              ...regions.map((region) => ({ value: region as string, label: regionShortLabel(region) })),
              { value: '', label: '未录入' },
            ]}
          />
        )}
      </Field>
      <Field label="分层" hint="分层的，每层各抽">
        {({ id }) => (
          <Segmented
            id={id}
            aria-label="分层"
            value={divided}
            onChange={setDivided}
            options={Object.entries(strata).map(([key, label]) => ({
              value: key as keyof typeof strata,
              label,
            }))}
          />
        )}
      </Field>
      <Field label="抽取" hint="比例不足 1 项的进为 1 项">
        {({ id }) => (
          <span className={styles.size}>
            <InputNumber
              id={id}
              min={1}
              max={kind === 'percent' ? 100 : 5000}
              precision={0}
              value={value}
              onChange={(next) => setValue(next ?? 1)}
            />
            <Segmented
              aria-label="抽取的单位"
              value={kind}
              onChange={(next) => {
                setKind(next)
                if (next === 'percent') setValue((now) => Math.min(now, 100))
              }}
              options={Object.entries(kinds).map(([key, label]) => ({
                value: key as keyof typeof kinds,
                label,
              }))}
            />
          </span>
        )}
      </Field>
      <RefusalNote refusal={freezing.refusal} onClose={freezing.reset} />
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={freezing.isRunning} disabled={isAgain}>
          封存名单
        </Button>
        {isAgain && <Button onClick={() => void freezeAgain()}>写明原因，重新封存…</Button>}
      </div>
    </form>
  )
}
