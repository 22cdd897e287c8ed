import { Button } from 'antd'
import { useState } from 'react'
import type { Digest } from '../../../src-main/core/suite.ts'
import type { ComparedSide, SideBySide, TextPlace } from '../../../src-main/domain/duplicates/side-by-side.ts'
import { applicationFieldLabels } from '../../text/application-fields.ts'
import styles from './beside.module.css'
import { BesideDocument } from './beside-document.tsx'
import { markedText, shortened } from './marked-text.ts'

/** The passages that agree, each side in its own column; the documents themselves are opened in their place. */
export function BesideTexts({ found }: { readonly found: SideBySide }) {
  const { passages, percent } = found
  const longest = passages[0]?.length ?? 0
  return (
    <section className={styles.texts} aria-label="文字">
      <h2 className={styles.heading}>
        {percent === null
          ? '没有可比对的文字'
          : passages.length === 0
            ? '文字没有重合'
            : `文字重合约 ${percent}%（较短一项），共 ${passages.length} 处，最长 ${longest} 字`}
      </h2>
      <div className={styles.columns}>
        <Side found={found} of="a" />
        <Side found={found} of="b" />
      </div>
    </section>
  )
}

function Side({ found, of }: { readonly found: SideBySide; readonly of: 'a' | 'b' }) {
  const side = found[of]
  const { application, texts, unread } = side
  const [opened, setOpened] = useState<{ readonly document: Digest; readonly page: number } | null>(null)
  const shown = opened && application.documents.find(({ document }) => document === opened.document)
  return (
    <div className={styles.side}>
      <div className={styles.documents}>
        {application.documents.map(({ document, name }) => (
          <Button
            key={document}
            size="small"
            aria-pressed={opened?.document === document}
            onClick={() => setOpened(opened?.document === document ? null : { document, page: 1 })}
          >
            {opened?.document === document ? `收起 ${name}` : `打开 ${name}`}
          </Button>
        ))}
        {application.documents.length === 0 && <span>没有附件</span>}
        {unread.length > 0 && (
          <span className={styles.unread}>
            {unread.length} 份附件没有文字：扫描件，机器未读文字，或不在本机
          </span>
        )}
      </div>
      {shown && opened && (
        <BesideDocument key={`${shown.document} ${opened.page}`} document={shown} page={opened.page} />
      )}
      {texts.map(({ place, text }, i) => (
        <article key={placeKey(place, i)} className={styles.text}>
          <h3>
            {placeWords(place, side)}
            {'document' in place && place.unit === 'page' && (
              <Button
                size="small"
                type="link"
                onClick={() => setOpened({ document: place.document, page: place.place })}
              >
                打开这一页
              </Button>
            )}
          </h3>
          <p>
            {shortened(markedText(text, i, found.passages, of)).map((part, at) =>
              part.passage === null ? (
                part.text
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change places
                <mark key={at} title={`第 ${part.passage} 处`}>
                  <sup>{part.passage}</sup>
                  {part.text}
                </mark>
              ),
            )}
          </p>
        </article>
      ))}
    </div>
  )
}

function placeKey(place: TextPlace, i: number): string {
  return 'field' in place ? `${place.field} ${i}` : `${place.document} ${place.place}`
}

function placeWords(place: TextPlace, { application: { documents } }: ComparedSide): string {
  if ('field' in place) return applicationFieldLabels[place.field]
  const name = documents.find(({ document }) => document === place.document)?.name ?? '附件'
  return `${name}　第 ${place.place} ${place.unit === 'page' ? '页' : '段'}`
}
