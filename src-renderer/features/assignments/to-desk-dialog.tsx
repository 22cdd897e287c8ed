import { Button, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { Load } from '../../../src-main/domain/formal-review/loads.ts'
import type { Obstacle } from '../../../src-main/domain/hand-over/rules.ts'
import type { OfficeDesk } from '../../../src-main/domain/trust/desks.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { Note } from '../../ui/note.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { obstacleInWords } from '../applications/desk-words.ts'
import styles from './assignments.module.css'

/** Everything that one person has still to do here goes to another desk of the office, in one step. */
export function ToDeskDialog({
  from,
  desks,
  done,
}: {
  readonly from: Load
  readonly desks: readonly OfficeDesk[]
  readonly done: () => void
}) {
  const desk = useDesk()
  const { institution } = usePerson()
  const [, navigate] = useLocation()
  const runTask = useTaskRunner()
  const [to, setTo] = useState(desks.length === 1 ? desks[0]!.device : null)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [result, setResult] = useState<{ applications: number; reviews: number } | null>(null)
  const target = desks.find(({ device }) => device === to)

  async function handOver() {
    if (!target) return
    setRunning(true)
    const answer = await runTask({
      title: `移交${from.name}的审查`,
      call: desk.handOver.handOverAssigned,
      input: { person: from.person, to: target.device },
    })
    setRunning(false)
    setRefusal(answer.ok ? null : answer.error)
    if (answer.ok) setResult(answer.value)
  }

  function exportNow() {
    done()
    navigate(`/exchange/export/${institution}`)
  }

  if (result && target) {
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
          已把{from.name}的 {result.applications} 项申报移交给{target.name}，其中 {result.reviews}{' '}
          项连同已开始的审查；分工不变。
        </p>
        <p>
          {target.name}
          导入下一个发给本单位的数据交换包之后接着办理；办完或者不办了，在那里用同样的办法移交回来。
        </p>
      </Modal>
    )
  }
  return (
    <Modal
      open
      title={`把${from.name}的未办结审查移交到另一台工作台`}
      width={560}
      onCancel={done}
      okText={target ? `移交到${target.name}` : '请先选择工作台'}
      cancelText="取消"
      okButtonProps={{ disabled: !target, loading: isRunning }}
      onOk={() => void handOver()}
    >
      <Radio.Group
        aria-label="移交到哪个工作台"
        className={styles.people ?? ''}
        value={to}
        onChange={({ target: { value } }) => setTo(value)}
        options={desks.map(({ device, name, state }) => ({
          value: device,
          label: state === 'waiting' ? `${name}（尚未收到过它的数据）` : name,
        }))}
      />
      <Note>
        在本台办理的未开始、审查中和补交材料中的各项，连同判断和分工一并移交，之后由那台工作台办理，本台只能查看。
        项数多时逐批进行，中途可以取消，已移交的不退回，其余的可以再移交。
      </Note>
      <RefusalNote refusal={refusal} />
      <ul className={styles.obstacles} aria-label="不能移交的">
        {obstaclesIn(refusal).map((obstacle) => (
          <li key={obstacle.application}>{obstacleInWords(obstacle)}</li>
        ))}
      </ul>
    </Modal>
  )
}

function obstaclesIn(refusal: Refusal | null): readonly Obstacle[] {
  if (refusal?.code !== 'hand-over/not-these') return []
  return refusal.obstacles as unknown as readonly Obstacle[]
}
