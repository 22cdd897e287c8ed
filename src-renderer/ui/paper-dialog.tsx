import { Button, Modal } from 'antd'
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { TaskOptions } from '../../src-main/core/module.ts'
import type { Refusal, Result } from '../../src-main/core/result.ts'
import type { PaperMade, PaperTarget } from '../../src-main/domain/papers/paper-task.ts'
import { type Picked, useFilePicker } from './file-dialog.tsx'
import { Waiting } from './loaded.tsx'
import { Note } from './note.tsx'
import styles from './paper-dialog.module.css'
import { openPdf } from './pdf-reader.ts'
import { PdfViewer } from './pdf-viewer.tsx'
import { printPages } from './print-pages.ts'
import { offerPaper } from './printing.ts'
import { RefusalNote } from './refusal.tsx'
import { useTaskRunner } from './task-runner.tsx'

/** Makes the paper for where it goes: `(target) => desk.bundles.registerSheet({ record, typed, target })`. */
export type MakePaper = (target: PaperTarget, options?: TaskOptions) => Promise<Result<PaperMade>>

/** A paper as it will lie on the table: looked at, printed, or saved as PDF or DOCX into a folder. */
export function PaperDialog({
  title,
  make,
  onClose,
}: {
  readonly title: string
  readonly make: MakePaper
  readonly onClose: () => void
}) {
  const { pdf, refusal: notShown } = usePreview(title, make)
  const printing = usePrinting(pdf)
  const saving = useSaving(title, make)
  usePrintKey(printing.print)
  return (
    <Modal
      open
      title={title}
      width="min(900px, calc(100vw / var(--scale) - 32px))"
      style={{ top: 16 }}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          关闭
        </Button>,
        <Button
          key="docx"
          disabled={notShown !== null}
          loading={saving.format === 'docx'}
          onClick={() => void saving.save('docx')}
        >
          存为 DOCX…
        </Button>,
        <Button
          key="pdf"
          disabled={notShown !== null}
          loading={saving.format === 'pdf'}
          onClick={() => void saving.save('pdf')}
        >
          存为 PDF…
        </Button>,
        <Button
          key="print"
          type="primary"
          disabled={!pdf}
          loading={printing.page !== null}
          onClick={printing.print}
          aria-keyshortcuts="Control+P"
        >
          {printing.page === null ? '打印…' : `正在准备第 ${printing.page} 页`}
        </Button>,
      ]}
    >
      <div className={styles.body}>
        <div className={styles.preview}>
          {pdf ? (
            <PdfViewer pdf={pdf} label="预览" facts={null} marks={[]} kinds={[]} />
          ) : notShown ? (
            <RefusalNote refusal={notShown} />
          ) : (
            <Waiting />
          )}
        </div>
        <RefusalNote refusal={saving.refusal} onClose={saving.forget} />
        {saving.saved && (
          <div role="status">
            <Note tone="good">
              已保存到「{saving.saved.folder.name}」：{saving.saved.name}
            </Note>
          </div>
        )}
      </div>
    </Modal>
  )
}

/** The paper as the backend drew it, once: what is looked at is what is printed. */
function usePreview(title: string, make: MakePaper) {
  const runTask = useTaskRunner()
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [first] = useState(() => ({ title, make }))
  useEffect(() => {
    let isGone = false
    let close = () => {}
    async function show() {
      const made = await runTask({
        title: `生成${first.title}`,
        call: first.make,
        input: { kind: 'preview' } as const,
        saves: false,
      })
      if (isGone) return
      if (!made.ok) return setRefusal(made.error)
      if (made.value.kind !== 'preview') return
      const { name, pdf } = made.value
      const source = {
        digest: '',
        name,
        size: pdf.length,
        read: async (offset: number, length: number) =>
          ({ ok: true, value: pdf.subarray(offset, offset + length) }) as const,
      }
      const opening = openPdf(source, setRefusal)
      close = opening.close
      const opened = await opening.opened
      if (isGone) return
      if (opened.kind === 'open') setPdf(opened.pdf)
      else throw new Error(`the paper that was drawn is ${opened.kind}`)
    }
    void show()
    return () => {
      isGone = true
      close()
    }
  }, [first, runTask])
  return { pdf, refusal }
}

function usePrinting(pdf: PDFDocumentProxy | null) {
  /** The page that is being drawn; null when none is. */
  const [page, setPage] = useState<number | null>(null)
  const gone = useRef(false)
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])
  function print() {
    if (!pdf || page !== null) return
    setPage(1)
    printPages(pdf, {
      onPage: (drawn) => setPage(Math.min(drawn + 1, pdf.numPages)),
      isGone: () => gone.current,
    }).finally(() => setPage(null))
  }
  return { page, print }
}

function useSaving(title: string, make: MakePaper) {
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const [format, setFormat] = useState<'pdf' | 'docx' | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [saved, setSaved] = useState<{ readonly folder: Picked; readonly name: string } | null>(null)
  async function save(wanted: 'pdf' | 'docx') {
    const folder = await pickFolder({ title: `${title}保存到哪个文件夹` })
    if (!folder) return
    setFormat(wanted)
    const made = await runTask({
      title: `保存${title}`,
      call: make,
      input: { kind: 'file', folder: folder.token, format: wanted } as const,
      saves: false,
    })
    setFormat(null)
    setRefusal(made.ok ? null : made.error)
    setSaved(made.ok ? { folder, name: made.value.name } : null)
  }
  return { format, refusal, saved, save, forget: () => setRefusal(null) }
}

/** Ctrl+P and the menu's 「打印」 print the paper, not the window around it. */
function usePrintKey(print: () => void) {
  const onPrint = useEffectEvent(print)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'p') return
      event.preventDefault()
      onPrint()
    }
    const withdraw = offerPaper(() => onPrint())
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => {
      withdraw()
      window.removeEventListener('keydown', onKeyDown, { capture: true })
    }
  }, [])
}
