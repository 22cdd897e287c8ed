import {
  Document,
  Footer,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from 'docx'
import { TextWatermark } from 'docx/watermarks'
import type { Bytes } from '../../core/bytes.ts'
import type { Paper } from '../../core/ports/papers.ts'
import { docxBlock } from './docx-blocks.ts'
import { bodyFont, docxText, fontTable, halfPoints, twips } from './docx-type.ts'
import { grey, type Layout, layoutOf, typesOf } from './layout.ts'
import { marksOf, noteOnReplaced, printer } from './printable.ts'

const program = 'Delta Review Desk'

/**
 * The same paper to be worked on in Word or WPS: A4 with the same margins, type named as offices name it, no links, no
 * author but the program. Characters that cannot be seen stand as 〓 and are named in a note at the end.
 */
export async function renderDocx(paper: Paper): Promise<Bytes> {
  const layout = layoutOf(paper)
  const types = typesOf(layout)
  const { printable, replaced } = printer(() => true)
  const blocks = paper.blocks.flatMap((block, i) => docxBlock(block, { layout, printable, isFirst: i === 0 }))
  const footer = printable(paper.footer)
  const note = noteOnReplaced(replaced())
  const last =
    note === '' ? [] : docxBlock({ kind: 'note', text: note }, { layout, printable, isFirst: false })
  const document = new Document({
    title: paper.name,
    creator: program,
    lastModifiedBy: program,
    styles: {
      default: {
        document: {
          run: {
            font: bodyFont,
            size: halfPoints(types.body),
            language: { eastAsia: 'zh-CN', value: 'zh-CN' },
          },
          paragraph: { spacing: { line: twips(types.pitch), lineRule: LineRuleType.EXACT } },
        },
      },
    },
    sections: [
      {
        properties: { page: pageOf(layout) },
        headers: { default: watermark(marksOf(paper)) },
        footers: { default: footerWith(footer, layout) },
        children: [...blocks, ...last],
      },
    ],
  })
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: fontTable }])
}

function pageOf({ width, height, top, bottom, left, right, isLandscape }: Layout) {
  // The library turns the two sides of a wide page itself.
  const [short, long] = isLandscape ? [height, width] : [width, height]
  return {
    size: {
      width: twips(short),
      height: twips(long),
      orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
    },
    margin: {
      top: twips(top),
      bottom: twips(bottom),
      left: twips(left),
      right: twips(right),
      header: twips(30),
      footer: twips(30),
    },
  }
}

/** As Word's own watermark, so that it can be taken away there when the paper is final. */
function watermark(marks: readonly string[]): Header {
  const text = marks.join('　')
  const children =
    text === ''
      ? []
      : [new TextWatermark({ text, font: '宋体', color: '#d9d9d9', opacity: 0.5, width: 400, height: 100 })]
  return new Header({ children: [new Paragraph({ children })] })
}

function footerWith(text: string, layout: Layout): Footer {
  const size = halfPoints(typesOf(layout).footer)
  const spacing = { line: twips(11), lineRule: LineRuleType.EXACT }
  return new Footer({
    children: [
      new Paragraph({
        spacing,
        border: { top: { style: 'single', size: 4, space: 4, color: '888888' } },
        children: [docxText(text, { size, color: grey.slice(1) })],
      }),
      new Paragraph({
        spacing,
        alignment: 'right',
        children: [
          new TextRun({
            size,
            color: grey.slice(1),
            children: ['第 ', PageNumber.CURRENT, ' 页　共 ', PageNumber.TOTAL_PAGES, ' 页'],
          }),
        ],
      }),
    ],
  })
}
