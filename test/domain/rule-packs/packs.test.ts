import { describe, expect, test } from 'vitest'
import { applicationFields } from '../../../src-main/domain/applications/fields.ts'
import { attachmentKinds } from '../../../src-main/domain/applications/record.ts'
import {
  appliedRules,
  isInForce,
  isParameterValue,
  type Parameter,
  ruleCodes,
  rulePack,
  rulePacks,
} from '../../../src-main/domain/rule-packs/rules.ts'

const formal = ruleCodes.filter((code) => code.startsWith('F'))
const hows = {
  auto: 'F01 F02 F06 F08 F09 F10 F11 F13 F16 F22 F23 C03 C04',
  assist: 'F04 F05 F07 F12 F14 C01 C02 C08 C09',
  person: 'F03 F21 F25 C05 C06 C07 C10 C11',
  hint: 'F15 F17 F18 F20',
  'auto+person': 'F19 F24',
}
const suppliedLater = 'F01 F02 F03 F05 F08 F09 F16 F21 F22 C03 C04 C05 C06 C07 C08 C09 C10'

describe('rule packs', () => {
  test('joint packs hold F01-F25, the consortium pack F01-F25 and C01-C11, each once and in order', () => {
    for (const pack of rulePacks) {
      const codes = pack.rules.map(({ code }) => code)
      expect(codes).toEqual(pack.kind === 'joint' ? formal : [...ruleCodes])
    }
    expect(ruleCodes).toHaveLength(36)
  })

  test('who decides and what may be supplied later is as the table of the domain says', () => {
    for (const { rules } of rulePacks) {
      for (const { code, how, suppliedLater: later, aid } of rules) {
        expect(hows[how]).toContain(code)
        expect([code, later]).toEqual([code, suppliedLater.includes(code)])
        expect(aid).toBe(code.startsWith('C'))
      }
    }
  })

  test('rules of mere practice that need a number of the guide are off until a plan sets them', () => {
    const off = rulePack('joint-draft')!.rules.filter(({ on }) => !on)
    expect(off.map(({ code }) => code)).toEqual(['F10', 'F11', 'F12', 'F22'])
  })

  test('no basis counts as confirmed before an office has confirmed it', () => {
    for (const { basis } of rulePacks) expect(basis.confirmed).toBeNull()
    expect(rulePack('joint-draft')!.basis.number).toBeNull()
    expect(rulePack('consortium-2025')!.basis.number).toBe('苏科规范〔2025〕2号')
  })

  test('the consortium text is in force from 2025-07-05 to 2027-07-04, the draft never', () => {
    const pack = rulePack('consortium-2025')!
    const days = ['2025-07-04', '2025-07-05', '2027-07-04', '2027-07-05']
    expect(days.map((day) => isInForce(pack, day))).toEqual([false, true, true, false])
    expect(isInForce(rulePack('joint-draft')!, '2026-01-01')).toBe(false)
  })

  test('the text of 2023 differs from the draft by its switches and by F06', () => {
    const mode = (id: string) =>
      appliedRules(rulePack(id)!, {}).find(({ code }) => code === 'F06')!.parameters.mode
    expect([mode('joint-draft'), mode('joint-2023')]).toEqual(['reserve-pool', 'reserve-pool-or-guide'])
    expect(rulePack('joint-draft')!.switches).toMatchObject({ guideSuffices: false, listName: '拟立项名单' })
    expect(rulePack('joint-2023')!.switches).toMatchObject({
      guideSuffices: true,
      biomedicalByMilestones: true,
      guideIssuedBy: '三省一市科技厅（委）',
      listGoes: '按程序报批',
    })
  })

  test('B asks for the agreement, not for what only joint research knows', () => {
    const rules = appliedRules(rulePack('consortium-2025')!, {})
    const codes = rules.map(({ code }) => code)
    for (const code of ['F06', 'F08', 'F15', 'F16', 'F20'] as const) expect(codes).not.toContain(code)
    expect(rules.find(({ code }) => code === 'F02')!.parameters.kinds).toEqual(['组建协议'])
  })

  test('every rule has a title, an article, an explanation and what to look at; every default is a valid value', () => {
    for (const { rules } of rulePacks) {
      for (const { title, article, explanation, lookAt, parameters } of rules) {
        for (const text of [title, article, explanation, lookAt]) expect(text.length).toBeGreaterThan(0)
        for (const parameter of parameters) expect(isParameterValue(parameter, parameter.default)).toBe(true)
      }
    }
  })

  test('the choices of F01 and F02 are the fields and kinds that an application has', () => {
    const options = (code: string) => {
      const rule = rulePack('joint-draft')!.rules.find((one) => one.code === code)!
      const [parameter] = rule.parameters as [Extract<Parameter, { kind: 'set' }>]
      return parameter.options.map(({ value }) => value)
    }
    expect(options('F01').toSorted()).toEqual(applicationFields.toSorted())
    expect(options('F02')).toEqual([...attachmentKinds])
  })
})

describe('the plan of a batch', () => {
  const pack = rulePack('joint-draft')!

  test('switches rules on and off and sets their parameters', () => {
    const rules = appliedRules(pack, { F01: { on: false }, F10: { on: true, parameters: { months: 24 } } })
    expect(rules.map(({ code }) => code)).not.toContain('F01')
    expect(rules.find(({ code }) => code === 'F10')!.parameters).toEqual({ months: 24, day: '' })
  })

  test('values that a parameter cannot have leave it as the pack sets it', () => {
    const rules = appliedRules(pack, {
      F01: { parameters: { fields: ['number', 'shoe-size'] } },
      F06: { parameters: { mode: 'anything' } },
      F15: { parameters: { percent: 130 } },
    })
    const parameters = (code: string) => rules.find((rule) => rule.code === code)!.parameters
    expect(parameters('F01').fields).toContain('title')
    expect(parameters('F06')).toMatchObject({ mode: 'reserve-pool' })
    expect(parameters('F15')).toEqual({ percent: 30 })
  })
})
