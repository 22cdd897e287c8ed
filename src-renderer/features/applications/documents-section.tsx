import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { DocumentFacts } from '../../../src-main/core/ports/documents.ts'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { Digest } from '../../../src-main/core/suite.ts'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ApplicationDocument } from '../../../src-main/domain/applications/record.ts'
import type { ReviewedDocument } from '../../../src-main/domain/formal-review/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { bytesInWords } from '../../text/message.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { pagesInWords } from '../../ui/pdf-marks.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import page from './application.module.css'
import { ApplicationSection } from './application-section.tsx'
import styles from './documents.module.css'
import { useAttachFiles } from './use-attach-files.ts'

/** 附件: what was given, which pages are what; a click shows it on the right. */
export function DocumentsSection({
  application,
  documents,
  shown,
  canEdit,
  onShow,
}: {
  readonly application: Application
  readonly documents: readonly ReviewedDocument[]
  readonly shown: Digest | null
  readonly canEdit: boolean
  readonly onShow: (document: Digest, page: number | null) => void
}) {
  const show = useDialogs()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const attach = useAttachFiles(application.id, setRefusal)
  return (
    <ApplicationSection
      title="附件"
      remark={`${documents.length} 份`}
      actions={
        canEdit && (
          <Button size="small" onClick={() => void attach()}>
            附上文件…
          </Button>
        )
      }
    >
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      {documents.length === 0 && <p className={page.missing}>还没有附件。</p>}
      <ul className={styles.documents}>
        {documents.map(({ document, facts }) => (
          <li key={document.document} data-shown={document.document === shown || undefined}>
            <div className={styles.document}>
              <button type="button" className={styles.open} onClick={() => onShow(document.document, null)}>
                {document.name}
              </button>
              <span className={styles.documentFacts}>
                {[bytesInWords(document.size), pagesOf(facts)].filter((part) => part !== '').join(' · ')}
              </span>
              <Doubt facts={facts} />
              {canEdit && (
                <Button
                  size="small"
                  type="text"
                  onClick={() =>
                    void show<void>((done) => (
                      <RemoveDialog application={application.id} document={document} done={done} />
                    ))
                  }
                >
                  移除
                </Button>
              )}
            </div>
            {document.marks.length > 0 && (
              <div className={styles.marks}>
                {document.marks.map((mark) => (
                  <button
                    key={`${mark.kind} ${mark.from}`}
                    type="button"
                    className={styles.open}
                    onClick={() => onShow(document.document, mark.from)}
                  >
                    {mark.kind} {pagesInWords(mark)}
                  </button>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
    </ApplicationSection>
  )
}

function pagesOf(facts: DocumentFacts | null): string {
  return facts?.pages ? `${facts.pages} 页` : ''
}

function Doubt({ facts }: { readonly facts: DocumentFacts | null }) {
  if (facts?.state === 'encrypted') return <span className={styles.wrong}>设有密码</span>
  if (facts?.state === 'damaged') return <span className={styles.wrong}>打不开</span>
  if (!facts?.pages) return null
  const scans = facts.pagesRead - facts.textPages.length
  return scans > 0 ? <span className={styles.doubt}>扫描 {scans} 页</span> : null
}

function RemoveDialog({
  application,
  document,
  done,
}: {
  readonly application: string
  readonly document: ApplicationDocument
  readonly done: () => void
}) {
  const desk = useDesk()
  const detach = useRecord(desk.applications.detachDocument)
  const draft = useResumedDraft(`${application}/detach-${document.document.slice(-16)}`, { reason: '' })
  const { reason } = draft.value

  async function remove() {
    const input = { application, document: document.document, reason: reason.trim() }
    if (!(await detach.run(input)).ok) return
    await draft.clear()
    done()
  }
  return (
    <Modal
      open
      title="移除附件"
      okText="移除这份附件"
      cancelText="取消"
      okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: detach.isRunning }}
      onOk={() => void remove()}
      onCancel={done}
    >
      <p>
        将移除「{document.name}」和它的 {document.marks.length}{' '}
        条页码标注。移除会记入全程留痕，原文件不受影响，可以重新附上。
      </p>
      <Field label="原因">
        {({ status, ...control }) => (
          <Input.TextArea
            {...control}
            status={status}
            rows={2}
            maxLength={500}
            value={reason}
            onChange={({ target }) => draft.change({ reason: target.value })}
          />
        )}
      </Field>
      <RefusalNote refusal={detach.refusal} onClose={detach.reset} />
    </Modal>
  )
}
