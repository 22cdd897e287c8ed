import { describe, expect, it } from 'vitest'
import { machineFindings, noticeOf, wordingsOf } from '../../../src-main/domain/formal-review/rules.ts'
import {
  fitsOthers,
  hasUsualSentence,
  longestSentence,
  type Worded,
  wordingToKeep,
} from '../../../src-main/domain/formal-review/wording.ts'
import { rulePack, rulePacks } from '../../../src-main/domain/rule-packs/rules.ts'
import { anApplication, anOrganisation, aReviewInput } from '../../support/applications.ts'

const bare: Worded = { outcome: '通知补交材料', code: 'F02', finding: null, note: '', earlier: null }
const proposed = (over: Partial<Worded>) => wordingsOf({ ...bare, ...over })[0]

describe('the sentence proposed for an item', () => {
  it('is the office’s earlier wording, else the note of the verdict, else the rule’s own', () => {
    expect(proposed({})).toMatchObject({ source: '通用表述' })
    expect(proposed({ note: '缺合作协议' })).toEqual({ source: '审查说明', sentence: '缺合作协议。' })
    expect(proposed({ note: '缺合作协议', earlier: '请补齐全部附件。' })).toEqual({
      source: '以往用语',
      sentence: '请补齐全部附件。',
    })
  })

  it('leaves the other ways of saying it at hand, each once', () => {
    const all = wordingsOf({ ...bare, note: '缺合作协议', earlier: '请补齐全部附件。' })
    expect(all.map(({ source }) => source)).toEqual(['以往用语', '审查说明', '通用表述'])
    expect(wordingsOf({ ...bare, note: '缺合作协议。', earlier: '缺合作协议。' })).toHaveLength(2)
  })

  it('exists for every rule that can lead to the outcome, one sentence, concrete, without blame', () => {
    const rules = rulePacks
      .flatMap((pack) => pack.rules)
      .filter(({ how, code }) => how !== 'hint' && code !== 'F24')
    expect(new Set(rules.map(({ code }) => code)).size).toBe(31)
    for (const { code, suppliedLater } of rules) {
      const outcomes = suppliedLater ? (['通知补交材料', '不予受理'] as const) : (['不予受理'] as const)
      for (const outcome of outcomes) {
        expect(hasUsualSentence(outcome, code), `${outcome} ${code}`).toBe(true)
        const { sentence } = proposed({ outcome, code })
        expect(sentence).toMatch(/^[^。！？\n]{8,100}。$/u)
        expect(sentence).not.toMatch(/违规|弄虚作假|严重|竟|必须|[A-Za-z]/u)
        if (outcome === '通知补交材料') expect(sentence).toContain('请')
      }
    }
  })

  it('names what the machine found', () => {
    const money = { ...anApplication().money, selfRaised: 100 }
    const wrong = anOrganisation({
      name: '某某大学',
      code: '91350100M000100Y4Z',
      region: 'JS',
      roles: ['参与'],
    })
    const input = aReviewInput({
      application: anApplication({ money, organisations: [anOrganisation(), wrong], field: '待定' }),
    })
    const findings = machineFindings(input)
    const told = (code: Worded['code']) =>
      proposed({ code, finding: findings.find((one) => one.code === code)! }).sentence
    expect(told('F01')).toBe('请补充填写申报书中的以下内容：领域。')
    expect(told('F08')).toMatch(/^现有承担单位均在江苏省；/)
    expect(told('F09')).toContain('某某大学')
    expect(told('F16')).toMatch(/与项目总投入 1,000\.00 万元不一致/)
  })

  it('takes a long note only as far as a sentence may go, in one line', () => {
    const { sentence } = proposed({ note: `第一行\n第二行${'长'.repeat(3000)}` })
    expect(sentence).toMatch(/^第一行 第二行/)
    expect([...sentence].length).toBeLessThanOrEqual(longestSentence)
  })
})

describe('what is remembered of a recorded sentence', () => {
  it('is the office’s own wording; neither the note of one review nor the rule’s own sentence', () => {
    const { earlier: _, ...item } = { ...bare, note: '缺合作协议' }
    expect(wordingToKeep(item, '请于期限内补齐附件。')).toBe('请于期限内补齐附件。')
    expect(wordingToKeep(item, '缺合作协议。')).toBeUndefined()
    expect(wordingToKeep(item, proposed({}).sentence)).toBeNull()
  })

  it('is never what names the application it was written for', () => {
    const content = anApplication()
    expect(fitsOthers('请补齐各单位的公章。', content)).toBe(true)
    for (const own of [content.number, content.title, content.organisations[1]!.name]) {
      expect(fitsOthers(`请${own}补齐公章。`, content)).toBe(false)
    }
    expect(fitsOthers('请更换第 12 页的公章。', content)).toBe(false)
    expect(fitsOthers('请更换第3、5页的公章。', content)).toBe(false)
  })
})

describe('a notice', () => {
  const facts: Parameters<typeof noticeOf>[0] = {
    kind: 'joint',
    content: anApplication(),
    outcome: '通知补交材料',
    items: [
      { code: 'F02', sentence: '请补交合作协议。' },
      { code: 'F09', sentence: '请更正信用代码。' },
    ],
    reason: '请交到政务大厅。',
    deadline: '2026-12-06',
    office: '江苏省科学技术厅',
    basis: rulePack('joint-draft')!.basis,
  }

  it('goes to the lead, names the items in order, the last day with its weekday, and what follows [A13]', () => {
    const { title, addressee, paragraphs } = noticeOf(facts)
    expect(title).toBe('关于补交联合攻关项目申报材料的通知')
    expect(addressee).toBe('思必驰科技股份有限公司：')
    expect(paragraphs).toEqual([
      '你单位牵头申报的项目《面向车载场景的多模态语音交互关键技术研究》（编号：CSJ2026-JS-0001），经形式审查，需要补充或者更正以下材料：',
      '1．请补交合作协议。',
      '2．请更正信用代码。',
      '请交到政务大厅。',
      '请于2026年12月6日（星期日）前（含当日）将上述材料一次性补交至我厅。逾期未补交的，根据《长三角科技创新共同体联合攻关计划实施办法（试行）（草案）》第十三条，形式审查不予受理。',
    ])
  })

  it('of 不予受理 states the grounds and cites the text as the office confirmed it', () => {
    const confirmed = { title: '实施办法', number: '沪科规〔2023〕1号', date: '2026-01-01' }
    const words = noticeOf({
      ...facts,
      outcome: '不予受理',
      deadline: null,
      office: '上海市科学技术委员会',
      basis: { ...facts.basis, confirmed },
    })
    expect(words.title).toBe('关于联合攻关项目申报不予受理的通知')
    expect(words.paragraphs.at(-1)).toBe(
      '根据《实施办法》（沪科规〔2023〕1号）第十三条，我委对该项申报不予受理。特此通知。',
    )
  })

  it('to a consortium threatens with no article that B does not have', () => {
    const words = noticeOf({ ...facts, kind: 'consortium', basis: rulePack('consortium-2025')!.basis })
    expect(words.paragraphs.join('')).not.toMatch(/第十三条|不予受理/)
    expect(words.paragraphs[0]).toContain('创新联合体《')
  })

  it('recorded before notices had sentences prints the list as it was typed', () => {
    const words = noticeOf({ ...facts, items: [], reason: '1．缺协议。\n2．缺公章。' })
    expect(words.paragraphs.slice(1, 3)).toEqual(['1．缺协议。', '2．缺公章。'])
  })
})
