import fc from 'fast-check'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect, test } from 'vitest'
import type { Paper, PaperBlock } from '../../src-main/core/ports/papers.ts'
import { breakLines } from '../../src-main/platform/papers/break-lines.ts'
import { createPapers } from '../../src-main/platform/papers/create-papers.ts'
import { layoutOf } from '../../src-main/platform/papers/layout.ts'
import { paperFonts } from '../support/paper-fonts.ts'

const papers = createPapers({ fonts: paperFonts })
const page = layoutOf({ blocks: [] })

type Piece = { readonly text: string; readonly x: number; readonly y: number; readonly width: number }

/** What a reader that did not write it finds on each page: pieces of text from top to bottom, and all text together. */
async function print(
  blocks: readonly PaperBlock[],
  options: Partial<Paper> = {},
): Promise<readonly { readonly pieces: readonly Piece[]; readonly text: string }[]> {
  const paper = {
    name: '测试',
    environment: '正式',
    watermark: null,
    footer: '经办人 甲',
    blocks,
    ...options,
  } as const
  const bytes = await papers.pdf(paper)
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages = []
  for (let i = 1; i <= pdf.numPages; i++) {
    const proxy = await pdf.getPage(i)
    const { height } = proxy.getViewport({ scale: 1 })
    const content = await proxy.getTextContent()
    const items = content.items.filter((item) => 'str' in item)
    const pieces = items.map(({ str, transform, width }) => ({
      text: str,
      x: transform[4] as number,
      y: height - (transform[5] as number),
      width,
    }))
    pages.push({
      pieces,
      text: items
        .map(({ str }) => str)
        .join('')
        .replace(/\s/g, ''),
    })
  }
  return pages
}

test('a paper says what its blocks say, with its footer and page numbers', async () => {
  const [only, ...others] = await print([
    { kind: 'title', text: '形式审查表' },
    { kind: 'subtitle', text: '2026 年第一批' },
    { kind: 'facts', rows: [['项目名称', '长三角语言计算']] },
    { kind: 'paragraph', text: '依据第十三条。' },
    { kind: 'note', text: '注：一式两份。' },
    { kind: 'signatures', places: ['经办人', '复核人', '负责人'] },
  ])
  expect(others).toEqual([])
  for (const words of [
    '形式审查表',
    '2026年第一批',
    '项目名称长三角语言计算',
    '依据第十三条。',
    '注：一式两份。',
    '负责人：',
    '第1页共1页',
    '经办人甲',
  ]) {
    expect(only!.text).toContain(words)
  }
})

test('fonts are inside the file, and none of the reader’s own is named', async () => {
  const bytes = await papers.pdf({
    name: '测试',
    environment: '演练',
    watermark: null,
    footer: '',
    blocks: [{ kind: 'code', text: 'ABCD 1234' }],
  })
  const file = Buffer.from(bytes).toString('latin1')
  expect(file.match(/\/FontFile2/g)).toHaveLength(2)
  expect(file).not.toMatch(/\/BaseFont \/(?:Helvetica|Courier|Times)/)
  expect(bytes.length).toBeLessThan(100_000)
})

test('a long table repeats its head on every page and loses no row', async () => {
  const rows = Array.from({ length: 120 }, (_, i) => [
    `编${i}号`,
    `第${i}项的说明，附件是否齐全、可打开、未加密。`,
  ])
  const pages = await print([{ kind: 'table', head: ['编号', '审查内容'], widths: [1, 3], rows }])
  expect(pages.length).toBeGreaterThan(3)
  pages.forEach(({ text }, i) => {
    expect(text.match(/编号审查内容/g)).toHaveLength(1)
    expect(text).toContain(`第${i + 1}页共${pages.length}页`)
  })
  const all = pages.map(({ text }) => text).join('')
  for (const [number] of rows) expect(all.split(number!)).toHaveLength(2)
})

