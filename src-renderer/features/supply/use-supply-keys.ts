import { useEffect, useEffectEvent } from 'react'
import { useShownKeys } from '../../ui/shown-keys.ts'
import type { SupplyActs } from './use-supply-acts.tsx'

/** One key an act, while nothing is being typed and no dialog is open; null binds none. */
export function useSupplyKeys(acts: SupplyActs | null): void {
  useShownKeys(acts ? 'supply' : null)
  const run = useEffectEvent((key: string) => {
    switch (key) {
      case 'r':
        return acts?.receive()
      case 't':
        return acts?.logCall(null)
      case 'f':
        return acts?.confirmSent()
      case 'e':
        return acts?.extend()
      case 'g':
        return acts?.goOn()
    }
  })
  const isBound = acts !== null
  useEffect(() => {
    if (!isBound) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (!(event.target instanceof HTMLElement) || document.querySelector('[role=dialog]')) return
      if (event.target.closest('input, textarea, [role=combobox]')) return
      const key = event.key.toLowerCase()
      if (!'rtfeg'.includes(key) || key.length !== 1) return
      event.preventDefault()
      run(key)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [isBound])
}
