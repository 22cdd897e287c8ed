import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alikeTexts } from '../../../src-main/domain/duplicates/alike-texts.ts'
import { alikeTitles } from '../../../src-main/domain/duplicates/alike-titles.ts'
import {
  fingerprintBytes,
  fingerprintFrom,
  fingerprintOf,
  jointFingerprint,
} from '../../../src-main/domain/duplicates/fingerprint.ts'
import { overlapOf } from '../../../src-main/domain/duplicates/passages.ts'
import { plainText } from '../../../src-main/domain/duplicates/plain-text.ts'
import { similarTo } from '../../../src-main/domain/duplicates/titles.ts'
import { prose, wordyProse } from '../../support/prose.ts'

/** Milliseconds of this process, however busy the machine is with others. */
function processorTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function pairsOf(texts: readonly string[]): readonly (readonly [a: number, b: number, percent: number])[] {
  const found: [number, number, number][] = []
  alikeTexts(
    texts.map((text) => fingerprintOf([text])),
    (a, b, percent) => found.push([a, b, percent]),
    () => undefined,
  )
  return found
}

describe('a text reduced to what is compared', () => {
  test('loses spaces, line breaks, punctuation and differences of width and case, and knows where each character stood', () => {
    const original = '联合\n攻关，ＡＢ c（１２）。'
    const { text, places } = plainText(original)
    expect(text).toBe('联合攻关abc12')
    expect([...places].map((place) => original[place]).join('')).toBe('联合攻关ＡＢc１２')
  })

  test('property: every kept character has its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (original) => {
        const { text, places } = plainText(original)
        expect(places.length).toBe(text.length)
        expect([...places].every((place) => place < original.length)).toBe(true)
      }),
    )
  })
})

describe('fingerprints', () => {
  test('are the same for the same words in another layout', () => {
    const text = prose(3000, 1)
    const laidOut = [...text].map((character, i) => (i % 30 === 29 ? `${character}\n  ` : character)).join('')
    expect(fingerprintOf([laidOut])).toEqual(fingerprintOf([text]))
  })

  test('survive being kept, and joining gives that of all texts together', () => {
    const [a, b] = [prose(4000, 2), prose(300, 3)]
    expect(fingerprintFrom(fingerprintBytes(fingerprintOf([a])))).toEqual(fingerprintOf([a]))
    expect(jointFingerprint([fingerprintOf([a]), fingerprintOf([b])])).toEqual(fingerprintOf([a, b]))
  })
})

describe('texts that are alike', () => {
  test('are found with about the share of the shorter one, whatever else stands in the longer', () => {
    const own = prose(2000, 4)
    const [[a, b, percent] = [0, 0, 0]] = pairsOf([
      own,
      prose(2000, 5),
      `${prose(3000, 6)}${own.slice(0, 1240)}`,
    ])
    expect([a, b]).toEqual([0, 2])
    expect(percent).toBeGreaterThan(52)
    expect(percent).toBeLessThan(72)
  })

  test('are found when every twentieth character was changed', () => {
    const own = prose(2000, 7)
    const edited = [...own].map((character, i) => (i % 20 === 0 ? '某' : character)).join('')
    expect(pairsOf([own, edited])[0]?.[2]).toBeGreaterThan(55)
  })

  test('are not those of unlike texts, nor those that only share the form that all share', () => {
    const form = prose(1500, 8)
    const texts = Array.from({ length: 40 }, (_, i) => form + prose(1500, 100 + i))
    expect(pairsOf(texts)).toEqual([])
    expect(pairsOf(Array.from({ length: 40 }, (_, i) => prose(1500, 200 + i)))).toEqual([])
  })

  test('of a few words are not compared: everybody may say them', () => {
    expect(pairsOf(['唤醒率不低于百分之九十八', '唤醒率不低于百分之九十八'])).toEqual([])
  })

  test('grow in work with the texts, not with their pairs: four times as many take well under sixteen times as long', () => {
    const of = (count: number) =>
      Array.from({ length: count }, (_, i) => fingerprintOf([wordyProse(600, 1000 + i)]))
    const time = (fingerprints: readonly Uint32Array[]) =>
      processorTime(() =>
        alikeTexts(
          fingerprints,
          () => undefined,
          () => undefined,
        ),
      )
    const [few, many] = [of(500), of(2000)]
    time(few)
    const ratio = Math.min(...[0, 1, 2].map(() => time(many))) / Math.min(...[0, 1, 2].map(() => time(few)))
    expect(ratio).toBeLessThan(10)
  })
})

