import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useState } from 'react'
import { useLocation } from 'wouter'
import { SearchIcon } from '../ui/icons.tsx'
import { useDesk } from './desk.ts'
import type { FeatureContext, SearchHit } from './feature.ts'
import { features } from './routes.ts'
import styles from './search-box.module.css'
import { useMay, usePerson } from './session.ts'

/** Search everything: opened by click or Ctrl+K. */
export function SearchBox() {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <>
      <button
        type="button"
        className={styles.opener}
        onClick={() => setOpen(true)}
        aria-keyshortcuts="Control+K"
      >
        <SearchIcon />
        <span className={styles.openerText}>搜索</span>
        <kbd className={styles.key}>Ctrl K</kbd>
      </button>
      {isOpen && <SearchDialog close={() => setOpen(false)} />}
    </>
  )
}

function SearchDialog({ close }: { readonly close: () => void }) {
  const id = useId()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const asked = useDeferredValue(text.trim())
  const hits = useHits(asked)

  function open(hit: SearchHit | undefined) {
    if (!hit) return
    close()
    navigate(hit.to)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, hits.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter') open(hits[at])
    else return
    event.preventDefault()
  }

  return (
    <Modal open title="搜索" footer={null} onCancel={close} width={600} style={{ top: 64 }}>
      <input
        className={styles.input}
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
        autoFocus
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={`${id}-hits`}
        aria-activedescendant={hits[at] ? `${id}-${at}` : undefined}
        aria-label="搜索编号、名称"
        placeholder="编号、名称中的任意几个字、末四位"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-hits`} role="listbox" aria-label="搜索结果" className={styles.hits}>
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys belong to the input above
          <div
            key={hit.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles.hit}
            onClick={() => open(hit)}
            onMouseMove={() => setAt(index)}
          >
            <span className={styles.title}>{hit.title}</span>
            <span className={styles.detail}>{hit.detail}</span>
          </div>
        ))}
      </div>
      {asked !== '' && hits.length === 0 && <p className={styles.nothing}>没有找到「{asked}」</p>}
    </Modal>
  )
}

function useHits(text: string): readonly SearchHit[] {
  const desk = useDesk()
  const person = usePerson()
  const may = useMay()
  const context: FeatureContext = { desk, person, may }
  const { data } = useQuery({
    queryKey: ['search', text],
    enabled: text !== '',
    queryFn: async (): Promise<readonly SearchHit[]> => {
      const found = await Promise.all(features.map(({ search }) => search?.(context, text) ?? []))
      return [...pagesCalled(text, may), ...found.flat()].slice(0, 30)
    },
    placeholderData: keepPreviousData,
  })
  return text === '' ? [] : (data ?? [])
}

function pagesCalled(text: string, may: FeatureContext['may']): SearchHit[] {
  return features
    .flatMap(({ routes }) => routes)
    .filter(({ inNavigation, permission, title }) => inNavigation && may(permission) && title.includes(text))
    .map(({ path, title, stage }) => ({ key: path, title, detail: `页面 · ${stage}`, to: path }))
}
