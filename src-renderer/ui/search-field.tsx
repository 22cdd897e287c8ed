import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { SearchIcon } from './icons.tsx'
import styles from './search-field.module.css'
import { useShownKeys } from './shown-keys.ts'

const searchAfter = 300

/** Finds applications in a list; asks when typing pauses, because a list may be long. `/` goes to it. */
export function SearchField({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (search: string) => void
}) {
  const [text, setText] = useState(value)
  const box = useRef<InputRef>(null)
  const change = useRef(onChange)
  change.current = onChange
  useShownKeys('search')
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => change.current(text), searchAfter)
    return () => clearTimeout(timer)
  }, [text, value])
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.altKey || isTyping(event.target)) return
      event.preventDefault()
      box.current?.focus({ cursor: 'all' })
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <Input
      ref={box}
      allowClear
      className={styles.search ?? ''}
      prefix={<SearchIcon />}
      placeholder="编号、名称、单位或首字母（/）"
      aria-label="搜索编号、名称、单位，也可以用拼音首字母"
      value={text}
      onChange={({ target }) => setText(target.value)}
    />
  )
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null
}