describe('similar titles', () => {
  const titles = [
    '面向车载场景的多模态语音交互关键技术研究',
    '面向车载场景的多模态语音交互核心技术研究',
    '车规级功率芯片封装可靠性联合攻关',
    '固态电池电解质界面调控',
    '面向车载场景多模态语音交互技术研究与应用',
  ]

  test('are exactly those that holding each against each finds', () => {
    const all = titles.flatMap((title, i) => {
      const isSimilar = similarTo(title)
      return titles.flatMap((other, j) => (j < i && isSimilar(other) ? [`${j}-${i}`] : []))
    })
    expect(all.length).toBeGreaterThan(0)
    const found = [...alikeTitles(titles, 20)].map(([a, b]) => [a, b].sort().join('-'))
    expect(found.sort()).toEqual(all.sort())
  })

  test('property: changing a few characters of any title among many is noticed as holding each against each would', () => {
    const many = Array.from({ length: 200 }, (_, i) => plainText(prose(24, 3000 + i)).text)
    fc.assert(
      fc.property(fc.nat(199), fc.nat(20), (which, at) => {
        const edited = `${many[which]!.slice(0, at)}新${many[which]!.slice(at + 1)}`
        const pairs = [...alikeTitles([...many, edited], 20)]
        expect(pairs.some(([a, b]) => a === 200 && b === which)).toBe(similarTo(edited)(many[which]!))
      }),
      { numRuns: 50 },
    )
  })

  test('of which thousands say the same end: each is told for a few', () => {
    const same = Array.from({ length: 5000 }, (_, i) => `车规级功率芯片封装可靠性联合攻关${i}`)
    const told = new Map<number, number>()
    const took = processorTime(() => {
      for (const pair of alikeTitles(same, 20)) {
        for (const one of pair) told.set(one, (told.get(one) ?? 0) + 1)
      }
    })
    expect(Math.max(...told.values())).toBeLessThanOrEqual(20)
    expect(took).toBeLessThan(10_000)
  })
})

describe('passages in common', () => {
  test('are found word for word wherever they stand, with their places in the original', () => {
    const shared = '建立原位表征与界面调控的联合实验机制，形成自主可控供应能力'
    const ours = [`第一段。${shared}。`, '别的文字']
    const theirs = ['不相干', `开头\n${shared.slice(0, 12)}\n${shared.slice(12)}结尾`]
    const { passages, percent } = overlapOf(ours, theirs)
    expect(passages).toHaveLength(1)
    const [{ a, b } = { a: null, b: null }] = passages
    expect(ours[a!.text]!.slice(a!.from, a!.to)).toBe(shared)
    expect(theirs[b!.text]!.slice(b!.from, b!.to).replace('\n', '')).toBe(shared)
    expect(percent).toBeGreaterThan(70)
  })

  test('of the same text are all of it; of unlike texts none', () => {
    const text = prose(800, 11)
    expect(overlapOf([text], [text]).percent).toBe(100)
    expect(overlapOf([text], [prose(800, 12)])).toEqual({ passages: [], percent: 0 })
    expect(overlapOf(['短'], ['短'])).toEqual({ passages: [], percent: null })
  })

  test('hostile texts of one character without end take no time', () => {
    const took = processorTime(() => {
      overlapOf(['一'.repeat(400_000)], ['一'.repeat(400_000)])
      overlapOf(['一二'.repeat(200_000)], ['二一三'.repeat(130_000)])
    })
    expect(took).toBeLessThan(5000)
  })
})
