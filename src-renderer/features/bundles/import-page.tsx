import { Button } from 'antd'
import { Note } from '../../ui/note.tsx'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { TaskLine, useVisibleTasks } from '../../ui/task-runner.tsx'
import styles from './import.module.css'
import { Imported } from './imported.tsx'
import { Letter } from './letter.tsx'
import { taskTitles, useImport } from './use-import.ts'

/** A bundle from another institution: chosen, checked, read like a letter, then taken in or put away. */
export function ImportPage() {
  const { step, choose, takeIn, putAway } = useImport()
  return (
    <Page title="导入数据交换包" back={{ to: '/exchange', title: '往来情况' }}>
      {step.kind === 'start' && (
        <div className={styles.start}>
          <p>
            选择其他单位发来的文件（文件名以「数据交换包」开头）。先核对、再告诉您里面有什么，由您决定是否导入；在此之前本机数据不会有任何变动。
          </p>
          <div>
            <Button type="primary" onClick={choose}>
              选择文件…
            </Button>
          </div>
        </div>
      )}
      {step.kind === 'checking' && <p role="status">正在核对「{step.name}」，请稍候，先不要拔出优盘。</p>}
      {step.kind === 'refused' && (
        <div className={styles.refused}>
          <div className={styles.heading}>
            <StateTag state="已拒绝" />
            <strong>{step.name}</strong>
          </div>
          <RefusalNote refusal={step.refusal} />
          <div>
            <Button type="primary" onClick={choose}>
              选择另一个文件…
            </Button>
          </div>
        </div>
      )}
      {(step.kind === 'letter' || step.kind === 'taking-in') && (
        <Letter
          name={step.name}
          opened={step.opened}
          isTakingIn={step.kind === 'taking-in'}
          onTakeIn={() => takeIn(step.opened)}
          onPutAway={putAway}
        />
      )}
      {step.kind === 'letter' && step.refusal && <RefusalNote refusal={step.refusal} />}
      {step.kind === 'imported' && <Imported taken={step.taken} onNext={choose} />}
      {(step.kind === 'checking' || step.kind === 'taking-in') && <Running />}
      {step.kind === 'put-away' && (
        <div className={styles.start}>
          <Note>已放下，没有导入任何内容。文件还在原处，以后可以再导入。</Note>
          <div>
            <Button onClick={choose}>选择文件…</Button>
          </div>
        </div>
      )}
    </Page>
  )
}

function Running() {
  const task = useVisibleTasks().find(({ title }) => Object.values<string>(taskTitles).includes(title))
  return <div className={styles.running}>{task && <TaskLine task={task} />}</div>
}
