import { Button } from 'antd'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { needsCheck, type Outcome } from '../../../src-main/domain/formal-review/rules.ts'
import type { SecondCheck } from '../../../src-main/domain/formal-review/second-check/read.ts'
import { useDesk } from '../../app/desk.ts'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './second-check.module.css'

/** What a second check means for an outcome now. */
type CheckingNow = 'not-needed' | 'missing' | 'waiting' | 'stale' | 'differs' | 'done'

export function checkingOf({ level, isWaiting, given }: SecondCheck, outcome: Outcome): CheckingNow {
  if (!needsCheck(level, outcome)) return 'not-needed'
  if (isWaiting) return 'waiting'
  if (!given) return 'missing'
  if (given.isStale) return 'stale'
  return given.differences.some(({ settled }) => settled === null) ? 'differs' : 'done'
}

const words: Record<Exclude<CheckingNow, 'not-needed' | 'done'>, string> = {
  missing: '按本批次的评审方案，这个结论须先经复核。以上填写的内容会保留。',
  waiting: '已送复核，等没有参加初审的复核人看过后再作结论。以上填写的内容会保留。',
  stale: '复核之后审查意见或申报内容又有变动，须再次送复核。',
  differs: '初审与复核有分歧，请先在上方逐处处理。',
}

/** Instead of recording an outcome that needs a second check: what is missing, and the way to ask for it. */
export function AskForCheck({
  page: { application, seen, secondCheck },
  outcome,
  checking,
  onAsked,
}: {
  readonly page: ReviewPage
  readonly outcome: Outcome
  readonly checking: Exclude<CheckingNow, 'not-needed' | 'done'>
  readonly onAsked: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const asking = useRecord(desk.formalReview.requestSecondCheck)
  const isOther = checking === 'waiting' && secondCheck.request?.outcome !== outcome
  async function ask() {
    const result = await asking.run({ application: application.id, outcome, seen })
    if (!result.ok) return
    notify.done(`已送复核，拟作结论：${outcome}`)
    onAsked()
  }
  return (
    <div className={styles.ask}>
      <Note tone={checking === 'waiting' ? 'plain' : 'warn'}>{words[checking]}</Note>
      <RefusalNote refusal={asking.refusal} onClose={asking.reset} />
      {(checking === 'missing' || checking === 'stale' || isOther) && (
        <Button type="primary" loading={asking.isRunning} onClick={() => void ask()}>
          {checking === 'missing' ? '送复核' : isOther ? '改按这个结论送复核' : '再次送复核'}
        </Button>
      )}
    </div>
  )
}
