import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { proposeMapping } from '../../../src-main/domain/applications/mapping.ts'
import { readRows } from '../../../src-main/domain/applications/rows.ts'
import {
  type Finding,
  findingSentences,
  machineFindings,
} from '../../../src-main/domain/formal-review/rules.ts'
import { rulePacks } from '../../../src-main/domain/rule-packs/rules.ts'
import { ruleHowWords } from '../../../src-renderer/text/rule-how.ts'
import {
  aDocument,
  anApplication,
  anApplicationTable,
  anOrganisation,
  aReviewInput,
  registersFor,
} from '../../support/applications.ts'

const checked = 'F01 F02 F04 F05 F06 F07 F08 F09 F13 F14 F15 F16 F17 F18 F19 F20 F23 F24'.split(' ')

describe('machine findings', () => {
  test('there is one for every rule that is on, in the order of the pack', () => {
    for (const pack of rulePacks) {
      const codes = machineFindings(aReviewInput({ pack })).map(({ code }) => code)
      expect(codes).toEqual(pack.rules.filter(({ on }) => on).map(({ code }) => code))
    }
  })

  test('a complete application passes every check of the machine; the other rules are for a person', () => {
    for (const { code, verdict, reason } of machineFindings(aReviewInput())) {
      expect([code, verdict]).toEqual([code, checked.includes(code) ? 'pass' : 'cannot-check'])
      if (!checked.includes(code)) expect(reason.code).not.toBe('not-entered')
    }
  })

  test('an application of which nothing is known but number, title and lead has no fault', () => {
    const lead = anOrganisation({ code: null, kind: null, region: null, city: null, legalPerson: null })
    const money = { total: null, requested: null, selfRaised: null, offered: null, contract: null }
    const application = anApplication({
      organisations: [lead],
      money,
      field: null,
      task: null,
      secrecy: null,
      start: null,
      end: null,
      received: null,
      reserveEntry: null,
      reserveState: null,
      guideDirection: null,
    })
    const others = { applications: [], offices: [{ short: '浙江', arrived: false }] }
    for (const pack of rulePacks) {
      const registers = registersFor(application, [])
      const input = aReviewInput({ pack, application, documents: [], others, registers })
      const verdicts = machineFindings(input).map((one) => one.verdict)
      expect(new Set(verdicts)).toEqual(new Set(['cannot-check']))
    }
  })

  test('findings are plain data: whole numbers, no undefined, at most as large as an event may hold', () => {
    const awful = aReviewInput({
      application: anApplication({
        title: '待定',
        organisations: [anOrganisation({ code: '1' }), anOrganisation({ name: '乙' })],
      }),
      documents: [aDocument({ facts: { state: 'damaged', pages: null } }), aDocument({ facts: null })],
    })
    const findings = machineFindings(awful)
    expect(JSON.parse(JSON.stringify(findings))).toEqual(findings)
    expect(JSON.stringify(findings)).not.toMatch(/\d\.\d/)
    expect(JSON.stringify(findings).length).toBeLessThan(20_000)
  })

  test('the rows of a list go straight into review', () => {
    const table = anApplicationTable(40, 9)
    const proposal = proposeMapping(table, [])
    if (!proposal.ok) throw new Error()
    const context = { kind: 'joint', fields: [], existingNumbers: new Set<string>() } as const
    for (const { content } of readRows(table, proposal.value.mapping, context).applications) {
      const findings = machineFindings(aReviewInput({ application: content, documents: [] }))
      const verdicts = Object.fromEntries(findings.map(({ code, verdict }) => [code, verdict]))
      expect(verdicts).toMatchObject({
        F01: 'pass',
        F08: 'pass',
        F09: 'cannot-check',
        F14: 'pass',
        F16: 'pass',
      })
    }
  })
})

describe('sentences of findings', () => {
  const everything: Finding[] = []
  const collect = (over: Parameters<typeof aReviewInput>[0]) => {
    for (const pack of rulePacks) everything.push(...machineFindings(aReviewInput({ ...over, pack })))
  }
  collect({})
  collect({ documents: [] })
  collect({ application: anApplication({ organisations: [] }), others: { applications: [], offices: [] } })

  test('every one is a Chinese sentence that ends, with no gap left open', () => {
    for (const finding of everything) {
      for (const sentence of findingSentences(finding)) {
        expect(sentence).toMatch(/。$/)
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object|。。/)
      }
    }
  })

  test('a list that has not arrived is named as not compared', () => {
    const offices = [
      { short: '江苏', arrived: true },
      { short: '浙江', arrived: false },
    ]
    const finding = machineFindings(aReviewInput({ others: { applications: [], offices } })).find(
      ({ code }) => code === 'F14',
    )!
    expect(findingSentences(finding)).toEqual([
      '目前未见重复。已比对江苏本批名单。浙江本批名单未到，未比对。',
    ])
  })

  test('absent data read 「未录入，待人工」, money has two decimals and its thousands', () => {
    const money = {
      total: 1_234_567_890_000,
      requested: 400_000_000_000,
      selfRaised: 1,
      offered: null,
      contract: null,
    }
    const findings = machineFindings(aReviewInput({ application: anApplication({ money, end: null }) }))
    const said = (code: string) =>
      findingSentences(findings.find((finding) => finding.code === code)!).join('')
    expect(said('F20')).toBe('未录入，待人工：结束日期。')
    expect(said('F15')).toBe('申请额占总投入的 32.41%；立项支持不高于 30%，即 370,370.367 万元。')
    expect(said('F16')).toContain('与总投入 1,234,567.89 万元相差')
  })

  test('property: amounts are never rounded away in a sentence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000_000_000 }), (total) => {
        const money = { total, requested: 0, selfRaised: total, offered: null, contract: null }
        const finding = machineFindings(aReviewInput({ application: anApplication({ money }) })).find(
          ({ code }) => code === 'F16',
        )!
        const shown = /([\d,]+\.\d{2,6}) 万元/.exec(findingSentences(finding)[0]!)![1]!.replaceAll(',', '')
        const [whole, fraction] = shown.split('.')
        expect(Number(whole) * 1_000_000 + Number(fraction!.padEnd(6, '0'))).toBe(total)
      }),
    )
  })

  test('ways of deciding have a word each', () => {
    expect(new Set(Object.values(ruleHowWords)).size).toBe(5)
  })
})
