import { Button, Checkbox, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import {
  type Assigned,
  dealOut,
  type Obstacle,
  type SplitWay,
} from '../../../src-main/domain/assignments/rules.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { useDesk } from '../../app/desk.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './assignments.module.css'
import { unfinishedOf, useLoads } from './loads.ts'
import { obstacleInWords } from './words.ts'

type ToAssign = Pick<ListRow, 'id' | 'number' | 'field' | 'leadRegion' | 'assignee'>

const ways: readonly { readonly value: SplitWay; readonly label: string }[] = [
  { value: 'even', label: '平均分，编号相邻的在一起' },
  { value: 'field', label: '同一领域的在一起' },
  { value: 'region', label: '同一牵头地区的在一起' },
]

/** To whom, and how it is dealt out; says what each will get before anything is recorded. */
export function AssignDialog({
  applications,
  done,
}: {
  readonly applications: readonly ToAssign[]
  /** True when something was assigned. */
  readonly done: (isDone: boolean) => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const loads = useLoads(null)
  const record = useRecord(desk.assignments.assign)
  const [people, setPeople] = useState<readonly string[]>([])
  const [way, setWay] = useState<SplitWay>('even')
  const [given, setGiven] = useState(applications)
  const dealt = dealOut(given, people, way).filter(({ applications: own }) => own.length > 0)
  const obstacles = obstaclesIn(record.refusal)
  const rest = given.filter(({ id }) => !obstacles.some(({ application }) => application === id))
  const moving = given.filter(({ assignee }) => assignee !== null).length

  async function assign(to: readonly Assigned[]) {
    const result = await record.run({
      to: to.map((one) => ({ ...one, applications: [...one.applications] })),
    })
    if (!result.ok) return
    notify.done(`已分配 ${given.length.toLocaleString('en-US')} 项`)
    done(true)
  }

  async function assignRest() {
    setGiven(rest)
    await assign(dealOut(rest, people, way).filter(({ applications: own }) => own.length > 0))
  }

  return (
    <Modal
      open
      title={`分配 ${given.length.toLocaleString('en-US')} 项形式审查`}
      width={560}
      onCancel={() => done(false)}
      footer={[
        <Button key="cancel" onClick={() => done(false)}>
          取消
        </Button>,
        obstacles.length > 0 && rest.length > 0 && (
          <Button key="rest" type="primary" loading={record.isRunning} onClick={() => void assignRest()}>
            只分配其余 {rest.length} 项
          </Button>
        ),
        obstacles.length === 0 && (
          <Button
            key="all"
            type="primary"
            disabled={dealt.length === 0}
            loading={record.isRunning}
            onClick={() => void assign(dealt)}
          >
            {people.length === 0 ? '请先选择经办人' : `分配 ${given.length} 项`}
          </Button>
        ),
      ]}
    >
      <Loaded query={loads}>
        {(all) => (
          <Checkbox.Group
            className={styles.people ?? ''}
            value={[...people]}
            onChange={(chosen) => {
              const order = all.map(({ person }) => person)
              setPeople((chosen as string[]).toSorted((a, b) => order.indexOf(a) - order.indexOf(b)))
            }}
            options={all
              .filter(({ mayReview }) => mayReview)
              .map((load) => ({
                value: load.person,
                label: `${load.name}（未办结 ${unfinishedOf(load)} 项）`,
              }))}
          />
        )}
      </Loaded>
      {people.length > 1 && (
        <Radio.Group
          aria-label="怎样分"
          className={styles.ways ?? ''}
          value={way}
          onChange={({ target }) => setWay(target.value)}
          options={[...ways]}
        />
      )}
      {people.length > 0 && (
        <p className={styles.shares} role="status">
          {dealOut(given, people, way)
            .map(({ person, applications: own }) => {
              const name = loads.data?.find((load) => load.person === person)?.name ?? ''
              return `${name} ${own.length} 项`
            })
            .join('，')}
          {moving > 0 && `；其中 ${moving} 项原来已有经办人，改为新的`}
        </p>
      )}
      <Note>分配只说明由谁办理，不上锁：其他经办人仍可判断，页面会告知是谁的。已有的判断和结论不变。</Note>
      <RefusalNote refusal={record.refusal} />
      {obstacles.length > 0 && (
        <ul className={styles.obstacles} aria-label="不能分配的">
          {obstacles.map((obstacle) => (
            <li key={obstacle.application}>{obstacleInWords(obstacle)}</li>
          ))}
        </ul>
      )}
    </Modal>
  )
}

function obstaclesIn(refusal: Refusal | null): readonly Obstacle[] {
  if (refusal?.code !== 'assignments/not-these') return []
  return refusal.obstacles as unknown as readonly Obstacle[]
}
