import { degrees, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from '@cantoo/pdf-lib'
import type { Bytes } from '../../core/bytes.ts'
import type { Bindable } from '../../core/ports/dossiers.ts'
import type { Job } from '../../core/ports/job.ts'
import { ok, type Result } from '../../core/result.ts'
import type { BindInput, LookInput } from './jobs.ts'
import { load, sheetsOf } from './sheets.ts'

/** Looks which documents can be bound: each is bound by itself once, so that binding all of them meets no surprise. */
export async function lookForBinding({ paths }: LookInput, job: Job): Promise<Result<readonly Bindable[]>> {
  const found: Bindable[] = []
  for (const [i, path] of paths.entries()) {
    job.signal.throwIfAborted()
    job.progress({ done: i, total: paths.length, step: 'dossiers/look' })
    found.push(path === null ? { pages: null, because: 'not-here' } : await bindableAlone(path))
  }
  return ok(found)
}

async function bindableAlone(path: string): Promise<Bindable> {
  const sheets = await sheetsOf(path)
  if (!('pdf' in sheets)) return sheets
  try {
    const alone = await PDFDocument.create()
    await add(alone, sheets.pdf)
    await alone.save()
    return { pages: alone.getPageCount() }
  } catch {
    // A tree of pages that cannot be copied is damage, whatever the reader calls it.
    return { pages: null, because: 'damaged' }
  }
}

/** Binds everything into one PDF and numbers its pages through. Throws when a document cannot be bound after all. */
export async function bindDossier({ title, parts }: BindInput, job: Job): Promise<Result<Bytes>> {
  const whole = await PDFDocument.create()
  whole.setTitle(title, { showInWindowTitleBar: true })
  whole.setProducer('Delta Review Desk')
  whole.setCreator('Delta Review Desk')
  for (const [i, part] of parts.entries()) {
    job.signal.throwIfAborted()
    job.progress({ done: i, total: parts.length, step: 'dossiers/bind' })
    const sheets = 'pdf' in part ? { pdf: await load(part.pdf) } : await sheetsOf(part.path)
    if (!('pdf' in sheets)) throw new Error('a document that could be bound cannot any more')
    await add(whole, sheets.pdf)
  }
  const font = await whole.embedFont(StandardFonts.Helvetica)
  const pages = whole.getPages()
  for (const [i, page] of pages.entries()) number(page, `${i + 1} / ${pages.length}`, font)
  job.signal.throwIfAborted()
  return ok(await whole.save())
}

async function add(whole: PDFDocument, pdf: PDFDocument): Promise<void> {
  for (const page of await whole.copyPages(pdf, pdf.getPageIndices())) whole.addPage(page)
}

const size = 9
const inset = { x: 24, y: 22 }

/** On the upper right as the page is seen, however it is turned. */
function number(page: PDFPage, text: string, font: PDFFont): void {
  const { x: left, y: bottom, width, height } = page.getCropBox()
  const right = inset.x + font.widthOfTextAtSize(text, size)
  const turned = ((page.getRotation().angle % 360) + 360) % 360
  const places: Readonly<Record<number, readonly [number, number]>> = {
    0: [left + width - right, bottom + height - inset.y],
    90: [left + inset.y, bottom + height - right],
    180: [left + right, bottom + inset.y],
    270: [left + width - inset.y, bottom + right],
  }
  const [x, y] = places[turned] ?? places[0]!
  page.drawText(text, { x, y, size, font, rotate: degrees(turned), color: rgb(0.2, 0.2, 0.2) })
}
