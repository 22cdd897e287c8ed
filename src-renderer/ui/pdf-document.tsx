import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type Ref, useEffect, useState } from 'react'
import type { DocumentFacts } from '../../src-main/core/ports/documents.ts'
import type { Refusal } from '../../src-main/core/result.ts'
import { EmptyState } from './empty-state.tsx'
import { Waiting } from './loaded.tsx'
import type { PageMark, RecordMarks } from './pdf-marks.ts'
import { PdfPicture } from './pdf-picture.tsx'
import { type DocumentSource, openPdf } from './pdf-reader.ts'
import { PdfViewer, type PdfViewerHandle } from './pdf-viewer.tsx'
import { RefusalNote } from './refusal.tsx'

/** One document, shown by what it is; what cannot be shown says why and what to do. */
export function DocumentView({
  source,
  facts,
  marks,
  kinds,
  onMarks,
  ref,
}: {
  /** Compared by its digest: it may be made anew at every rendering. */
  readonly source: DocumentSource
  readonly facts: DocumentFacts
  readonly marks: readonly PageMark[]
  readonly kinds: readonly string[]
  readonly onMarks?: RecordMarks | undefined
  readonly ref?: Ref<PdfViewerHandle> | undefined
}) {
  if (facts.kind === 'image') return <PdfPicture key={source.digest} source={source} />
  if (facts.kind !== 'pdf') return <Other name={source.name} />
  return <Pdf key={source.digest} {...{ source, facts, marks, kinds, onMarks, ref }} />
}

type Shown =
  | { readonly kind: 'opening' | 'encrypted' | 'damaged' }
  | { readonly kind: 'open'; readonly pdf: PDFDocumentProxy }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

function Pdf({ source, ...rest }: Parameters<typeof DocumentView>[0]) {
  const [shown, setShown] = useState<Shown>({ kind: 'opening' })
  const [first] = useState(source)
  useEffect(() => {
    let isGone = false
    const show = (next: Shown) => !isGone && setShown(next)
    const opening = openPdf(first, (refusal) => show({ kind: 'refused', refusal }))
    opening.opened.then(show)
    return () => {
      isGone = true
      opening.close()
    }
  }, [first])

  switch (shown.kind) {
    case 'opening':
      return <Waiting />
    case 'open':
      return <PdfViewer pdf={shown.pdf} {...rest} />
    case 'encrypted':
      return (
        <EmptyState title="文件设有打开密码，不能查看">
          请联系申报单位，取得没有密码的同一文件，再用「按编号附上文件」附上。这个文件没有被改动。
        </EmptyState>
      )
    case 'damaged':
      return (
        <EmptyState title="文件打不开：已损坏，或没有传完整">
          请与申报单位核对文件大小，重新取得后再附上。申报信息和其他附件不受影响。
        </EmptyState>
      )
    case 'refused':
      return <NotRead refusal={shown.refusal} />
  }
}

/** A document that could not be read: most often it did not come with the bundle. */
export function NotRead({ refusal }: { readonly refusal: Refusal }) {
  if (refusal.code !== 'documents/not-here') return <RefusalNote refusal={refusal} />
  return (
    <EmptyState title="本机没有这个附件">
      它没有随数据交换包一起发来。需要查看时，请对方单位勾选附件后重新发一次；审查记录不受影响。
    </EmptyState>
  )
}

function Other({ name }: { readonly name: string }) {
  const extension = /\.([a-z0-9]{1,5})$/iu.exec(name)?.[1]?.toUpperCase()
  return (
    <EmptyState title={`这里不显示${extension ? ` ${extension} ` : '此类'}文件，请用系统程序打开`}>
      原文件仍在您附上它的文件夹里。需要在这里对照审查时，可请申报单位提供 PDF。
    </EmptyState>
  )
}
