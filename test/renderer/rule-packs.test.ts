import { describe, expect, it } from 'vitest'
import { comparePacks, rulePack } from '../../src-main/domain/rule-packs/rules.ts'
import { differenceLines } from '../../src-renderer/features/rule-packs/difference-words.ts'
import { endingInWords, isEnding } from '../../src-renderer/features/rule-packs/ending.ts'

describe('the end of a text', () => {
  it('is said from half a year before', () => {
    const days = ['2027-01-03', '2027-01-04', '2027-07-04', '2027-07-05']
    expect(days.map((day) => isEnding('2027-07-04', day))).toEqual([false, true, true, true])
    expect(isEnding('2027-08-31', '2027-02-27')).toBe(false)
    expect(isEnding('2027-08-31', '2027-02-28')).toBe(true)
  })

  it('is said as days that are left or over', () => {
    expect(endingInWords('2027-07-04', 12)).toContain('还剩 12 天')
    expect(endingInWords('2027-07-04', -1)).toContain('已过 1 天')
  })
})

describe('what another version does differently', () => {
  const [first, second] = [rulePack('joint-draft', 1)!, rulePack('joint-draft', 2)!]

  it('is told rule by rule, in words without gaps', () => {
    const lines = differenceLines(comparePacks(first, second))
    expect(lines).toContainEqual(
      expect.objectContaining({
        about: 'F04 符合指南或揭榜任务',
        text: '新增参数「指南方向和任务」，默认 （无）',
      }),
    )
    expect(lines.find(({ about, text }) => about.startsWith('F11') && text.includes('范围'))?.text).toContain(
      '1—100 → 0—100',
    )
    expect(lines.find(({ about }) => about.startsWith('F01'))?.text).toContain(
      '新增选项 牵头单位成立日期、收到日期',
    )
    for (const { text } of lines) expect(text).not.toMatch(/undefined|null|\[object/)
  })

  it('is nothing between a version and itself, and what is added there is gone here', () => {
    expect(comparePacks(second, second)).toEqual([])
    const fewer = { ...second, rules: second.rules.filter(({ code }) => code !== 'F25') }
    expect(comparePacks(second, fewer)).toMatchObject([{ what: 'rule-removed', rule: { code: 'F25' } }])
    expect(comparePacks(fewer, second)).toMatchObject([{ what: 'rule-added', rule: { code: 'F25' } }])
  })

  it('tells switches, ways of deciding and defaults apart', () => {
    const after = structuredClone(second) as typeof second & { rules: Record<string, unknown>[] }
    const rule = (code: string) => after.rules.find((one) => one.code === code)!
    Object.assign(rule('F10'), { on: true })
    Object.assign(rule('F05'), { how: 'person' })
    Object.assign(rule('F15'), { suppliedLater: true, article: '第十七条' })
    Object.assign((rule('F15').parameters as object[])[0]!, { default: 20 })
    expect(differenceLines(comparePacks(second, after as never)).map(({ text }) => text)).toEqual([
      '怎样判断：机器建议、人工判断 → 人工判断',
      '默认停用 → 默认启用',
      '不能补交 → 可补交材料',
      '依据条款：第十六条 → 第十七条',
      '参数「支持上限」的默认值：30 % → 20 %',
    ])
  })
})
