import { Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { Obstacle } from '../../../src-main/domain/hand-over/rules.ts'
import type { OfficeDesk } from '../../../src-main/domain/trust/desks.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { Note } from '../../ui/note.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { obstacleInWords } from './desk-words.ts'
import styles from './hand-over.module.css'

export type ToHandOver = { readonly id: string; readonly number: string }

const namedAtMost = 12

/** Asks to which desk, says what it means, hands over, and offers the bundle by which it takes effect there. */
export function HandOverDialog({
  applications,
  others,
  done,
}: {
  readonly applications: readonly ToHandOver[]
  readonly others: readonly OfficeDesk[]
  /** True when something was handed over. */
  readonly done: (isDone: boolean) => void
}) {
  const desk = useDesk()
  const record = useRecord(desk.handOver.handOver)
  const [chosen, setChosen] = useState(others.length === 1 ? others[0]!.device : null)
  const [given, setGiven] = useState(applications)
  const [result, setResult] = useState<{ applications: number; reviews: number } | null>(null)
  const target = others.find(({ device }) => device === chosen) ?? null
  const obstacles = obstaclesIn(record.refusal)
  const rest = given.filter(({ id }) => !obstacles.some(({ application }) => application === id))

  async function handOver(what: readonly ToHandOver[]) {
    if (!target) return
    setGiven(what)
    const answer = await record.run({ applications: what.map(({ id }) => id), to: target.device })
    if (answer.ok) setResult(answer.value)
  }

  if (result && target) return <Done target={target} result={result} done={() => done(true)} />
  return (
    <Modal
      open
      title={`移交 ${given.length.toLocaleString('en-US')} 项申报`}
      width={560}
      onCancel={() => done(false)}
      footer={[
        <Button key="cancel" onClick={() => done(false)}>
          取消
        </Button>,
        obstacles.length > 0 && rest.length > 0 && (
          <Button key="rest" type="primary" loading={record.isRunning} onClick={() => void handOver(rest)}>
            只移交其余 {rest.length} 项
          </Button>
        ),
        obstacles.length === 0 && (
          <Button
            key="all"
            type="primary"
            disabled={!target}
            loading={record.isRunning}
            onClick={() => void handOver(given)}
          >
            {target ? `移交 ${given.length} 项给${target.name}` : '请先选择工作台'}
          </Button>
        ),
      ]}
    >
      <Radio.Group
        aria-label="移交给哪个工作台"
        className={styles.desks ?? ''}
        value={chosen}
        onChange={({ target: { value } }) => setChosen(value)}
        options={others.map(({ device, name, state }) => ({
          value: device,
          label: state === 'waiting' ? `${name}（尚未收到过它的数据）` : name,
        }))}
      />
      <p className={styles.numbers}>{numbersInWords(given)}</p>
      <Note>
        移交之后由对方工作台办理，本台只能查看；已开始的审查一并移交，已有的第二人确认不变。
        尚未保存的输入留在本台，不随移交。要收回时，由对方同样移交回来。
      </Note>
      <RefusalNote refusal={record.refusal} />
      {obstacles.length > 0 && (
        <ul className={styles.obstacles} aria-label="不能移交的">
          {obstacles.map((obstacle) => (
            <li key={obstacle.application}>{obstacleInWords(obstacle)}</li>
          ))}
        </ul>
      )}
    </Modal>
  )
}

function Done({
  target,
  result,
  done,
}: {
  readonly target: OfficeDesk
  readonly result: { readonly applications: number; readonly reviews: number }
  readonly done: () => void
}) {
  const { institution } = usePerson()
  const [, navigate] = useLocation()
  function exportNow() {
    done()
    navigate(`/exchange/export/${institution}`)
  }
  return (
    <Modal
      open
      title="已移交"
      onCancel={done}
      footer={[
        <Button key="later" onClick={done}>
          以后再导出
        </Button>,
        <Button key="now" type="primary" onClick={exportNow}>
          现在导出给{target.name}…
        </Button>,
      ]}
    >
      <p role="status">
        已把 {result.applications} 项申报移交给{target.name}
        {result.reviews > 0 ? `，其中 ${result.reviews} 项连同已开始的审查` : ''}。
      </p>
      <p>对方导入下一个发给本单位的数据交换包之后，才能接着办理；在此之前，双方都只能查看。</p>
    </Modal>
  )
}

function obstaclesIn(refusal: Refusal | null): readonly Obstacle[] {
  if (refusal?.code !== 'hand-over/not-these') return []
  return refusal.obstacles as unknown as readonly Obstacle[]
}

function numbersInWords(applications: readonly ToHandOver[]): string {
  const named = applications.slice(0, namedAtMost).map(({ number }) => number)
  const more = applications.length - named.length
  return `${named.join('、')}${more > 0 ? `，等共 ${applications.length} 项` : ''}`
}
