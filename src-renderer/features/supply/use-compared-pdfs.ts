import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import { type AlignedPage, alignPages } from '../../../src-main/domain/supply/rules.ts'
import type { VersionDocument } from '../../../src-main/domain/supply/versions.ts'
import { useDesk } from '../../app/desk.ts'
import { openPdf } from '../../ui/pdf-reader.ts'
import type { DocumentPair } from './document-pairs.ts'
import { looksSame, type ReadPage, readPages } from './page-prints.ts'

/** One side of a comparison, once it is open and read. */
export type ComparedPdf = { readonly pdf: PDFDocumentProxy; readonly pages: readonly ReadPage[] }

/** A line of two documents; `looksOther` where the text is the same and the picture is not. */
export type ComparedLine = AlignedPage & { readonly looksOther: boolean }

export type Compared =
  | { readonly kind: 'reading'; readonly done: number }
  | { readonly kind: 'not-shown'; readonly why: 'encrypted' | 'damaged' | 'no-pdf'; readonly name: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly kind: 'read'
      readonly before: ComparedPdf | null
      readonly after: ComparedPdf | null
      readonly lines: readonly ComparedLine[]
      /** False while pages of the same text are still being looked at. */
      readonly isWhole: boolean
    }

/** Opens both documents, reads every page, lays them together, then looks at those whose text is the same. */
export function useComparedPdfs({ before, after }: DocumentPair): Compared {
  const desk = useDesk()
  const [compared, setCompared] = useState<Compared>({ kind: 'reading', done: 0 })
  const [first] = useState({ before, after })
  useEffect(() => {
    let isGone = false
    const closers: (() => void)[] = []
    const show = (next: Compared | ((now: Compared) => Compared)) => !isGone && setCompared(next)

    async function open(document: VersionDocument): Promise<ComparedPdf | null> {
      if (!/\.pdf$/iu.test(document.name)) {
        show({ kind: 'not-shown', why: 'no-pdf', name: document.name })
        return null
      }
      const { document: digest, name, size } = document
      const source = {
        digest,
        name,
        size,
        read: (offset: number, length: number) => desk.documents.read({ document: digest, offset, length }),
      }
      const opening = openPdf(source, (refusal) => show({ kind: 'refused', refusal }))
      closers.push(opening.close)
      const opened = await opening.opened
      if (opened.kind === 'refused') show(opened)
      else if (opened.kind !== 'open') show({ kind: 'not-shown', why: opened.kind, name })
      if (opened.kind !== 'open') return null
      const onPage = () =>
        show((now) => (now.kind === 'reading' ? { kind: 'reading', done: now.done + 1 } : now))
      return { pdf: opened.pdf, pages: await readPages(opened.pdf, { isGone: () => isGone, onPage }) }
    }

    async function compare() {
      const left = first.before ? await open(first.before) : null
      if (isGone || (first.before && !left)) return
      const right = first.after
        ? first.after.document === first.before?.document
          ? left
          : await open(first.after)
        : null
      if (isGone || (first.after && !right)) return
      const aligned = alignPages(printsOf(left), printsOf(right))
      const lines = aligned.map((line): ComparedLine => ({ ...line, looksOther: false }))
      show({ kind: 'read', before: left, after: right, lines, isWhole: left === right })
      if (left && right && left !== right) await lookAgain(left, right, lines)
    }

    async function lookAgain(left: ComparedPdf, right: ComparedPdf, lines: readonly ComparedLine[]) {
      const looked = [...lines]
      for (const [i, line] of lines.entries()) {
        if (isGone) return
        if (line.state !== 'same' || line.by !== 'text') continue
        const same = await looksSame(
          { pdf: left.pdf, page: line.before! },
          { pdf: right.pdf, page: line.after! },
        ).catch(() => false)
        if (!same) looked[i] = { ...line, looksOther: true }
      }
      show({ kind: 'read', before: left, after: right, lines: looked, isWhole: true })
    }

    void compare()
    return () => {
      isGone = true
      for (const close of closers) close()
    }
  }, [desk, first])
  return compared
}

function printsOf(side: ComparedPdf | null) {
  return side?.pages.map(({ print }) => print) ?? []
}
