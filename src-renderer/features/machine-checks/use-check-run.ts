import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import { useDesk } from '../../app/desk.ts'
import { useNotify } from '../../ui/notify.ts'
import { useTaskRunner } from '../../ui/task-runner.tsx'

/** Checks a whole batch; the top bar shows how far it is, and it goes on when the page is left. */
export function useCheckRun(batch: string): {
  readonly start: () => void
  readonly isRunning: boolean
  readonly refusal: Refusal | null
} {
  const desk = useDesk()
  const notify = useNotify()
  const run = useTaskRunner()
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  async function start() {
    setRunning(true)
    setRefusal(null)
    const result = await run({
      title: '机器核对全部',
      call: desk.machineChecks.checkAll,
      input: batch,
      saves: false,
    })
    setRunning(false)
    if (result.ok)
      notify.done(`已核对 ${(result.value as { readonly applications: number }).applications} 项`)
    else setRefusal(result.error)
  }
  return { start: () => void start(), isRunning, refusal }
}