test('a row that is taller than a page goes on over pages without a gap', async () => {
  const long = Array.from({ length: 4_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('')
  const pages = await print([{ kind: 'table', head: ['题', '文'], widths: [1, 4], rows: [['甲', long]] }])
  const all = pages
    .map(({ text }) => text.replace('题文', '').replace(/经办人甲.*|第\d+页共\d+页.*/g, ''))
    .join('')
  expect(pages.length).toBeGreaterThan(2)
  expect(all.replace('甲', '')).toBe(long.replace('甲', ''))
})

test('nothing is printed outside the margins, however long', async () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(8)}`
  const pages = await print(
    [
      { kind: 'title', text: '长三角科技创新共同体联合攻关计划项目形式审查结果汇总表'.repeat(2) },
      { kind: 'facts', rows: [['很长的标签'.repeat(6), digest]] },
      { kind: 'paragraph', text: `${'依据（草案），'.repeat(40)}${digest}` },
      { kind: 'table', head: ['编', digest], widths: [1, 9], rows: [[digest, digest]] },
      { kind: 'code', text: 'ABCDEFGH'.repeat(12) },
      { kind: 'signatures', places: ['经办人', '复核人', '处室负责人', '分管领导'] },
      ...Array.from({ length: 60 }, (): PaperBlock => ({ kind: 'paragraph', text: '又一段。' })),
    ],
    { footer: `校验 ${digest}` },
  )
  for (const { pieces } of pages) {
    for (const { x, y, width, text } of pieces.filter((piece) => piece.text.trim() !== '')) {
      expect(x, text).toBeGreaterThan(page.left - 1)
      expect(x + width, text).toBeLessThan(page.width - page.right + 1)
      expect(y, text).toBeGreaterThan(page.top - 1)
      expect(y, text).toBeLessThan(page.height - 20)
    }
  }
})

test.for([
  [{ environment: '演练', watermark: null }, ['演练']],
  [{ environment: '演练', watermark: '征求意见' }, ['演练', '征求意见']],
  [{ environment: '正式', watermark: '征求意见' }, ['征求意见']],
  [{ environment: '正式', watermark: null }, []],
] as const)('every page of %j wears its marks and no others', async ([options, marks]) => {
  const blocks = Array.from({ length: 50 }, (): PaperBlock => ({ kind: 'paragraph', text: '正文。' }))
  for (const orientation of ['portrait', 'landscape'] as const) {
    const pages = await print(blocks, { ...options, orientation })
    expect(pages.length).toBeGreaterThan(1)
    for (const { text } of pages) {
      expect(['演练', '征求意见'].filter((mark) => text.includes(mark))).toEqual(marks)
    }
  }
})

test('rare characters are printed, and what no face has or nobody can see is named', async () => {
  const [only] = await print([{ kind: 'paragraph', text: '龘㐀䶮𠀡 𠮷田 abc\u202ecba d\u00ade 葛\u{e0100}' }])
  expect(only!.text).toContain('龘㐀䶮𠀡〓田abc〓cbad〓e葛')
  expect(only!.text).toContain('U+20BB7、U+202E、U+00AD（统一码）')
})

test('the face for rare characters is in the file only when one is printed with it', async () => {
  const facesIn = async (text: string) => {
    const bytes = await papers.pdf({
      name: '测试',
      environment: '正式',
      watermark: null,
      footer: '',
      blocks: [{ kind: 'paragraph', text }],
    })
    return Buffer.from(bytes)
      .toString('latin1')
      .match(/\/BaseFont \/[A-Z]+\+NotoSerif(?:SC|HK)/g)!
      .map((face) => face.slice(-2))
      .sort()
  }
  expect(new Set(await facesIn('龘㐀䶮'))).toEqual(new Set(['SC']))
  expect(new Set(await facesIn('〓𠮷'))).toEqual(new Set(['SC']))
  expect(new Set(await facesIn('𠀡'))).toEqual(new Set(['SC', 'HK']))
})

test('signature places are not torn apart', async () => {
  for (let before = 20; before < 30; before++) {
    const filler = Array.from({ length: before }, (): PaperBlock => ({ kind: 'paragraph', text: '正文。' }))
    const pages = await print([...filler, { kind: 'signatures', places: ['甲方', '乙方', '丙方'] }])
    expect(pages.filter(({ text }) => /[甲乙丙]方：/.test(text))).toHaveLength(1)
  }
})

const office = '江苏省科学技术厅'
const letter: readonly PaperBlock[] = [
  { kind: 'letterhead', office, number: '苏科函〔2026〕17 号' },
  { kind: 'title', text: '关于补交材料的通知' },
  { kind: 'addressee', text: '某某大学：' },
  { kind: 'heading', text: '一、需要补交的材料' },
  {
    kind: 'paragraph',
    text: '请于二〇二六年十二月一日前补齐下列材料，逾期未补齐的，按规定不予受理。'.repeat(3),
  },
  { kind: 'closing', lines: [office, '2026 年 11 月 22 日'] },
]

test('a letter has a red head and line, 28 characters to a line, the office centred on the date', async () => {
  const [only] = await print(letter, { footer: '' })
  const { pieces } = only!
  const place = (text: string) => pieces.find((piece) => piece.text.replaceAll(/\s/g, '') === text)!
  const full = pieces.filter(({ text }) => /^[\u3000-\uffef]{28}$/u.test(text))
  expect(full.length).toBeGreaterThan(1)
  expect(place('某某大学：').x).toBeCloseTo(page.left, 0)
  const [name, date] = [pieces.findLast(({ text }) => text === office)!, place('2026年11月22日')]
  expect(name.x + name.width / 2).toBeCloseTo(date.x + date.width / 2, 0)
  expect(page.width - page.right - (date.x + date.width)).toBeGreaterThan(4 * 15)
  expect(pieces.find(({ text }) => text.includes('江'))!.y).toBeGreaterThan(layoutOf({ blocks: letter }).top)
})

test('a letter without a number leaves a place to write it, and its closing is not torn apart', async () => {
  const [head] = await print([{ kind: 'letterhead', office, number: null }])
  expect(head!.text).toContain('〔〕号')
  for (let before = 21; before < 27; before++) {
    const filler = Array.from({ length: before }, (): PaperBlock => ({ kind: 'paragraph', text: '正文。' }))
    const pages = await print([...filler, { kind: 'closing', lines: ['甲单位', '乙日期'] }])
    const on = pages.filter(({ text }) => /甲单位|乙日期/.test(text))
    expect(on).toHaveLength(1)
    const places = on[0]!.pieces.filter(({ text }) => /甲单位|乙日期/.test(text))
    for (const { y } of places) expect(y).toBeLessThan(page.height - page.bottom)
  }
})

test('a heading never stands alone at the end of a page', async () => {
  for (let before = 23; before < 28; before++) {
    const filler = Array.from({ length: before }, (): PaperBlock => ({ kind: 'paragraph', text: '正文。' }))
    const pages = await print([
      ...filler,
      { kind: 'heading', text: '二、标题' },
      { kind: 'paragraph', text: '其后。' },
    ])
    expect(pages.find(({ text }) => text.includes('二、标题'))!.text).toContain('其后。')
  }
})

test('columns are set left, centred and right, on wide pages too, and money lines up', async () => {
  const rows = ['1.00', '23,456.78', '9.50'].map((amount) => ['甲', '乙', amount])
  const [only] = await print(
    [
      {
        kind: 'table',
        head: ['一', '二', '三'],
        widths: [1, 1, 1],
        align: ['left', 'center', 'right'],
        rows,
      },
    ],
    { orientation: 'landscape' },
  )
  const wide = layoutOf({ blocks: [], orientation: 'landscape' })
  const at = (text: RegExp) => only!.pieces.filter((piece) => text.test(piece.text))
  for (const { x, width } of at(/\.\d\d$/)) expect(x + width).toBeCloseTo(wide.width - wide.right - 5, 0)
  for (const { x, width } of at(/乙/)) expect(x + width / 2).toBeCloseTo(wide.width / 2, 0)
  for (const { x } of at(/^甲$/)) expect(x).toBeCloseTo(wide.left + 5, 0)
  expect(wide.width).toBeGreaterThan(wide.height)
})

const one = () => 1

test('Chinese lines break anywhere but before closing and after opening marks', () => {
  expect(breakLines('联合攻关，计划', 4, one)).toEqual(['联合攻', '关，计划'])
  expect(breakLines('联合攻（关）', 4, one)).toEqual(['联合攻', '（关）'])
  expect(breakLines('一二三四', 4, one)).toEqual(['一二三四'])
})

test('words stay whole unless they are wider than the line', () => {
  expect(breakLines('the quick brown', 9, one)).toEqual(['the quick', 'brown'])
  expect(breakLines('见 abcdefghij', 4, one)).toEqual(['见', 'abcd', 'efgh', 'ij'])
  expect(breakLines('甲\n\n乙', 4, one)).toEqual(['甲', '', '乙'])
})

test('no line is too wide and nothing but spaces is lost', () => {
  const unit = fc.constantFrom(...'联合攻关计划，。（）「」abc12 -…—'.split(''))
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 80 }), fc.integer({ min: 2, max: 20 }), (units, width) => {
      const text = units.join('')
      const lines = breakLines(text, width, one)
      for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    }),
    { numRuns: 500 },
  )
})
