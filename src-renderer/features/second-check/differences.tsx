import { Button, Input } from 'antd'
import { type FormEvent, type Ref, useImperativeHandle, useRef, useState } from 'react'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import type { Difference } from '../../../src-main/domain/formal-review/second-check/read.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import styles from './second-check.module.css'

export type DifferencesHandle = { focus(): void }

/** Where first and second word differ, beside each other, and what became of it; nothing where they agree. */
export function Differences({
  page,
  canSettle,
  nameOf,
  onItem,
  ref,
}: {
  readonly page: ReviewPage
  readonly canSettle: boolean
  readonly nameOf: (person: string) => string
  readonly onItem: (code: RuleCode) => void
  readonly ref: Ref<DifferencesHandle>
}) {
  const panel = useRef<HTMLElement>(null)
  useImperativeHandle(ref, () => ({
    focus: () => panel.current?.querySelector<HTMLElement>('[data-settle]')?.focus(),
  }))
  const { given, isWaiting } = page.secondCheck
  if (!given || given.isStale || isWaiting || given.differences.length === 0) return null
  const open = given.differences.filter(({ settled }) => settled === null).length
  return (
    <section ref={panel} className={styles.panel} aria-label="初审与复核的分歧">
      <h2>
        {nameOf(given.person)}的复核有 {given.differences.length} 处不一致
        {open > 0 ? `，还有 ${open} 处未处理（G）` : '，都已处理'}
      </h2>
      <table className={styles.differences}>
        <thead>
          <tr>
            <th scope="col">审查项</th>
            <th scope="col">初审</th>
            <th scope="col">复核</th>
            <th scope="col">处理</th>
          </tr>
        </thead>
        <tbody>
          {given.differences.map((difference) => (
            <Row
              key={difference.code}
              page={page}
              check={given.id}
              difference={difference}
              canSettle={canSettle}
              nameOf={nameOf}
              onItem={onItem}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Row({
  page,
  check,
  difference: { code, first, second, note, settled },
  canSettle,
  nameOf,
  onItem,
}: {
  readonly page: ReviewPage
  readonly check: string
  readonly difference: Difference
  readonly canSettle: boolean
  readonly nameOf: (person: string) => string
  readonly onItem: (code: RuleCode) => void
}) {
  const title = page.pack.rules.find((rule) => rule.code === code)?.title ?? ''
  return (
    <tr>
      <th scope="row">
        <button type="button" onClick={() => onItem(code)}>
          {code}　{title}
        </button>
      </th>
      <td>
        <StateTag state={first} />
      </td>
      <td>
        <StateTag state={second} />
        {note !== '' && <p className={styles.note}>{note}</p>}
      </td>
      <td>
        {settled ? (
          <span>
            {settled.how === 'adopted' ? '已采纳复核意见' : `维持初审：${settled.reason}`}（
            {nameOf(settled.person)}）
          </span>
        ) : canSettle ? (
          <Settle application={page.application.id} check={check} code={code} />
        ) : (
          '待经办人处理'
        )}
      </td>
    </tr>
  )
}

function Settle({
  application,
  check,
  code,
}: {
  readonly application: string
  readonly check: string
  readonly code: RuleCode
}) {
  const desk = useDesk()
  const settling = useRecord(desk.formalReview.settleDifference)
  const draft = useResumedDraft(`second-check/keep/${check}/${code}`, { reason: '' })
  const [isKeeping, setKeeping] = useState(false)
  const reason = draft.value.reason.trim()
  async function settle(keptBecause: string | null) {
    const result = await settling.run({ application, check, code, keptBecause })
    if (result.ok) await draft.clear()
  }
  function keep(event: FormEvent) {
    event.preventDefault()
    if (reason !== '') void settle(reason)
  }
  return (
    <div className={styles.reason}>
      {isKeeping ? (
        <form className={styles.reason} onSubmit={keep}>
          <Input.TextArea
            autoFocus
            aria-label={`${code} 维持初审意见的理由`}
            placeholder="维持的理由"
            autoSize={{ minRows: 1, maxRows: 4 }}
            maxLength={2000}
            value={draft.value.reason}
            onChange={({ target }) => draft.change({ reason: target.value })}
          />
          <span className={styles.settle}>
            <Button size="small" onClick={() => setKeeping(false)}>
              返回
            </Button>
            <Button
              size="small"
              type="primary"
              htmlType="submit"
              disabled={reason === ''}
              loading={settling.isRunning}
            >
              维持初审
            </Button>
          </span>
        </form>
      ) : (
        <span className={styles.settle}>
          <Button size="small" data-settle loading={settling.isRunning} onClick={() => void settle(null)}>
            采纳复核意见
          </Button>
          <Button size="small" onClick={() => setKeeping(true)}>
            维持初审…
          </Button>
        </span>
      )}
      <RefusalNote refusal={settling.refusal} onClose={settling.reset} />
    </div>
  )
}
