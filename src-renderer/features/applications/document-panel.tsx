import { type Ref, useImperativeHandle, useRef } from 'react'
import type { Digest } from '../../../src-main/core/suite.ts'
import type { ReviewedDocument } from '../../../src-main/domain/formal-review/rules.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { PdfViewerHandle } from '../../ui/pdf-viewer.tsx'
import { EvidenceDocument } from '../formal-review/evidence-document.tsx'
import styles from './documents.module.css'

export type DocumentPanelHandle = {
  /** Shows a document, at a page when one is named. */
  show(document: Digest, page: number | null): void
}

/** The documents of an application beside its facts, one at a time. */
export function DocumentPanel({
  application,
  documents,
  shown,
  isReadOnly,
  onShow,
  ref,
}: {
  readonly application: string
  readonly documents: readonly ReviewedDocument[]
  readonly shown: ReviewedDocument | null
  readonly isReadOnly: boolean
  readonly onShow: (document: Digest) => void
  readonly ref: Ref<DocumentPanelHandle>
}) {
  const viewer = useRef<PdfViewerHandle>(null)
  /** A page to go to as soon as its document is open. */
  const due = useRef<number | null>(null)
  function arrive() {
    if (due.current === null || !viewer.current) return
    viewer.current.goTo(due.current)
    due.current = null
  }
  useImperativeHandle(ref, () => ({
    show(document, page) {
      due.current = page
      if (document === shown?.document.document) arrive()
      else onShow(document)
    },
  }))
  if (!shown) {
    return (
      <EmptyState title="还没有附件">
        附上 PDF 后，可以在这里对照申报信息查看、标注各页是什么附件。
      </EmptyState>
    )
  }
  return (
    <>
      {documents.length > 1 && (
        <div className={styles.documentTabs}>
          {documents.map(({ document: { document, name } }) => (
            <button
              key={document}
              type="button"
              aria-pressed={document === shown.document.document}
              title={name}
              onClick={() => onShow(document)}
            >
              {name}
            </button>
          ))}
        </div>
      )}
      <EvidenceDocument
        key={shown.document.document}
        ref={(handle) => {
          viewer.current = handle
          arrive()
        }}
        application={application}
        shown={shown}
        isReadOnly={isReadOnly}
      />
    </>
  )
}
