import { useCallback, useRef, useState } from 'react'
import type { CommandOptions, Progress, TaskOptions } from '../../src-main/core/module.ts'
import type { Refusal, Result } from '../../src-main/core/result.ts'

export type Running<Input, Output, Options> = {
  /** Never throws; a second run while one is under way waits for nothing and has its own key. */
  readonly run: (input: Input, options?: Options) => Promise<Result<Output>>
  readonly isRunning: boolean
  /** Of the last run; null while it runs and after it went well. */
  readonly refusal: Refusal | null
  /** Takes the refusal off the screen. */
  readonly reset: () => void
}

/** A command with what a button needs to show about it. */
export function useCommand<Input, Output>(
  call: (input: Input, options?: CommandOptions) => Promise<Result<Output>>,
): Running<Input, Output, CommandOptions> {
  const [running, setRunning] = useState(0)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const run = useCallback(
    async (input: Input, options?: CommandOptions) => {
      setRunning((count) => count + 1)
      setRefusal(null)
      const result = await call(input, options)
      setRunning((count) => count - 1)
      if (!result.ok) setRefusal(result.error)
      return result
    },
    [call],
  )
  const reset = useCallback(() => setRefusal(null), [])
  return { run, isRunning: running > 0, refusal, reset }
}

/** A task with its progress; `cancel` asks, the result tells whether it was in time. It outlives the screen. */
export function useTask<Input, Output>(
  call: (input: Input, options?: TaskOptions) => Promise<Result<Output>>,
): Running<Input, Output, CommandOptions> & {
  readonly progress: Progress | null
  readonly cancel: () => void
} {
  const [progress, setProgress] = useState<Progress | null>(null)
  const controller = useRef<AbortController | null>(null)
  const cancel = useCallback(() => controller.current?.abort(), [])
  const cancellable = useCallback(
    async (input: Input, options?: CommandOptions) => {
      const own = new AbortController()
      controller.current = own
      const result = await call(input, { ...options, signal: own.signal, onProgress: setProgress })
      if (controller.current === own) setProgress(null)
      return result
    },
    [call],
  )
  return { ...useCommand(cancellable), progress, cancel }
}
