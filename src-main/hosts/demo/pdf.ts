import PDFDocument from 'pdfkit'
import type { Row } from './lists.ts'

/** The pages that a review looks for, in their order. */
export const marks = [
  { kind: '申报书（盖章）', from: 1, to: 4 },
  { kind: '科研诚信承诺书', from: 5, to: 5 },
  { kind: '合作协议', from: 6, to: 6 },
] as const

type Line = readonly [label: string, value: string]
type Pdf = InstanceType<typeof PDFDocument>

const [left, width] = [72, 451]

/** An application of six pages as it would be scanned; without `isSealed` the page for signatures carries no seal. */
export async function applicationPdf(
  row: Row,
  font: Buffer,
  { isSealed }: { readonly isSealed: boolean },
): Promise<Buffer> {
  const pdf = openPdf(font)
  const done = collect(pdf)
  const pages: readonly (readonly [title: string, lines: readonly Line[], text?: string])[] = [
    [
      '长三角科技创新共同体联合攻关项目申报书',
      [
        ['申报编号', row.number],
        ['项目名称', row.title],
        ['所属领域', row.field],
        ['攻关任务', row.task],
        ['牵头单位', row.lead.name],
        ['起止时间', row.period],
      ],
      '本申报书为演练材料，内容均为虚构。',
    ],
    [
      '一、申报单位',
      [
        ['牵头单位', row.lead.name],
        ['统一社会信用代码', row.leadCode],
        ['所在地', row.lead.city],
        ...row.members.map((one, i): Line => [`参与单位 ${i + 1}`, `${one.name}（${one.city}）`]),
        ['储备库编号', row.reserve[0]],
        ['储备库状态', row.reserve[1]],
      ],
    ],
    [
      '二、经费',
      [
        ['项目总投入', `${row.total} 万元`],
        ['申请财政资金', `${row.requested} 万元`],
        ['自筹资金', `${row.selfRaised} 万元`],
      ],
      '自筹资金由牵头单位承担，不重复申报其他财政资金。',
    ],
    [
      '三、签字盖章',
      [
        ['牵头单位（公章）', row.lead.name],
        ['法定代表人（签字）', '已签'],
        ['项目负责人（签字）', '已签'],
      ],
    ],
    [
      '科研诚信承诺书',
      [['承诺单位', row.lead.name]],
      '本单位承诺：申报材料真实、完整；遵守科研诚信和伦理要求；如有虚假，愿意承担相应责任。',
    ],
    [
      '合作协议',
      [['甲方', row.lead.name], ...row.members.map((one, i): Line => [`${'乙丙丁'[i]}方`, one.name])],
      '各方就联合攻关的任务分工、经费安排、知识产权归属和收益分配达成一致，具体见正文。',
    ],
  ]
  pages.forEach(([title, lines, text], page) => {
    pdf
      .addPage()
      .font('song')
      .fillColor('black')
      .fontSize(page === 0 ? 22 : 18)
    pdf
      .text(title, left, page === 0 ? 150 : 84, { width, align: 'center' })
      .moveDown(1.6)
      .fontSize(13)
    for (const line of lines) drawLine(pdf, line)
    if (text) pdf.moveDown(1).text(text, left, pdf.y, { width, indent: 26, lineGap: 8 })
    const hasSeal = page === 3 || page === 4 || page === 5
    if (hasSeal && (isSealed || page !== 3)) drawSeal(pdf, row.lead.name)
    pdf
      .fillColor('black')
      .fontSize(10)
      .text(`第 ${page + 1} 页，共 ${pages.length} 页`, left, 770, { width, align: 'center' })
  })
  pdf.end()
  return done
}

/** The scan of a covering letter, one page. */
export async function letterPdf(
  letter: {
    readonly to: string
    readonly from: string
    readonly number: string
    readonly date: string
    readonly text: string
  },
  font: Buffer,
): Promise<Buffer> {
  const pdf = openPdf(font)
  const done = collect(pdf)
  pdf.addPage().font('song').fontSize(18)
  pdf.text('关于报送申报清单的函', left, 120, { width, align: 'center' }).fontSize(13)
  pdf.text(letter.number, { width, align: 'center' }).moveDown(2)
  pdf.text(`${letter.to}：`, { width }).moveDown(0.5)
  pdf.text(letter.text, { width, indent: 26, lineGap: 8 }).moveDown(4)
  pdf.text(letter.from, { width, align: 'right' }).text(letter.date, { width, align: 'right' })
  drawSeal(pdf, letter.from)
  pdf.end()
  return done
}

/** Without a font of its own first: the built program does not carry pdfkit's. */
function openPdf(font: Buffer): Pdf {
  const margins = { top: 72, bottom: 56, left, right: 72 }
  return new PDFDocument({ size: 'A4', font: '', autoFirstPage: false, margins }).registerFont('song', font)
}

function drawLine(pdf: Pdf, [label, value]: Line): void {
  const top = pdf.y
  pdf.text(label, left, top, { width: 140 })
  pdf.text(value, left + 150, top, { width: width - 150 })
  pdf
    .moveTo(left, pdf.y + 5)
    .lineTo(left + width, pdf.y + 5)
    .lineWidth(0.5)
    .stroke('#999999')
  pdf.y += 14
}

/** A red ring with the name of who seals, and that it is for training. */
function drawSeal(pdf: Pdf, name: string): void {
  const [x, y, radius] = [430, 600, 56]
  pdf.circle(x, y, radius).lineWidth(2.5).stroke('#c81e1e')
  pdf.fillColor('#c81e1e').fontSize(9)
  pdf.text(name, x - 46, y - 26, { width: 92, align: 'center' })
  pdf.text('演练专用', x - 46, y + 24, { width: 92, align: 'center' })
}

async function collect(pdf: Pdf): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of pdf) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}
