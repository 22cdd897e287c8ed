import { useEffect, useRef, useState } from 'react'
import type { BundleChecked } from '../../../src-main/core/ports/bundles.ts'
import type { Refusal } from '../../../src-main/core/result.ts'
import { type Answer, type Desk, useDesk } from '../../app/desk.ts'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useTaskRunner } from '../../ui/task-runner.tsx'

export type Taken = Answer<Desk['bundles']['acceptBundle']>

export type ImportStep =
  | { readonly kind: 'start' | 'put-away' }
  | { readonly kind: 'checking'; readonly name: string }
  | { readonly kind: 'refused'; readonly name: string; readonly refusal: Refusal }
  | {
      readonly kind: 'letter'
      readonly name: string
      readonly opened: BundleChecked
      readonly refusal: Refusal | null
    }
  | { readonly kind: 'taking-in'; readonly name: string; readonly opened: BundleChecked }
  | { readonly kind: 'imported'; readonly taken: Taken }

export const taskTitles = { check: '核对数据交换包', takeIn: '导入数据交换包' } as const

/** The steps of an import. What was checked and not taken in is dropped when the page is left. */
export function useImport() {
  const desk = useDesk()
  const { pickFile } = useFilePicker()
  const runTask = useTaskRunner()
  const notify = useNotify()
  const [step, setStep] = useState<ImportStep>({ kind: 'start' })
  const staged = useRef<string | null>(null)
  const isHere = useRef(true)

  function drop() {
    if (staged.current) void desk.bundles.dropBundle({ staged: staged.current })
    staged.current = null
  }

  const dropOnLeaving = useRef(drop)
  dropOnLeaving.current = drop
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
      dropOnLeaving.current()
    }
  }, [])

  async function choose() {
    const file = await pickFile({
      title: '选择其他单位发来的数据交换包',
      extensions: ['age', 'zip', '001', '分卷校验.txt'],
    })
    if (!file) return
    const { token, name } = file
    drop()
    setStep({ kind: 'checking', name })
    const opened = await runTask({
      title: taskTitles.check,
      call: desk.bundles.openBundle,
      input: { file: token },
      saves: false,
    })
    if (!opened.ok) {
      const isCancelled = opened.error.code === 'desk/cancelled'
      return setStep(isCancelled ? { kind: 'start' } : { kind: 'refused', name, refusal: opened.error })
    }
    staged.current = opened.value.staged
    if (!isHere.current) return drop()
    setStep({ kind: 'letter', name, opened: opened.value, refusal: null })
  }

  async function takeIn(opened: BundleChecked) {
    if (step.kind !== 'letter') return
    const { name } = step
    setStep({ kind: 'taking-in', name, opened })
    // From here on the task owns what was checked: leaving the page must not take it away.
    staged.current = null
    const taken = await runTask({
      title: taskTitles.takeIn,
      call: desk.bundles.acceptBundle,
      input: { staged: opened.staged },
    })
    if (taken.ok) {
      if (!isHere.current) notify.done('数据交换包已导入')
      return setStep({ kind: 'imported', taken: taken.value })
    }
    staged.current = opened.staged
    if (!isHere.current) {
      drop()
      return notify.refused(taken.error)
    }
    const isCancelled = taken.error.code === 'desk/cancelled'
    setStep({ kind: 'letter', name, opened, refusal: isCancelled ? null : taken.error })
  }

  function putAway() {
    drop()
    setStep({ kind: 'put-away' })
  }

  return { step, choose, takeIn, putAway }
}
