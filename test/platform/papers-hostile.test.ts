import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import type { Paper } from '../../src-main/core/ports/papers.ts'
import { createPapers } from '../../src-main/platform/papers/create-papers.ts'
import { paperFonts } from '../support/paper-fonts.ts'
import { payloads } from '../support/payloads.ts'
import { unzip } from '../support/zip.ts'

const papers = createPapers({ fonts: paperFonts })

/** A paper whose every text is a payload. */
const hostile: Paper = {
  name: payloads[0]!,
  environment: '演练',
  watermark: '征求意见',
  footer: payloads[1]!,
  blocks: [
    { kind: 'letterhead', office: payloads[2]!, number: payloads[3]! },
    { kind: 'title', text: payloads[4]! },
    { kind: 'facts', rows: [[payloads[5]!, payloads[6]!]] },
    ...payloads.map((text) => ({ kind: 'paragraph', text }) as const),
  ],
}

/** Lines break anywhere: what is compared is the text without white space. */
const packed = (text: string) => text.replaceAll(/\s/g, '')

test('in a DOCX a hundred hostile texts are text, and it refers to nothing outside (S37, S43)', async () => {
  const parts = await unzip(await papers.docx(hostile))
  const said = [...parts.get('word/document.xml')!.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gs)]
    .map(([, text]) => text!)
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
  expect(payloads.filter((text) => !packed(said).includes(packed(text)))).toEqual([])
  const fields = [...parts.values()].flatMap((xml) =>
    [...xml.matchAll(/<w:instrText[^>]*>(.*?)</gs)].map(([, one]) => one!.trim()),
  )
  expect(fields.filter((field) => !['PAGE', 'NUMPAGES'].includes(field))).toEqual([])
  for (const [name, xml] of parts) {
    expect(xml, name).not.toMatch(
      /TargetMode="External"|<w:hyperlink|<w:fldSimple|<w:object|<script|altChunk/,
    )
  }
})

test('in a PDF a hundred hostile texts are print: no links, no scripts, no actions, no files (S37)', async () => {
  const pdf = await getDocument({ data: new Uint8Array(await papers.pdf(hostile)), verbosity: 0 }).promise
  let print = ''
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    expect(await page.getAnnotations()).toEqual([])
    expect(await page.getJSActions()).toBeNull()
    const { items } = await page.getTextContent()
    // Head, foot and watermark of a page stand between the halves of a text that goes on overleaf.
    const body = items.filter((item) => 'str' in item && item.transform[5] > 85 && item.transform[1] === 0)
    print += body.map((item) => ('str' in item ? item.str : '')).join('')
  }
  // A character that no font has is named in its place.
  const printable = payloads.map((text) => text.split('\u0131').at(-1)!)
  expect(printable.filter((text) => !packed(print).includes(packed(text)))).toEqual([])
  expect(await pdf.getJSActions()).toBeNull()
  expect(await pdf.getOpenAction()).toBeNull()
  expect(await pdf.getAttachments()).toBeNull()
})
