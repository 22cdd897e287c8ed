import { Input } from 'antd'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { Digest } from '../../../src-main/core/suite.ts'
import type { ApplicationDocument } from '../../../src-main/domain/applications/record.ts'
import type { TextHit } from '../../../src-main/domain/documents/find-text.ts'
import { useDesk } from '../../app/desk.ts'
import { useTask } from '../../backend/commands.ts'
import { SearchIcon } from '../../ui/icons.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './text-search.module.css'

export type TextSearchHandle = { focus(): void }

type Found = {
  readonly words: string
  readonly hits: readonly TextHit[]
  readonly isCut: boolean
  readonly searched: readonly Digest[]
  readonly unread: readonly Digest[]
}

const searchAfter = 250

/** Finds words in the text of the documents; Enter goes from hit to hit, and what nobody could read is said. */
export function TextSearch({
  documents,
  onHit,
  ref,
}: {
  readonly documents: readonly ApplicationDocument[]
  readonly onHit: (hit: TextHit) => void
  readonly ref: Ref<TextSearchHandle>
}) {
  const desk = useDesk()
  const { run, refusal } = useTask(desk.documents.findText)
  const [words, setWords] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const [at, setAt] = useState(-1)
  const box = useRef<HTMLDivElement>(null)
  useImperativeHandle(ref, () => ({ focus: () => box.current?.querySelector('input')?.focus() }))
  const digests = documents.map(({ document }) => document).join(' ')
  useEffect(() => {
    if (words.trim() === '') {
      setFound(null)
      return
    }
    let isGone = false
    const timer = setTimeout(() => {
      void run({ documents: digests.split(' '), words }).then((result) => {
        if (isGone || !result.ok) return
        setFound({ ...result.value, words })
        setAt(-1)
      })
    }, searchAfter)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [words, digests, run])

  function go(index: number) {
    const hit = found?.hits[index]
    if (!hit) return
    setAt(index)
    onHit(hit)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && found && found.hits.length > 0) {
      const { length } = found.hits
      go((at + (event.shiftKey ? -1 : 1) + length) % length)
    } else if (event.key === 'Escape') {
      setWords('')
      box.current?.querySelector('input')?.blur()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.search} ref={box}>
      <Input
        size="small"
        prefix={<SearchIcon />}
        placeholder="在附件文字中查找（F）"
        aria-label="在附件文字中查找"
        maxLength={100}
        value={words}
        onChange={({ target }) => setWords(target.value)}
        onKeyDown={onKeyDown}
      />
      {(found || refusal) && (
        <div className={styles.found}>
          <RefusalNote refusal={refusal} />
          {found && <p className={styles.count}>{inWords(found, documents)}</p>}
          <ol className={styles.hits}>
            {found?.hits.map((hit, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: hits of one search never change places
              <li key={`${hit.document} ${hit.place} ${i}`}>
                <button type="button" aria-pressed={i === at} onClick={() => go(i)}>
                  <span className={styles.place}>
                    {documents.length > 1 &&
                      `${documents.find(({ document }) => document === hit.document)?.name}　`}
                    第 {hit.place} {hit.unit === 'page' ? '页' : '段'}
                  </span>
                  <span>
                    {hit.before}
                    <mark>{hit.match}</mark>
                    {hit.after}
                  </span>
                </button>
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  )
}

function inWords({ hits, isCut, unread }: Found, documents: readonly ApplicationDocument[]): string {
  const count = hits.length === 0 ? '没有找到。' : `${isCut ? '多于 ' : ''}${hits.length} 处，回车逐处查看。`
  const names = unread.flatMap((digest) => documents.find(({ document }) => document === digest)?.name ?? [])
  return names.length === 0 ? count : `${count}${names.join('、')}：扫描件，机器未读文字，没有查。`
}
