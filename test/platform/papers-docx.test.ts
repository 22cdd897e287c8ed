import { expect, test } from 'vitest'
import type { Paper, PaperBlock } from '../../src-main/core/ports/papers.ts'
import { createPapers } from '../../src-main/platform/papers/create-papers.ts'
import { paperFonts } from '../support/paper-fonts.ts'
import { unzip } from '../support/zip.ts'

const papers = createPapers({ fonts: paperFonts })

const every: readonly PaperBlock[] = [
  { kind: 'letterhead', office: '江苏省科学技术厅', number: '苏科函〔2026〕17 号' },
  { kind: 'title', text: '标题' },
  { kind: 'subtitle', text: '副题' },
  { kind: 'addressee', text: '某某大学：' },
  { kind: 'heading', text: '一、小标题' },
  { kind: 'paragraph', text: '正文 <b>&amp;"\'\n第二段' },
  { kind: 'facts', rows: [['标签', '值']] },
  {
    kind: 'table',
    head: ['表头甲', '表头乙'],
    widths: [1, 2],
    align: ['left', 'right'],
    rows: [
      ['格一', 'CURRENT'],
      ['格三', '1,234.50'],
    ],
  },
  { kind: 'code', text: 'abcd ef01' },
  { kind: 'note', text: '注' },
  { kind: 'signatures', places: ['审查人', '复核人', '负责人'] },
  { kind: 'closing', lines: ['落款单位', '2026 年 11 月 22 日'] },
]

async function parts(blocks: readonly PaperBlock[], options: Partial<Paper> = {}) {
  const paper = {
    name: '测试件',
    environment: '正式',
    watermark: null,
    footer: '操作人：甲',
    blocks,
  } as const
  return unzip(await papers.docx({ ...paper, ...options }))
}

/** Elements in order, each begun element ended: the parts are read by programs that forgive nothing. */
function isWellFormed(xml: string): boolean {
  const open: string[] = []
  for (const [, closing, name, empty] of xml
    .replace(/^<\?xml[^>]*\?>/, '')
    .matchAll(/<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>/g)) {
    if (closing) {
      if (open.pop() !== name) return false
    } else if (!empty) open.push(name!)
  }
  const text = xml.replaceAll(/<[^>]*>/g, '')
  return open.length === 0 && !/[<>]|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/.test(text)
}

/** The paragraphs of a part as a reader puts them together. */
function paragraphs(xml: string): string[] {
  return [...xml.matchAll(/<w:p(?:>| [^>]*>)(.*?)<\/w:p>/gs)].map(([, inside]) =>
    [...inside!.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
      .map(([, text]) => text!)
      .join('')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&'),
  )
}

test('a DOCX says what the blocks say, in their order and no more', async () => {
  const all = await parts(every)
  const said = paragraphs(all.get('word/document.xml')!).filter((text) => text !== '')
  const date = '年　　月　　日'
  expect(said).toEqual([
    '江苏省科学技术厅',
    '苏科函〔2026〕17 号',
    '标题',
    '副题',
    '某某大学：',
    '一、小标题',
    '正文 <b>&amp;"\'',
    '第二段',
    ...['标签', '值'],
    ...['表头甲', '表头乙', '格一', 'CURRENT', '格三', '1,234.50'],
    'abcd ef01',
    '注',
    ...['审查人：', date, '复核人：', date, '负责人：', date],
    '落款单位',
    '2026 年 11 月 22 日',
  ])
})

test('every part is well-formed, nothing points outside, and no author stands in it but the program', async () => {
  for (const environment of ['正式', '演练'] as const) {
    const all = await parts(every, { environment, watermark: '征求意见' })
    for (const [name, xml] of all) expect(isWellFormed(xml), name).toBe(true)
    const together = [...all.values()].join('')
    expect(together).not.toMatch(/TargetMode="External"|w:hyperlink|INCLUDE|DDE/)
    const core = all.get('docProps/core.xml')!
    expect([...core.matchAll(/<(?:dc:creator|cp:lastModifiedBy)>([^<]*)</g)].map(([, who]) => who)).toEqual([
      'Delta Review Desk',
      'Delta Review Desk',
    ])
  }
})

test('it is A4 with the margins of the PDF, upright or wide', async () => {
  const size = async (options: Partial<Paper>, blocks: readonly PaperBlock[] = [every[1]!]) => {
    const xml = (await parts(blocks, options)).get('word/document.xml')!
    const page = /<w:pgSz w:w="(\d+)" w:h="(\d+)"/.exec(xml)!
    const margins = /<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/.exec(xml)!
    return [...page.slice(1), ...margins.slice(1)].map((twips) => Math.round(Number(twips) / 56.7))
  }
  expect(await size({})).toEqual([210, 297, 30, 26, 27, 28])
  expect(await size({}, every)).toEqual([210, 297, 37, 26, 35, 28])
  expect(await size({ orientation: 'landscape' })).toEqual([297, 210, 28, 25, 24, 25])
})

test('type is 仿宋 with its other names and 宋体 behind it, 三号 in letters', async () => {
  const all = await parts(every)
  const styles = all.get('word/styles.xml')!
  expect(styles).toMatch(/<w:rFonts [^>]*w:eastAsia="仿宋_GB2312"/)
  expect(styles).toMatch(/<w:docDefaults>.*?<w:sz w:val="32"\/>/s)
  expect(all.get('word/fontTable.xml')).toContain(
    '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,宋体"/>',
  )
  expect((await parts([every[1]!])).get('word/styles.xml')).toMatch(/<w:docDefaults>.*?<w:sz w:val="24"\/>/s)
})

test('the footer numbers the pages itself, heads of tables stand again, rows are not torn', async () => {
  const all = await parts(every)
  const footer = all.get('word/footer1.xml')!
  expect(paragraphs(footer)).toEqual(['操作人：甲', '第  页　共  页'])
  expect([...footer.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map(([, field]) => field)).toEqual([
    'PAGE',
    'NUMPAGES',
  ])
  const document = all.get('word/document.xml')!
  expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1)
  expect(document.match(/<w:cantSplit\/>/g)).toHaveLength(document.match(/<w:tr>/g)!.length)
  expect(document.match(/fldChar/g)).toBeNull()
})

test.for([
  [{ environment: '演练', watermark: null }, '演练'],
  [{ environment: '演练', watermark: '征求意见' }, '演练　征求意见'],
  [{ environment: '正式', watermark: '征求意见' }, '征求意见'],
  [{ environment: '正式', watermark: null }, null],
] as const)('%j: what stands behind the text is %s', async ([options, mark]) => {
  const header = (await parts(every, options)).get('word/header1.xml')!
  expect(/<v:textpath [^>]*string="([^"]*)"/.exec(header)?.[1] ?? null).toBe(mark)
})

test('what cannot be seen stands as 〓 and is named, and nothing that XML forbids is in the file', async () => {
  const all = await parts([{ kind: 'paragraph', text: '甲\u202e乙\u0007丙\ud800丁𠮷' }])
  const said = paragraphs(all.get('word/document.xml')!)
  expect(said[0]).toBe('甲〓乙〓丙〓丁𠮷')
  expect(said.at(-1)).toContain('U+202E、U+0007、U+D800')
  for (const xml of all.values()) expect(isWellFormed(xml)).toBe(true)
})
