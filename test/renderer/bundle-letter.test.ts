import { describe, expect, it } from 'vitest'
import type { BundleChecked } from '../../src-main/core/ports/bundles.ts'
import { founding } from '../../src-main/domain/offices/rules.ts'
import {
  choiceOf,
  clockInWords,
  insideInWords,
  obstaclesInWords,
  stateOf,
} from '../../src-renderer/features/bundles/letter-words.ts'

const nameOf = (code: string, form: 'short' | 'name' = 'name') =>
  founding.find((office) => office.code === code)?.[form] ?? code
const device = `sha256:${'a'.repeat(64)}`
type Range = BundleChecked['ranges'][number]

function range(over: Partial<Range> = {}): Range {
  return {
    device,
    institution: 'JS',
    own: false,
    from: 1,
    to: 180,
    new: 180,
    state: 'joins',
    forkedAt: null,
    ...over,
  }
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
    unplaced: 0,
    isKept: false,
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
      '江苏第 1 至 180 条，其中新的有：1 个批次、申报 120 项、审查结论 80 条。',
      '附件 130 份，共 1.2 GB。',
      '另有 5 条仅记录单位可见，内容未随包提供，属正常情况。',
      '2 条由更新版本的程序记录或内容有疑问，先保存、不显示，不影响其他内容。',
    ])
    expect(stateOf(opened())).toBe('待导入')
    expect(choiceOf(opened())).toBe('take-in')
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
    expect(choiceOf(documents)).toBe('take-in')
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
    missing: [{ device, institution: 'JS', from: 121, to: 180 }],
    ranges: [range({ from: 181, to: 200, new: 20, state: 'waits' })],
    documents: { count: 0, bytes: 0, new: 0 },
  })

  it('names what is missing, in words, and can be kept until it has come', () => {
    expect(stateOf(waiting)).toBe('缺前序')
    expect(choiceOf(waiting)).toBe('keep')
    expect(obstaclesInWords(waiting, nameOf)).toEqual([
      '还缺江苏第 121 至 180 条，接不上。请向江苏索取这一段。收下后本机保存一份，缺的部分一到就自动导入，不用再选一次文件。',
    ])
  })

  it('and is in the inbox already needs nothing more', () => {
    const kept = { ...waiting, isKept: true }
    expect(choiceOf(kept)).toBe('nothing')
    expect(obstaclesInWords(kept, nameOf)[0]).toContain('已在等待清单中')
  })

  it('with another chain that joins, or with documents, lets that be taken in', () => {
    const other = range({ device: `sha256:${'b'.repeat(64)}`, institution: 'ZJ', new: 4 })
    expect(choiceOf({ ...waiting, ranges: [...waiting.ranges, other] })).toBe('take-part')
    expect(choiceOf({ ...waiting, documents: { count: 1, bytes: 9, new: 1 } })).toBe('take-part')
  })

  it('because bodies came before their records says so', () => {
    const late = opened({ outcome: 'waiting', ranges: [], unplaced: 3, types: {} })
    expect(obstaclesInWords(late, nameOf)[0]).toContain('有 3 条补送的内容')
  })

  it('names the desks of an office where places of two of them are missing', () => {
    const second = `sha256:3f2a${'b'.repeat(60)}`
    const missing = [...waiting.missing, { device: second, institution: 'JS', from: 5, to: 5 }]
    expect(obstaclesInWords({ ...waiting, missing }, nameOf)[0]).toMatch(
      /江苏（aaaa 号电脑）第 121 至 180 条、江苏（3f2a 号电脑）第 5 条/,
    )
  })
})

describe('a letter with chains of others', () => {
  it('says what was passed on', () => {
    const relayed = range({
      device: `sha256:${'b'.repeat(64)}`,
      institution: 'ZJ',
      from: 3,
      to: 9,
      new: 7,
    })
    expect(insideInWords(opened({ ranges: [range(), relayed] }), nameOf)[1]).toBe(
      '随包转来：浙江第 3 至 9 条。',
    )
  })
})

describe('a letter that contradicts what is here', () => {
  const forked = opened({
    outcome: 'nothing-joins',
    ranges: [range({ state: 'forks', forkedAt: 6 })],
    types: {},
  })

  it('is not called imported, is explained, and cannot be taken in', () => {
    expect(stateOf(forked)).toBe('已隔离')
    expect(choiceOf(forked)).toBe('nothing')
    const [explained] = obstaclesInWords(forked, nameOf)
    expect(explained).toContain('互相矛盾')
    expect(explained).toContain('从第 6 条起')
    expect(explained).toContain('没有导入')
    expect(explained).toContain('联系对方核实')
  })

  it('leaves the other chains to be taken in', () => {
    const other = range({ device: `sha256:${'b'.repeat(64)}`, institution: 'ZJ' })
    expect(choiceOf({ ...forked, outcome: 'acceptable', ranges: [...forked.ranges, other] })).toBe(
      'take-part',
    )
  })

  it('is explained also when it goes on with a chain that is set aside', () => {
    const aside = { ...forked, ranges: [range({ state: 'quarantined' })] }
    expect(stateOf(aside)).toBe('已隔离')
    expect(obstaclesInWords(aside, nameOf)[0]).toContain('仍在隔离')
  })

  it('and knows more of this very desk says that the desk writes nothing more', () => {
    const own = opened({ ranges: [range(), range({ institution: 'SH', own: true, new: 3 })] })
    expect(obstaclesInWords(own, nameOf)[0]).toContain('只能查看')
  })
})

it('chains of offices that are not pinned, and of retired devices, are named', () => {
  const doubtful = opened({
    ranges: [range(), range({ institution: 'AH', state: 'not-pinned' }), range({ state: 'retired' })],
  })
  const [pinned, retired] = obstaclesInWords(doubtful, nameOf)
  expect(pinned).toContain('安徽省科学技术厅')
  expect(retired).toContain('已停用')
  expect(choiceOf(doubtful)).toBe('take-part')
})

it('a letter without anything new is called imported', () => {
  const known = opened({
    outcome: 'already-imported',
    ranges: [range({ new: 0, state: 'known' })],
    types: {},
  })
  expect(stateOf(known)).toBe('已导入')
  expect(choiceOf(known)).toBe('nothing')
})

it('absurd dates are shown and remarked, never a reason to refuse (S11)', () => {
  const now = new Date('2026-11-22T00:00:00.000Z')
  expect(clockInWords('2026-11-22T08:00:00.000Z', now)).toBeNull()
  expect(clockInWords('2099-01-01T00:00:00.000Z', now)).toContain('时钟走在前面')
  expect(clockInWords('1970-01-01T00:00:00.000Z', now)).toContain('时钟不对')
  expect(clockInWords(null, now)).toBeNull()
})
