import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { BundleChecked } from '../../../src-main/core/ports.ts'
import { useDesk } from '../../app/desk.ts'
import { pathOf } from '../../backend/connection.ts'
import { useQueryOf } from '../../backend/queries.ts'

/** What a bundle that could not join was waiting for, remembered on this desk until it has arrived. */
export type MissingRange = {
  readonly institution: string
  readonly from: number
  readonly to: number
}

const setting = 'exchange/waiting'

/** The remembered ranges; those that came in the meantime are filtered by whoever knows what is here. */
export function useMissingRanges(): readonly MissingRange[] {
  const desk = useDesk()
  const { data } = useQueryOf(desk.settings.load, setting)
  return data ? (JSON.parse(data) as MissingRange[]) : []
}

/** Remembers what an opened bundle says is missing, the newest word for each institution. */
export function useRememberMissing(): (opened: BundleChecked) => Promise<void> {
  const desk = useDesk()
  const queries = useQueryClient()
  return useCallback(
    async (opened) => {
      const missing = missingOf(opened)
      if (missing.length === 0) return
      const loaded = await desk.settings.load(setting)
      const known = loaded.ok && loaded.value ? (JSON.parse(loaded.value) as MissingRange[]) : []
      const others = known.filter(({ institution }) =>
        missing.every((one) => one.institution !== institution),
      )
      await desk.settings.save({ name: setting, value: [...others, ...missing] })
      // Settings are local: nobody is told when they change.
      await queries.invalidateQueries({ queryKey: [...pathOf(desk.settings.load), setting] })
    },
    [desk, queries],
  )
}

/** Missing ranges with the institution whose records they are. */
export function missingOf({ missing, ranges }: BundleChecked): readonly MissingRange[] {
  return missing.flatMap(({ device, from, to }) => {
    const chain = ranges.find((range) => range.device === device)
    return chain ? [{ institution: chain.institution, from, to }] : []
  })
}
