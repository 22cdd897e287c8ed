import { type KeyboardEvent, type Ref, useImperativeHandle, useRef } from 'react'
import {
  type Evidence,
  findingSentences,
  type ItemVerdict,
  type ReviewedDocument,
} from '../../../src-main/domain/formal-review/rules.ts'
import type { RulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { states } from '../../text/states.ts'
import { EvidencePlaces } from '../formal-review/evidence-places.tsx'
import styles from '../formal-review/items.module.css'
import { basisOf } from '../formal-review/words.ts'
import type { CheckItem } from './checking.ts'
import own from './second-check.module.css'

export type CheckBodyHandle = { focusNote(): void }

const choices = [
  { key: '1', verdict: '符合' },
  { key: '2', verdict: '不符合' },
  { key: '3', verdict: '不适用' },
] as const

/** One item for the second person: what is asked, what the machine and the first person said, and the own word. */
export function CheckBody({
  item,
  pack,
  documents,
  isBlind,
  nameOf,
  onSay,
  onAgree,
  onNote,
  onLook,
  ref,
}: {
  readonly item: CheckItem
  readonly pack: RulePack
  readonly documents: readonly ReviewedDocument[]
  readonly isBlind: boolean
  readonly nameOf: (person: string) => string
  readonly onSay: (verdict: ItemVerdict | null) => void
  readonly onAgree: () => void
  readonly onNote: (note: string) => void
  readonly onLook: (place: Evidence) => void
  readonly ref: Ref<CheckBodyHandle>
}) {
  const { rule, finding, stored, state, word, code } = item
  const area = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => ({ focusNote: () => area.current?.focus() }))
  const sentences = finding && finding.reason.code !== 'person' ? findingSentences(finding) : []
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const isDone = event.key === 'Escape' || (event.key === 'Enter' && event.ctrlKey)
    if (!isDone || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    event.currentTarget.closest('li')?.querySelector('button')?.focus()
  }
  return (
    <div className={styles.body}>
      {finding && sentences.length > 0 && (
        <div className={styles.found} data-tone={finding.verdict}>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      <dl className={styles.meaning}>
        <dt>要求</dt>
        <dd>{rule.explanation}</dd>
        <dt>看什么</dt>
        <dd>{rule.lookAt}</dd>
        <dt>依据</dt>
        <dd>{basisOf(rule, pack)}</dd>
      </dl>
      <EvidencePlaces
        places={stored?.evidence ?? []}
        ofMachine={finding?.evidence ?? []}
        documents={documents}
        onLook={onLook}
      />
      {!isBlind && (
        <p className={own.first}>
          {stored ? `${nameOf(stored.person)}判为` : state.by === 'machine' ? '机器判为' : '初审留为'}
          {state.verdict}
          {stored && stored.note !== '' && `：${stored.note}`}
        </p>
      )}
      <fieldset className={styles.verdicts} aria-label={`${code} 的复核意见`}>
        {!isBlind && (
          <button
            type="button"
            className={styles.verdict}
            data-tone="quiet"
            aria-pressed={word.verdict === state.verdict}
            onClick={onAgree}
          >
            <kbd>Y</kbd>
            同意
          </button>
        )}
        {choices.map(({ key, verdict }) => (
          <button
            key={key}
            type="button"
            className={styles.verdict}
            data-tone={states[verdict].tone}
            aria-pressed={item.verdict === verdict}
            onClick={() => onSay(verdict)}
          >
            <kbd>{key}</kbd>
            {verdict}
          </button>
        ))}
        <button
          type="button"
          className={styles.verdict}
          disabled={word.verdict === null}
          onClick={() => onSay(null)}
        >
          <kbd>0</kbd>
          清除
        </button>
      </fieldset>
      <div>
        <textarea
          ref={area}
          className={styles.note}
          data-review-note
          aria-label={`${code} 的复核说明`}
          placeholder={item.differs ? '与初审不一致，写一句理由（N）' : '说明（N），可以不填'}
          rows={2}
          maxLength={2000}
          value={word.note}
          onChange={({ target }) => onNote(target.value)}
          onKeyDown={onKeyDown}
        />
        <p className={styles.noteFoot}>
          <span>{item.lacksNote ? '请写明与初审不一致的理由' : '已存为草稿，提交时一并记录'}</span>
          <span>Esc 返回</span>
        </p>
      </div>
    </div>
  )
}
