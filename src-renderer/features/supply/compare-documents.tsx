import { Select } from 'antd'
import { useState } from 'react'
import type { Comparison } from '../../../src-main/domain/supply/queries.ts'
import type { VersionDocument } from '../../../src-main/domain/supply/versions.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import styles from './compare.module.css'
import { ComparePages } from './compare-pages.tsx'
import { type DocumentPair, pairDocuments } from './document-pairs.ts'

const none = ''

/** The documents of two versions: which go together, and their pages side by side. */
export function CompareDocuments({
  comparison: { before, after },
  labels,
}: {
  readonly comparison: Comparison
  readonly labels: readonly [string, string]
}) {
  const pairs = pairDocuments(before.documents, after.documents)
  const first = pairs.find((pair) => !isSame(pair)) ?? pairs[0]
  const [chosen, setChosen] = useState<DocumentPair | null>(first ?? null)
  if (!chosen) return <EmptyState title="两个版本都没有附件">附上文件后，可以在这里逐页对照。</EmptyState>
  const side = (documents: readonly VersionDocument[], which: 'before' | 'after', label: string) => (
    <Select
      aria-label={`${label}的附件`}
      className={styles.document ?? ''}
      value={chosen[which]?.document ?? none}
      options={[
        { value: none, label: '（没有）' },
        ...documents.map(({ document, name }) => ({ value: document as string, label: name })),
      ]}
      onChange={(digest) => {
        const found = documents.find(({ document }) => document === digest) ?? null
        setChosen({ ...chosen, [which]: found })
      }}
    />
  )
  return (
    <div className={styles.documents}>
      <ul className={styles.pairs} aria-label="附件">
        {pairs.map((pair) => {
          const { name } = (pair.after ?? pair.before)!
          return (
            <li key={`${pair.before?.document} ${pair.after?.document}`}>
              <button
                type="button"
                aria-pressed={isShown(pair, chosen)}
                data-same={isSame(pair) || undefined}
                title={name}
                onClick={() => setChosen(pair)}
              >
                <span className={styles.name}>{name}</span>
                <span className={styles.quiet}>{pairWords(pair)}</span>
              </button>
            </li>
          )
        })}
      </ul>
      <div className={styles.beside}>
        <div className={styles.choice}>
          {side(before.documents, 'before', labels[0])}
          {side(after.documents, 'after', labels[1])}
        </div>
        <ComparePages
          key={`${chosen.before?.document} ${chosen.after?.document}`}
          pair={chosen}
          labels={labels}
        />
      </div>
    </div>
  )
}

function isSame({ before, after }: DocumentPair): boolean {
  return before !== null && before.document === after?.document
}

function isShown(pair: DocumentPair, chosen: DocumentPair): boolean {
  return pair.before?.document === chosen.before?.document && pair.after?.document === chosen.after?.document
}

function pairWords(pair: DocumentPair): string {
  if (isSame(pair)) return '同一份文件'
  if (pair.before === null) return '新增'
  return pair.after === null ? '已移除' : '新文件，对照原文件'
}
