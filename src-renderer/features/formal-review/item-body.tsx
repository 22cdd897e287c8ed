import { type KeyboardEvent, type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import {
  type Evidence,
  findingSentences,
  type ItemVerdict,
  type ReviewedDocument,
} from '../../../src-main/domain/formal-review/rules.ts'
import type { RulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { states } from '../../text/states.ts'
import { minuteOf } from '../../ui/dates.ts'
import { RegisterPanel } from '../registers/register-panel.tsx'
import { EvidencePlaces } from './evidence-places.tsx'
import styles from './items.module.css'
import type { ReviewItem } from './review-items.ts'
import { basisOf } from './words.ts'

export type ItemBodyHandle = { focusNote(): void }

const notChecked = '本版程序还不能核对这一项，请人工判断。'

const choices = [
  { key: '1', verdict: '符合' },
  { key: '2', verdict: '不符合' },
  { key: '3', verdict: '不适用' },
] as const

/** One item in full: what is asked, what the machine found, what a person says about it. */
export function ItemBody({
  item,
  pack,
  application,
  documents,
  places,
  about,
  note,
  isUnrecorded,
  isReadOnly,
  nameOf,
  onVerdict,
  onWithdraw,
  onNote,
  onNoteLeft,
  onPlaces,
  onLook,
  onAttach,
  ref,
}: {
  readonly item: ReviewItem
  readonly pack: RulePack
  readonly application: Pick<Application, 'id' | 'documents'>
  readonly documents: readonly ReviewedDocument[]
  readonly places: readonly Evidence[]
  /** What else belongs to what was found. */
  readonly about?: ReactNode
  readonly note: string
  readonly isUnrecorded: boolean
  readonly isReadOnly: boolean
  readonly nameOf: (person: string) => string
  readonly onVerdict: (verdict: ItemVerdict) => void
  readonly onWithdraw: () => void
  readonly onNote: (note: string) => void
  readonly onNoteLeft: () => void
  readonly onPlaces: (places: readonly Evidence[]) => void
  readonly onLook: (place: Evidence) => void
  readonly onAttach: () => void
  readonly ref: Ref<ItemBodyHandle>
}) {
  const { rule, finding, stored, state } = item
  // A rule for persons has nothing to say; one for the machine that it cannot check yet says so.
  const isUnchecked = finding?.reason.code === 'person'
  const isForPersons = isUnchecked && (rule.how === 'person' || rule.how === 'hint')
  const sentences = isUnchecked ? [notChecked] : finding ? findingSentences(finding) : []
  const register = item.code === 'F19' ? '科研诚信' : item.code === 'C11' ? '社会信用' : null
  const area = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(ref, () => ({ focusNote: () => area.current?.focus() }))
  return (
    <div className={styles.body}>
      {finding && !isForPersons && (
        <div className={styles.found} data-tone={finding.verdict}>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      )}
      {about}
      <dl className={styles.meaning}>
        <dt>要求</dt>
        <dd>{rule.explanation}</dd>
        <dt>看什么</dt>
        <dd>{rule.lookAt}</dd>
        <dt>依据</dt>
        <dd>{basisOf(rule, pack)}</dd>
      </dl>
      {register && <RegisterPanel application={application} register={register} />}
      <EvidencePlaces
        places={places}
        ofMachine={finding?.evidence ?? []}
        documents={documents}
        onLook={onLook}
        {...(isReadOnly ? {} : { onPlaces, onAttach })}
      />
      {isReadOnly ? (
        <Said item={item} />
      ) : (
        <>
          <fieldset className={styles.verdicts} aria-label={`${item.code} 的判断`}>
            {choices.map(({ key, verdict }) => (
              <button
                key={key}
                type="button"
                className={styles.verdict}
                data-tone={states[verdict].tone}
                aria-pressed={stored?.verdict === verdict}
                onClick={() => onVerdict(verdict)}
              >
                <kbd>{key}</kbd>
                {verdict}
              </button>
            ))}
            <button
              type="button"
              className={styles.verdict}
              disabled={!stored && state.verdict === '待人工'}
              onClick={onWithdraw}
            >
              <kbd>0</kbd>
              {stored ? '撤回' : '改为待人工'}
            </button>
          </fieldset>
          <Note
            area={area}
            code={item.code}
            note={note}
            isUnrecorded={isUnrecorded}
            hasVerdict={stored !== null}
            onNote={onNote}
            onLeft={onNoteLeft}
          />
        </>
      )}
      {stored && (
        <p className={styles.noteFoot}>
          {nameOf(stored.person)}　{minuteOf(stored.at)}　判为{stored.verdict}
        </p>
      )}
    </div>
  )
}

function Said({ item: { stored } }: { readonly item: ReviewItem }) {
  return stored && stored.note !== '' ? <p className={styles.said}>说明：{stored.note}</p> : null
}

function Note({
  area,
  code,
  note,
  isUnrecorded,
  hasVerdict,
  onNote,
  onLeft,
}: {
  readonly area: Ref<HTMLTextAreaElement>
  readonly code: string
  readonly note: string
  readonly isUnrecorded: boolean
  readonly hasVerdict: boolean
  readonly onNote: (note: string) => void
  readonly onLeft: () => void
}) {
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const isDone = event.key === 'Escape' || (event.key === 'Enter' && event.ctrlKey)
    if (!isDone || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    const head = event.currentTarget.closest('li')?.querySelector('button')
    if (head) head.focus()
    else event.currentTarget.blur()
  }
  return (
    <div>
      <textarea
        ref={area}
        className={styles.note}
        data-review-note
        aria-label={`${code} 的说明`}
        placeholder="说明（N）。判为不符合时，写清缺什么、要对方怎么做。"
        rows={2}
        maxLength={2000}
        value={note}
        onChange={({ target }) => onNote(target.value)}
        onKeyDown={onKeyDown}
        onBlur={onLeft}
      />
      <p className={styles.noteFoot}>
        <span>{isUnrecorded ? (hasVerdict ? '离开时记入这条意见' : '已存为草稿，判断时一并记录') : ' '}</span>
        <span>Esc 返回　Alt+1 2 3 直接判断</span>
      </p>
    </div>
  )
}
