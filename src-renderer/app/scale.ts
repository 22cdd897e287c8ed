import { useEffect, useEffectEvent } from 'react'
import type { Scale } from '../../src-main/hosts/bridge.ts'
import { hostWindow, onHostMessage } from '../backend/connect.ts'
import { useRemembered } from '../ui/remembered.ts'

export const scales: readonly Scale[] = [100, 125, 150]

const readScale = (stored: unknown): Scale => scales.find((one) => one === stored) ?? 100

/** How large everything is for the person who works here: one choice in both hosts. */
export function useScale(): { readonly scale: Scale; readonly choose: (scale: Scale) => void } {
  const { value, change } = useRemembered('scale', readScale)
  return { scale: value, choose: change }
}

/** Applies the choice, and takes it from the keys (Ctrl with +, - and 0) and from the window's menu. */
export function useScaling(): void {
  const { value: scale, isReady, change } = useRemembered('scale', readScale)
  useEffect(() => {
    if (isReady) enlarge(scale)
  }, [isReady, scale])

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const at = scales.indexOf(scale)
    const next = { '+': at + 1, '=': at + 1, '-': at - 1, '0': 0 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const wanted = scales[next]
    if (wanted) change(wanted)
  })
  const onMessage = useEffectEvent((message: unknown) => {
    const wanted = scales.find((one) => message === `desk:scale-${one}`)
    if (wanted) change(wanted)
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    const stopListening = onHostMessage((message) => onMessage(message))
    return () => {
      window.removeEventListener('keydown', listener)
      stopListening()
    }
  }, [])
}

/** The desktop's window enlarges its content by itself; a browser's page does it. */
function enlarge(scale: Scale): void {
  if (hostWindow) hostWindow.scale(scale)
  else document.documentElement.style.setProperty('--scale', String(scale / 100))
}
