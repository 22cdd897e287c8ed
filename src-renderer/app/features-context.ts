import { createContext, useContext } from 'react'
import type { Feature } from './feature.ts'

export const FeaturesContext = createContext<readonly Feature[]>([])

/** Every feature of the program; pages that gather from all of them ask here, not in the list itself. */
export function useFeatures(): readonly Feature[] {
  return useContext(FeaturesContext)
}
