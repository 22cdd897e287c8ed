import { describe, expect, test } from 'vitest'
import { checkPack } from '../../../src-main/domain/rule-packs/check-pack.ts'
import { type StoredPack, saysTheSame, storedPack } from '../../../src-main/domain/rule-packs/pack-schema.ts'
import { rulePack, rulePacks } from '../../../src-main/domain/rule-packs/rules.ts'
import { packFindingSentence } from '../../../src-renderer/features/rule-packs/pack-finding-words.ts'

type Draft = { -readonly [Key in keyof StoredPack]: StoredPack[Key] }
type DraftRule = StoredPack['rules'][number]

/** A pack of the program, spoiled. */
function spoiled(spoil: (pack: Draft) => void): unknown {
  const pack = structuredClone(storedPack(rulePack('joint-draft')!))
  spoil(pack)
  return pack
}
function spoiledRule(code: string, spoil: (rule: DraftRule) => void): unknown {
  return spoiled(({ rules }) => spoil(rules.find((rule) => rule.code === code)!))
}
const codesOf = (value: unknown) => checkPack(value).findings.map(({ code, rule }) => [code, rule])

describe('a pack that somebody wrote', () => {
  test('the packs of the program pass as they are exported', () => {
    for (const pack of rulePacks) {
      const checked = checkPack(storedPack(pack))
      expect(checked.findings).toEqual([])
      expect(saysTheSame(storedPack(checked.pack!), storedPack(pack))).toBe(true)
    }
  })

  test.each([
    [
      'a check that the program does not have',
      spoiledRule('F25', (rule) => Object.assign(rule, { code: 'F99' })),
      ['unknown-check', 'F99'],
    ],
    [
      'a code twice',
      spoiledRule('F25', (rule) => Object.assign(rule, { code: 'F01', parameters: [] })),
      ['code-twice', 'F01'],
    ],
    [
      'a rule of consortia in a joint pack',
      spoiledRule('F25', (rule) => Object.assign(rule, { code: 'C05', aid: true, parameters: [] })),
      ['not-of-this-kind', 'C05'],
    ],
    [
      'the machine deciding what persons decide',
      spoiledRule('F25', (rule) => Object.assign(rule, { how: 'auto' })),
      ['machine-may-not-decide', 'F25'],
    ],
    [
      'secrecy left to a person alone',
      spoiledRule('F24', (rule) => Object.assign(rule, { how: 'person' })),
      ['machine-may-not-decide', 'F24'],
    ],
    [
      'a default outside its range',
      spoiledRule('F15', ({ parameters: [one] }) => Object.assign(one!, { default: 101 })),
      ['bad-default', 'F15'],
    ],
    [
      'a range upside down',
      spoiledRule('F15', ({ parameters: [one] }) => Object.assign(one!, { min: 50, max: 40 })),
      ['bad-range', 'F15'],
    ],
    [
      'an option that no check knows',
      spoiledRule('F06', ({ parameters: [one] }) =>
        (one as unknown as { options: object[] }).options.push({ value: 'x', label: 'x' }),
      ),
      ['unknown-option', 'F06'],
    ],
    [
      'a parameter of another kind',
      spoiledRule('F15', (rule) =>
        Object.assign(rule, {
          parameters: [{ kind: 'day', name: 'percent', title: '日', hint: '日', default: '' }],
        }),
      ),
      ['other-kind-of-parameter', 'F15'],
    ],
    [
      'a parameter that the check does not have',
      spoiledRule('F25', ({ parameters }) => Object.assign(parameters[0]!, { name: 'size' })),
      ['unknown-parameter', 'F25'],
    ],
    [
      'a text that is missing',
      spoiledRule('F03', (rule) => Object.assign(rule, { lookAt: undefined })),
      ['missing-field', 'F03'],
    ],
    [
      'a field that nobody knows',
      spoiledRule('F03', (rule) => Object.assign(rule, { colour: '红' })),
      ['unknown-field', 'F03'],
    ],
    [
      'a confirmation that travelled along',
      spoiled(({ basis }) =>
        Object.assign(basis, { confirmed: { title: 'x', number: 'x', date: '2026-01-01' } }),
      ),
      ['not-allowed', null],
    ],
    [
      'dates upside down',
      spoiled((pack) => Object.assign(pack, { inForce: { from: '2027-01-01', until: '2026-01-01' } })),
      ['dates-reversed', null],
    ],
    [
      'no switches in a joint pack',
      spoiled((pack) => Object.assign(pack, { switches: null })),
      ['switches-mismatch', null],
    ],
  ])('%s is found', (_, pack, finding) => {
    expect(checkPack(pack).pack).toBeNull()
    expect(codesOf(pack)).toContainEqual(finding)
  })

  test('everything is told at once, each with its place in words', () => {
    const pack = spoiled(({ rules }) => {
      Object.assign(rules[0]!, { code: 'F98' })
      Object.assign(rules[4]!, { code: 'F04' })
      Object.assign(rules[14]!.parameters[0]!, { default: 0 })
    })
    expect(codesOf(pack)).toEqual([
      ['code-twice', 'F04'],
      ['unknown-check', 'F98'],
      ['bad-default', 'F15'],
    ])
    const [, second] = checkPack(
      spoiledRule('F02', (rule) => Object.assign(rule, { title: '', on: 'ja' })),
    ).findings
    expect(packFindingSentence(second!)).toBe('第 2 条规则 F02：是否启用——内容不在允许的范围内。')
  })

  test.each([null, 7, 'x', [], {}, { rules: 'x' }, { rules: [null] }, { rules: [{ code: 7 }] }])(
    'anything else is refused and not thrown at: %j',
    (value) => {
      const { pack, findings } = checkPack(value)
      expect(pack).toBeNull()
      expect(findings.length).toBeGreaterThan(0)
      for (const finding of findings) expect(packFindingSentence(finding)).toMatch(/——.+。$/)
    },
  )
})
