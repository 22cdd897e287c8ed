import { create } from 'zustand'
import type { SupplyFilter } from '../../../src-main/domain/supply/rules.ts'

/** What the list of waiting applications shows; kept while the window is open. */
export const useSupplyList = create<{
  readonly show: SupplyFilter
  readonly whose: 'own' | 'all'
  readonly search: string
}>(() => ({ show: '全部', whose: 'own', search: '' }))
