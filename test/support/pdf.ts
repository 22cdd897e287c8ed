import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { crc32, deflateSync } from 'node:zlib'
import PDFDocument from 'pdfkit'

export type PdfPlan = {
  /** 1 when not given. */
  readonly pages?: number
  /** What stands on a page; null makes it a scan: a picture without text. */
  readonly text?: string | ((page: number) => string | null) | null
  /** A password that is asked for when the file is opened. */
  readonly encrypted?: string
}

/** A real small PDF with an embedded Chinese font. */
export async function makePdf({ pages = 1, text = '申报书', encrypted }: PdfPlan = {}): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    autoFirstPage: false,
    ...(encrypted === undefined ? {} : { userPassword: encrypted, pdfVersion: '1.7' }),
  })
  const done = collect(pdf)
  pdf.registerFont('song', songFont())
  for (let page = 1; page <= pages; page++) {
    pdf.addPage()
    const words = typeof text === 'function' ? text(page) : text
    if (words === null) pdf.image(scanPicture(page), 40, 40, { width: 500 })
    else pdf.font('song').fontSize(14).text(words)
  }
  pdf.end()
  return done
}

/**
 * A PDF whose Chinese text names a font and a CMap of the reader instead of carrying them, as many older ones do; one line
 * of text a page.
 */
export function makeOldPdf(texts: readonly string[]): Buffer {
  const objects: string[] = []
  const add = (body: string) => objects.push(body)
  add('<< /Type /Catalog /Pages 2 0 R >>')
  add(
    `<< /Type /Pages /Count ${texts.length} /Kids [${texts.map((_, i) => `${6 + 2 * i} 0 R`).join(' ')}] >>`,
  )
  add(
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
  )
  add(
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>',
  )
  add(
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  )
  texts.forEach((text, i) => {
    const content = `BT /F1 14 Tf 72 700 Td <${Buffer.from(text, 'utf16le').swap16().toString('hex')}> Tj ET`
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${7 + 2 * i} 0 R >>`,
    )
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
  })
  return assemblePdf(objects)
}

/** A PDF of these objects, numbered from 1; the first is the catalogue. */
export function assemblePdf(objects: readonly string[]): Buffer {
  let file = '%PDF-1.4\n'
  const offsets = objects.map((body, i) => {
    const offset = file.length
    file += `${i + 1} 0 obj\n${body}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

export async function collect(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of pdf) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const require = createRequire(import.meta.url)
let song: Buffer | undefined

function songFont(): Buffer {
  song ??= readFileSync(
    require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  )
  return song
}

/** Grey stripes as a PNG: what a scanner would make of an empty sheet. */
function scanPicture(seed: number): Buffer {
  const [width, height] = [60, 80]
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = (x * y * seed) % 256
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const frame = Buffer.alloc(8)
    frame.writeUInt32BE(data.length, 0)
    frame.writeUInt32BE(crc32(body), 4)
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
  }
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
