import { useEffect, useRef } from 'react'
import { useActivityStore } from './activity.ts'
import { useLeave } from './session.ts'

export const lockAfterMinutes = 15
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const

/** Locks the desk when nobody has touched it for a quarter of an hour and nothing is running. */
export function AutoLock() {
  const leave = useRef(useLeave())
  const activity = useActivityStore()
  useEffect(() => {
    let touchedAt = Date.now()
    const touch = () => {
      touchedAt = Date.now()
    }
    const timer = setInterval(() => {
      const isBusy = activity.getState().tasks.length > 0
      if (!isBusy && Date.now() - touchedAt > lockAfterMinutes * 60_000) void leave.current.lock('idle')
    }, 10_000)
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, touch, { capture: true })
    }
  }, [activity])
  return null
}
