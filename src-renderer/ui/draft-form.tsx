import { Button } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ok } from '../../src-main/core/result.ts'
import { beginRecording, endRecording, strandDraft, useActivityStore } from '../app/activity.ts'
import { useDesk } from '../app/desk.ts'
import { usePerson } from '../app/session.ts'
import { minuteOf } from './dates.ts'
import { Note } from './note.tsx'
import { useNotify } from './notify.ts'

const keepAfter = 800
const loadAgainAfter = 1000

export type DraftForm<Value> = {
  readonly value: Value
  /** False until it is known whether something was kept, and while a kept draft waits for an answer. */
  readonly isOpen: boolean
  readonly change: (patch: Partial<Value>) => void
  /** When the draft was kept that waits to be taken up again. */
  readonly offeredAt: string | null
  readonly restore: () => void
  readonly discard: () => void
  /** Forgets the draft: what it said is recorded now, or is not wanted any more. */
  readonly clear: () => Promise<void>
}

/**
 * A form whose typing is kept within a second, per person, on this desk only; what was kept and not recorded is
 * offered again. `form` names it: `batches/new`.
 */
export function useDraft<Value extends object>(form: string, initial: Value): DraftForm<Value> {
  const desk = useDesk()
  const activity = useActivityStore()
  const notify = useNotify()
  const stranded = `${usePerson().id}/${form}`
  const [value, setValue] = useState(initial)
  const [state, setState] = useState<'loading' | 'offered' | 'open'>('loading')
  const [kept, setKept] = useState<{ readonly value: string; readonly at: string } | null>(null)
  const pending = useRef<{ readonly timer: ReturnType<typeof setTimeout>; value: Value } | null>(null)

  const keep = useCallback(
    async (text: string) => {
      beginRecording(activity)
      const result = await desk.drafts.save({ form, value: text })
      endRecording(activity, result.ok && text !== '')
      const isStranded = !result.ok && text !== ''
      strandDraft(activity, stranded, isStranded ? { value: text, at: new Date().toISOString() } : null)
    },
    [activity, desk, form, stranded],
  )

  const flush = useCallback(async () => {
    if (!pending.current) return
    const { timer, value } = pending.current
    clearTimeout(timer)
    pending.current = null
    await keep(JSON.stringify(value))
  }, [keep])

  useEffect(() => {
    let isCurrent = true
    async function load() {
      const loaded = await desk.drafts.load(form)
      // What was typed while the backend was away is newer than what it has.
      const newer = activity.getState().strandedDrafts.get(stranded)
      if (!isCurrent) return
      if (!loaded.ok && !newer) return void setTimeout(() => isCurrent && load(), loadAgainAfter)
      const draft = newer ?? (loaded.ok ? loaded.value : null)
      setKept(draft)
      setState(draft ? 'offered' : 'open')
    }
    void load()
    return () => {
      isCurrent = false
    }
  }, [activity, desk, form, stranded])

  useEffect(() => {
    const { unsaved } = activity.getState()
    activity.setState({ unsaved: new Set([...unsaved, flush]) })
    return () => {
      activity.setState((now) => ({ unsaved: new Set([...now.unsaved].filter((one) => one !== flush)) }))
      void flush()
    }
  }, [activity, flush])

  function change(patch: Partial<Value>) {
    setValue((before) => {
      const next = { ...before, ...patch }
      if (pending.current) pending.current.value = next
      else pending.current = { timer: setTimeout(() => void flush(), keepAfter), value: next }
      return next
    })
  }

  return {
    value,
    isOpen: state === 'open',
    change,
    offeredAt: state === 'offered' ? (kept?.at ?? null) : null,
    restore() {
      setValue(readDraft(kept?.value ?? '{}', initial))
      setState('open')
    },
    discard() {
      setState('open')
      const given = kept?.value
      void keep('')
      if (given === undefined) return
      notify.done('已放弃上次未提交的内容', async () => {
        setValue(readDraft(given, initial))
        await keep(given)
        return ok(null)
      })
    },
    async clear() {
      if (pending.current) clearTimeout(pending.current.timer)
      pending.current = null
      await keep('')
    },
  }
}

/**
 * A short form (a reason, a name) whose kept typing is taken up without asking: it stands where it was typed, harms
 * nobody, and can be seen and changed before it is recorded.
 */
export function useResumedDraft<Value extends object>(form: string, initial: Value): DraftForm<Value> {
  const draft = useDraft(form, initial)
  const { offeredAt, restore } = draft
  useEffect(() => {
    if (offeredAt) restore()
  })
  return draft
}

/** Offers the kept draft above its form; the form stays closed until the person has chosen, so that neither is lost. */
export function DraftOffer<Value>({ draft }: { readonly draft: DraftForm<Value> }) {
  if (!draft.offeredAt) return null
  return (
    <Note
      tone="warn"
      actions={
        <>
          <Button type="primary" onClick={draft.restore}>
            恢复未提交的内容
          </Button>
          <Button onClick={draft.discard}>不要了，重新填写</Button>
        </>
      }
    >
      您在 {minuteOf(draft.offeredAt)} 填写过这张表，还没有提交，内容已为您保留。
    </Note>
  )
}

/** A draft may be of an earlier program: only fields that still exist and are of the same kind are taken. */
function readDraft<Value extends object>(text: string, initial: Value): Value {
  const kept: unknown = JSON.parse(text)
  if (typeof kept !== 'object' || kept === null) return initial
  const fitting = Object.entries(kept).filter(([field, value]) => {
    const model = (initial as Record<string, unknown>)[field]
    return field in initial && typeof model === typeof value && Array.isArray(model) === Array.isArray(value)
  })
  return { ...initial, ...Object.fromEntries(fitting) }
}
