import { type Ref, useEffect, useMemo } from 'react'
import { refuse } from '../../../src-main/core/result.ts'
import type { AttachmentMark } from '../../../src-main/domain/applications/record.ts'
import { type AttachmentKind, attachmentKinds } from '../../../src-main/domain/applications/rules.ts'
import type { ReviewedDocument } from '../../../src-main/domain/formal-review/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useTask } from '../../backend/commands.ts'
import { Waiting } from '../../ui/loaded.tsx'
import { DocumentView, NotRead } from '../../ui/pdf-document.tsx'
import type { PageMark } from '../../ui/pdf-marks.ts'
import type { PdfViewerHandle } from '../../ui/pdf-viewer.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'

/** A document of the application beside the items; pages are marked here too, the findings follow at once. */
export function EvidenceDocument({
  application,
  shown,
  isReadOnly,
  ref,
}: {
  readonly application: string
  readonly shown: ReviewedDocument
  readonly isReadOnly: boolean
  readonly ref: Ref<PdfViewerHandle>
}) {
  const desk = useDesk()
  const { document, facts } = shown
  const marking = useRecord(desk.applications.markPages)
  const look = useTask(desk.documents.look)
  const { run: lookInto } = look
  const isUnknown = facts === null
  useEffect(() => {
    if (isUnknown) void lookInto([document.document])
  }, [isUnknown, lookInto, document.document])
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
  if (!facts) return look.isRunning ? <Waiting /> : <NotRead refusal={look.refusal ?? notHere} />

  async function mark(marks: readonly PageMark[]): Promise<boolean> {
    const result = await marking.run({
      application,
      document: document.document,
      marks: marks.map(({ kind, from, to }) => ({ kind: kind as AttachmentKind, from, to })),
    })
    return result.ok
  }
  return (
    <>
      <RefusalNote refusal={marking.refusal} onClose={marking.reset} />
      <DocumentView
        ref={ref}
        source={source}
        facts={facts}
        marks={document.marks as readonly AttachmentMark[]}
        kinds={attachmentKinds}
        {...(isReadOnly ? {} : { onMarks: mark })}
      />
    </>
  )
}

const notHere = refuse('documents/not-here').error
