import { useCallback } from 'react'
import type { CommandOptions } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import { beginRecording, endRecording, useActivityStore } from '../app/activity.ts'
import { type Running, useCommand } from '../backend/commands.ts'

/** `useCommand` whose saving and saved time the top bar shows. */
export function useRecord<Input, Output>(
  call: (input: Input, options?: CommandOptions) => Promise<Result<Output>>,
): Running<Input, Output, CommandOptions> {
  const activity = useActivityStore()
  const watched = useCallback(
    async (input: Input, options?: CommandOptions) => {
      beginRecording(activity)
      const result = await call(input, options)
      endRecording(activity, result.ok)
      return result
    },
    [activity, call],
  )
  return useCommand(watched)
}
