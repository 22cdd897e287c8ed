import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Modal } from 'antd'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { isFound, searchWords } from '../../src-main/domain/search/rules.ts'
import { useDesk } from './desk.ts'
import type { FeatureContext, SearchHit } from './feature.ts'
import { features } from './routes.ts'
import styles from './search-box.module.css'
import { useMay, usePerson } from './session.ts'

const mostHits = 30

/** One field for everything: what every feature finds for it, by any part, by pinyin initials. */
export function SearchDialog({ close }: { readonly close: () => void }) {
  const id = useId()
  const [, navigate] = useLocation()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const asked = useDeferredValue(text.trim())
  const { hits, isAnswered } = useHits(asked)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at])

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
    <Modal open title="搜索" footer={null} onCancel={close} width={680} style={{ top: 64 }}>
      <input
        className={styles.input}
        // biome-ignore lint/a11y/noAutofocus: the dialog was opened to type here
        autoFocus
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={`${id}-hits`}
        aria-activedescendant={hits[at] ? `${id}-${at}` : undefined}
        aria-label="搜索编号、名称"
        placeholder="编号、末四位、名称中的几个字，或拼音首字母（njdx）"
        value={text}
        onChange={({ target }) => {
          setText(target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-hits`} role="listbox" aria-label="搜索结果" className={styles.hits}>
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
      {isAnswered && hits.length === 0 && <p className={styles.nothing}>没有找到「{asked}」</p>}
    </Modal>
  )
}

function useHits(text: string): { readonly hits: readonly SearchHit[]; readonly isAnswered: boolean } {
  const desk = useDesk()
  const person = usePerson()
  const may = useMay()
  const context: FeatureContext = { desk, person, may }
  const { data, isSuccess } = useQuery({
    queryKey: ['search', text],
    enabled: text !== '',
    queryFn: async (): Promise<readonly SearchHit[]> => {
      const words = searchWords(text)
      const matches = (name: string) => isFound(words, name)
      const found = await Promise.all(features.map(({ search }) => search?.(context, text, matches) ?? []))
      return [...pagesCalled(matches, may), ...found.flat()].slice(0, mostHits)
    },
    placeholderData: keepPreviousData,
  })
  const isAsked = text !== ''
  return { hits: isAsked ? (data ?? []) : [], isAnswered: isAsked && isSuccess }
}

function pagesCalled(matches: (name: string) => boolean, may: FeatureContext['may']): SearchHit[] {
  return features
    .flatMap(({ routes }) => routes)
    .filter(({ inNavigation, permission, title }) => inNavigation && may(permission) && matches(title))
    .map(({ path, title, stage }) => ({ key: path, title, detail: `页面 · ${stage}`, to: path }))
}
