import { type KeyboardEvent, useEffect, useState } from 'react'
import type { Refusal } from '../../src-main/core/result.ts'
import { EmptyState } from './empty-state.tsx'
import { Waiting } from './loaded.tsx'
import { NotRead } from './pdf-document.tsx'
import styles from './pdf-picture.module.css'
import { type DocumentSource, readWhole } from './pdf-reader.ts'

/** Larger pictures would take more memory than the review beside them can spare. */
const maxBytes = 64 * 1024 * 1024

type Shown =
  | { readonly kind: 'reading' | 'unknown' | 'too-large' }
  | { readonly kind: 'shown'; readonly url: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** A photograph or a scanned sheet: as wide as the room, or in its own size. */
export function PdfPicture({ source }: { readonly source: DocumentSource }) {
  const [first] = useState(source)
  const [shown, setShown] = useState<Shown>({ kind: first.size > maxBytes ? 'too-large' : 'reading' })
  const [isFitted, setFitted] = useState(true)
  const [rotation, setRotation] = useState(0)
  useEffect(() => {
    if (first.size > maxBytes) return
    let url: string | undefined
    let isGone = false
    readWhole(first).then((read) => {
      if (isGone) return
      if (!read.ok) return setShown({ kind: 'refused', refusal: read.error })
      url = URL.createObjectURL(new Blob([read.value]))
      setShown({ kind: 'shown', url })
    })
    return () => {
      isGone = true
      if (url) URL.revokeObjectURL(url)
    }
  }, [first])

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key === '0') setFitted((now) => !now)
    if (event.key.toLowerCase() === 'r') setRotation((now) => (now + 90) % 360)
  }

  switch (shown.kind) {
    case 'reading':
      return <Waiting />
    case 'too-large':
      return <EmptyState title="图片过大，这里不显示">请用系统程序打开原文件。</EmptyState>
    case 'unknown':
      return (
        <EmptyState title="这张图片不能在这里显示">
          可能是 TIFF 等格式，或文件已损坏。请用系统程序打开原文件，或请申报单位提供 PDF。
        </EmptyState>
      )
    case 'refused':
      return <NotRead refusal={shown.refusal} />
    case 'shown':
      return (
        // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the region that holds the focus.
        <div className={styles.viewer} onKeyDown={onKeyDown}>
          <div className={styles.bar} role="toolbar" aria-label="图片工具栏">
            <button type="button" aria-pressed={isFitted} onClick={() => setFitted(!isFitted)} title="0">
              {isFitted ? '原始大小' : '适合宽度'}
            </button>
            <button type="button" onClick={() => setRotation((rotation + 90) % 360)} title="顺时针旋转（R）">
              旋转
            </button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
          <section className={styles.scroller} tabIndex={0} aria-label="附件内容">
            <img
              src={shown.url}
              alt={source.name}
              className={isFitted ? styles.fitted : ''}
              style={{ rotate: `${rotation}deg` }}
              onError={() => setShown({ kind: 'unknown' })}
            />
          </section>
        </div>
      )
  }
}
