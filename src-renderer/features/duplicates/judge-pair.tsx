import { Button, Input } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { useLocation } from 'wouter'
import type { SideBySide } from '../../../src-main/domain/duplicates/side-by-side.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { minuteOf } from '../../ui/dates.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { useNotify } from '../../ui/notify.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useShownKeys } from '../../ui/shown-keys.ts'
import { reviewPath } from '../formal-review/paths.ts'
import styles from './beside.module.css'

/** What is said of the two: one key, with a reason; it holds from both ends until one of them changes. */
export function JudgePair({ found }: { readonly found: SideBySide }) {
  const { a, b, judgements } = found
  const [application, other] = [a.application.id, b.application.id]
  const desk = useDesk()
  const may = useMay()
  const notify = useNotify()
  const [, navigate] = useLocation()
  const judging = useRecord(desk.formalReview.judgeDuplicate)
  const draft = useResumedDraft(`duplicates/${application} ${other}`, { note: '' })
  const canJudge = may('review:edit')
  useShownKeys(canJudge ? 'beside' : null)

  async function judge(isDuplicate: boolean) {
    const result = await judging.run({ application, other, isDuplicate, note: draft.value.note })
    if (!result.ok) return
    draft.clear()
    notify.done(isDuplicate ? '已记录：重复' : '已记录：不是重复')
    navigate(reviewPath(application))
  }
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event
    const isTyping =
      target instanceof HTMLElement && target.closest('input, textarea, [role=dialog]') !== null
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.repeat) return
    if (isTyping && !event.altKey) return
    if (event.code === 'Digit1' || event.code === 'Numpad1') void judge(false)
    else if (event.code === 'Digit2' || event.code === 'Numpad2') void judge(true)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    if (!canJudge) return
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [canJudge])

  return (
    <footer className={styles.judge}>
      {judgements.map(({ institution, isDuplicate, note, at, holds }) => (
        <p key={`${institution} ${at}`} className={styles.said}>
          <OfficeChip code={institution} />
          {minuteOf(at)}　判为{isDuplicate ? '重复' : '不是重复'}
          {note !== '' && `：${note}`}
          {!holds && '（此后申报有变化，请重新判断）'}
        </p>
      ))}
      <RefusalNote refusal={judging.refusal} onClose={judging.reset} />
      {canJudge && (
        <div className={styles.ask}>
          <Input.TextArea
            aria-label="判断的理由"
            placeholder="理由：哪里相同，或为什么不是一回事。判为重复的须写。"
            autoSize={{ minRows: 1, maxRows: 3 }}
            maxLength={1000}
            value={draft.value.note}
            onChange={({ target }) => draft.change({ note: target.value })}
          />
          <Button loading={judging.isRunning} onClick={() => void judge(false)}>
            不是重复（1）
          </Button>
          <Button danger loading={judging.isRunning} onClick={() => void judge(true)}>
            重复（2）
          </Button>
        </div>
      )}
    </footer>
  )
}
