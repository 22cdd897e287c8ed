import { useEffect, useMemo, useRef } from 'react'
import { refuse } from '../../../src-main/core/result.ts'
import type { ApplicationDocument } from '../../../src-main/domain/applications/record.ts'
import { attachmentKinds } from '../../../src-main/domain/applications/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Waiting } from '../../ui/loaded.tsx'
import { DocumentView, NotRead } from '../../ui/pdf-document.tsx'
import type { PdfViewerHandle } from '../../ui/pdf-viewer.tsx'
import styles from './beside.module.css'

const notHere = refuse('documents/not-here').error

/** A document of one side, to be read only. */
export function BesideDocument({
  document,
  page,
}: {
  readonly document: ApplicationDocument
  readonly page: number
}) {
  const desk = useDesk()
  const { data } = useQueryOf(desk.documents.facts, [document.document])
  const viewer = useRef<PdfViewerHandle>(null)
  const source = useMemo(
    () => ({
      digest: document.document,
      name: document.name,
      size: document.size,
      read: (offset: number, length: number) =>
        desk.documents.read({ document: document.document, offset, length }),
    }),
    [desk, document.document, document.name, document.size],
  )
  const wanted = useRef<number | null>(page)
  useEffect(() => {
    wanted.current = page
  }, [page])
  if (!data) return <Waiting />
  const [facts] = data
  return (
    <div className={styles.viewer}>
      {facts ? (
        <DocumentView
          ref={(handle) => {
            viewer.current = handle
            if (handle && wanted.current !== null) handle.goTo(wanted.current)
            if (handle) wanted.current = null
          }}
          source={source}
          facts={facts}
          marks={document.marks}
          kinds={attachmentKinds}
        />
      ) : (
        <NotRead refusal={notHere} />
      )}
    </div>
  )
}
