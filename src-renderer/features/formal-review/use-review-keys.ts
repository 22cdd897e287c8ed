import { useEffect, useEffectEvent } from 'react'

/** What the keys of review mode do; a key whose action is absent does nothing. */
export type ReviewKeys = Readonly<Partial<Record<string, () => void>>>

const typing =
  'input, textarea, select, [contenteditable=true], [role=dialog], [role=combobox], [role=listbox]'

/**
 * Keys of the whole page, wherever the focus is, as long as nobody types: `1`, `ArrowDown`, `Ctrl+z`, `Alt+2`. Those with
 * Alt or Ctrl also work while a note is being typed. What another part of the page has handled is left alone.
 */
export function useReviewKeys(keys: ReviewKeys): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.metaKey) return
    // A key that is held down moves on and never judges one item after the other.
    if (event.repeat && !event.key.startsWith('Arrow')) return
    const target = event.target instanceof HTMLElement ? event.target : document.body
    const name = `${event.ctrlKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${keyOf(event)}`
    const inNote = target instanceof HTMLTextAreaElement && target.dataset.reviewNote !== undefined
    if (target.closest(typing) && !(inNote && event.altKey)) return
    const action = keys[name]
    if (!action) return
    event.preventDefault()
    action()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

/** Digits by their key: with Alt, or on layouts and input methods that change them, `key` may be another character. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  const digit = shiftKey ? undefined : /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit !== undefined) return digit
  return key.length === 1 ? key.toLowerCase() : key
}

/** Esc before the page takes it to leave: answers true when it meant something nearer. Fields and dialogs keep theirs. */
export function useEscape(handle: (target: HTMLElement) => boolean): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    const { key, target } = event
    if (key !== 'Escape' || !(target instanceof HTMLElement) || target.closest(typing)) return
    if (!handle(target)) return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    window.addEventListener('keydown', listener, true)
    return () => window.removeEventListener('keydown', listener, true)
  }, [])
}
