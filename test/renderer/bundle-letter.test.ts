import { describe, expect, it } from 'vitest'
import type { BundleChecked } from '../../src-main/core/ports.ts'
import { founding } from '../../src-main/domain/offices/rules.ts'
import {
  canTakeIn,
  insideInWords,
  obstaclesInWords,
  stateOf,
} from '../../src-renderer/features/bundles/letter-words.ts'

const nameOf = (code: string, form: 'short' | 'name' = 'name') =>
  founding.find((office) => office.code === code)?.[form] ?? code
const device = `sha256:${'a'.repeat(64)}`
type Range = BundleChecked['ranges'][number]

function range(over: Partial<Range> = {}): Range {
  return { device, institution: 'JS', from: 1, to: 180, new: 180, state: 'joins', ...over }
}

function opened(over: Partial<BundleChecked> = {}): BundleChecked {
  return {
    staged: 'x',
    digest: device,
    size: 1_300_000_000,
    sender: 'JS',
    to: 'SH',
    environment: '演练',
    encrypted: true,
    newestAt: '2026-11-22T02:00:00.000Z',
    outcome: 'acceptable',
    missing: [],
    ranges: [range()],
    types: { ReviewClosed: 80, ApplicationImported: 120, BatchCreated: 1, ChainBegan: 1, BundleSent: 2 },
    withheld: 5,
    odd: 2,
    documents: { count: 130, bytes: 1_288_490_189, new: 130 },
    ...over,
  }
}

describe('a letter that can be taken in', () => {
  it('says what is inside, what matters first', () => {
    expect(insideInWords(opened(), nameOf)).toEqual([
      '江苏的记录第 1–180 条，其中新的有：1 个批次、申报 120 项、审查结论 80 条。',
      '附件 130 份，共 1.2 GB。',
      '另有 5 条仅江苏省科学技术厅可见，内容未随包提供，属正常情况。',
      '2 条由更新版本的程序记录或内容有疑问，先保存、不显示，不影响其他内容。',
    ])
    expect(stateOf(opened())).toBe('待导入')
    expect(canTakeIn(opened())).toBe(true)
    expect(obstaclesInWords(opened(), nameOf)).toEqual([])
  })

  it('with nothing but receipts says so', () => {
    const receipts = opened({
      types: { BundleReceived: 1, BundleSent: 1 },
      documents: { count: 0, bytes: 0, new: 0 },
    })
    expect(insideInWords(receipts, nameOf)[0]).toContain('没有新的业务内容，只有往来登记和回执')
    expect(insideInWords(receipts, nameOf)[1]).toBe('没有附件。')
  })

  it('with documents alone, because they were left out before, can still be taken in', () => {
    const documents = opened({ ranges: [range({ new: 0, state: 'known' })], types: {} })
    expect(insideInWords(documents, nameOf)[0]).toBe('没有新的记录。')
    expect(canTakeIn(documents)).toBe(true)
  })

  it('never hides a kind of record that this program does not know', () => {
    expect(insideInWords(opened({ types: { FutureThing: 3 } }), nameOf)[0]).toContain(
      '本程序不认识的记录 3 条',
    )
  })
})

describe('a letter that waits', () => {
  const waiting = opened({
    outcome: 'waiting',
    missing: [{ device, from: 120, to: 180 }],
    ranges: [range({ from: 181, to: 200, new: 20, state: 'waits' })],
  })

  it('names what is missing, in words, and cannot be taken in', () => {
    expect(stateOf(waiting)).toBe('缺前序')
    expect(canTakeIn(waiting)).toBe(false)
    expect(obstaclesInWords(waiting, nameOf)[0]).toMatch(/^还缺江苏第 120–180 条，.*请向江苏索取/)
  })

  it('with another chain that joins lets that one be taken in', () => {
    const other = range({ device: `sha256:${'b'.repeat(64)}`, institution: 'ZJ', new: 4 })
    expect(canTakeIn({ ...waiting, ranges: [...waiting.ranges, other] })).toBe(true)
  })
})

describe('a letter that contradicts what is here', () => {
  const forked = opened({ outcome: 'already-imported', ranges: [range({ state: 'forks' })], types: {} })

  it('is not called imported, is explained, and cannot be taken in', () => {
    expect(stateOf(forked)).toBe('已隔离')
    expect(canTakeIn(forked)).toBe(false)
    const [explained] = obstaclesInWords(forked, nameOf)
    expect(explained).toContain('互相矛盾')
    expect(explained).toContain('没有导入')
    expect(explained).toContain('联系对方核实')
  })
})

it('chains of offices that are not pinned, and of retired devices, are named', () => {
  const doubtful = opened({
    ranges: [range(), range({ institution: 'AH', state: 'not-pinned' }), range({ state: 'retired' })],
  })
  const [pinned, retired] = obstaclesInWords(doubtful, nameOf)
  expect(pinned).toContain('安徽省科学技术厅')
  expect(retired).toContain('已停用')
  expect(canTakeIn(doubtful)).toBe(true)
})

it('a letter without anything new is called imported', () => {
  const known = opened({
    outcome: 'already-imported',
    ranges: [range({ new: 0, state: 'known' })],
    types: {},
  })
  expect(stateOf(known)).toBe('已导入')
  expect(canTakeIn(known)).toBe(false)
})
