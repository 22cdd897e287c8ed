import { describe, expect, test } from 'vitest'
import type { ApplicationPerson } from '../../../src-main/domain/applications/person.ts'
import type {
  ApplicationContent,
  ApplicationOrganisation,
  AttachmentMark,
} from '../../../src-main/domain/applications/record.ts'
import type { Finding, ReviewInput } from '../../../src-main/domain/formal-review/rules.ts'
import {
  type ParameterValue,
  type RuleCode,
  ruleCodes,
  rulePack,
} from '../../../src-main/domain/rule-packs/rules.ts'
import {
  aDocument,
  anApplication,
  anOrganisation,
  aRegisterEntry,
  aReviewInput,
  registersFor,
} from '../../support/applications.ts'
import { findingOn } from '../../support/findings.ts'

type Verdict = Exclude<Finding['verdict'], 'hint'>
type Over = Partial<ReviewInput>
/** What makes the machine say it, or why it never can. */
type Cell = Over | string
type Row = Readonly<Record<Verdict, Cell>> & { readonly hint?: Over }

const consortium = rulePack('consortium-2025')!
const money = { total: null, requested: null, selfRaised: null, offered: null, contract: null }

function saying(over: Partial<ApplicationContent>): Over {
  return { application: anApplication(over) }
}
function by(...organisations: readonly ApplicationOrganisation[]): Over {
  return saying({ organisations })
}
function marked(...kinds: readonly AttachmentMark['kind'][]): Over {
  return { documents: [aDocument({ marks: kinds.map((kind, i) => ({ kind, from: i + 1, to: i + 1 })) })] }
}
/** Every page is something else. */
const allOther: Over = { documents: [aDocument({ marks: [{ kind: '其他', from: 1, to: 10 }] })] }
function set(code: RuleCode, parameters: Readonly<Record<string, ParameterValue>>): Over {
  const { plan } = aReviewInput()
  return { plan: { ...plan, rules: { ...plan.rules, [code]: { parameters } } } }
}
function inConsortium(over: Over): Over {
  return { pack: consortium, ...over }
}
function principals(over: Partial<NonNullable<ReviewInput['others']['principals']>>): Over {
  const { others } = aReviewInput()
  return { others: { ...others, principals: { ...others.principals!, ...over } } }
}
/** Every organisation has an entry with a running penalty in this register. */
function entered(register: '科研诚信' | '社会信用'): Over {
  return { registers: registersFor(anApplication(), [aRegisterEntry({ register, result: '有记录' })]) }
}
const lead = anOrganisation()
function member(over: Partial<ApplicationOrganisation> = {}): ApplicationOrganisation {
  return anOrganisation({
    name: '上海交通大学',
    kind: '高校',
    code: null,
    region: 'SH',
    roles: ['参与'],
    ...over,
  })
}
/** Born on the last day of 1949 (the sample number of GB 11643). */
const principal: ApplicationPerson = {
  name: '王某',
  role: '项目负责人',
  organisation: null,
  title: '教授',
  idNumber: '11010519491231002X',
  phone: null,
}
const nobodySaysYes = '由人判断：机器只指出该看哪里'
const neverBlocks = '提示项，机器不作不符合'
const alwaysAsked = '每一项申报都要核对'

const table: Readonly<Record<RuleCode, Row>> = {
  F01: {
    pass: {},
    fail: saying({ title: '待定' }),
    'not-applicable': alwaysAsked,
    'cannot-check': saying({ end: null }),
  },
  F02: {
    pass: {},
    fail: allOther,
    'not-applicable': alwaysAsked,
    'cannot-check': { documents: [] },
  },
  F03: {
    pass: nobodySaysYes,
    fail: nobodySaysYes,
    'not-applicable': nobodySaysYes,
    'cannot-check': {},
  },
  F04: {
    pass: {},
    fail: saying({ task: '家用电器', guideDirection: null }),
    'not-applicable': alwaysAsked,
    'cannot-check': set('F04', { directions: [] }),
  },
  F05: {
    pass: {},
    fail: saying({ field: '纺织印染' }),
    'not-applicable': { plan: { ...aReviewInput().plan, fields: [] } },
    'cannot-check': saying({ field: null }),
  },
  F06: {
    pass: {},
    fail: saying({ reserveState: '征集中' }),
    'not-applicable': alwaysAsked,
    'cannot-check': saying({ reserveState: null }),
  },
  F07: {
    pass: {},
    fail: by(anOrganisation({ region: 'other' })),
    'not-applicable': alwaysAsked,
    'cannot-check': by(anOrganisation({ region: null })),
  },
  F08: {
    pass: {},
    fail: by(lead, member({ region: 'JS' })),
    'not-applicable': alwaysAsked,
    'cannot-check': by(lead),
  },
  F09: {
    pass: {},
    fail: by(anOrganisation({ code: '91350100M000100Y4Z' })),
    'not-applicable': by(anOrganisation({ region: 'abroad', code: null })),
    'cannot-check': by(anOrganisation({ code: null })),
  },
  F10: {
    pass: {},
    fail: by(anOrganisation({ registered: '2026-01-01' })),
    'not-applicable': alwaysAsked,
    'cannot-check': by(anOrganisation({ registered: null })),
  },
  F11: {
    pass: set('F11', { organisations: 2, subtasks: 0 }),
    fail: set('F11', { organisations: 1, subtasks: 0 }),
    'not-applicable': set('F11', { organisations: 0, subtasks: 0 }),
    'cannot-check': by(lead),
  },
  F12: {
    pass: { ...set('F12', { maxAge: 80, titles: ['教授'] }), people: [principal] },
    fail: { ...set('F12', { maxAge: 55 }), people: [principal] },
    'not-applicable': { people: [principal] },
    'cannot-check': { ...set('F12', { maxAge: 55 }), people: null },
  },
  F13: {
    pass: {},
    fail: principals({ alike: [{ number: 'X-2', by: 'id' }] }),
    'not-applicable': alwaysAsked,
    'cannot-check': principals({ isEntered: false }),
  },
  F14: {
    pass: {},
    fail: {
      others: {
        applications: [{ number: 'X-1', title: anApplication().title, office: '浙江' }],
        offices: [{ short: '浙江', arrived: true }],
      },
    },
    'not-applicable': alwaysAsked,
    'cannot-check': { others: { applications: [], offices: [{ short: '浙江', arrived: false }] } },
  },
  F15: {
    pass: {},
    fail: neverBlocks,
    'not-applicable': alwaysAsked,
    'cannot-check': saying({ money }),
    hint: saying({ money: { ...money, total: 100, requested: 31 } }),
  },
  F16: {
    pass: {},
    fail: saying({ money: { ...money, total: 100, requested: 30, selfRaised: 60 } }),
    'not-applicable': alwaysAsked,
    'cannot-check': saying({ money }),
  },
  F17: {
    pass: {},
    fail: neverBlocks,
    'not-applicable': by(anOrganisation({ roles: ['牵头', '需求方', '解决方'] })),
    'cannot-check': saying({ money }),
    hint: allOther,
  },
  F18: {
    pass: {},
    fail: neverBlocks,
    'not-applicable': saying({ organisations: [lead], reserveEntry: null }),
    'cannot-check': by(lead),
    hint: by(anOrganisation({ roles: ['牵头', '需求方', '解决方'] })),
  },
  F19: {
    pass: {},
    fail: entered('科研诚信'),
    'not-applicable': by(anOrganisation({ region: 'abroad' })),
    'cannot-check': { registers: registersFor(anApplication(), []) },
  },
  F20: {
    pass: {},
    fail: neverBlocks,
    'not-applicable': alwaysAsked,
    'cannot-check': saying({ start: null }),
    hint: saying({ end: '2027-03-31' }),
  },
  F21: {
    pass: nobodySaysYes,
    fail: nobodySaysYes,
    'not-applicable': nobodySaysYes,
    'cannot-check': saying({ summary: '开展多中心临床研究' }),
  },
  F22: {
    pass: marked('推荐函'),
    fail: allOther,
    'not-applicable': '打开这一项的方案对每一项申报都要推荐函',
    'cannot-check': { documents: [] },
  },
  F23: {
    pass: {},
    fail: saying({ received: '2026-11-01' }),
    'not-applicable': alwaysAsked,
    'cannot-check': saying({ received: null }),
    hint: saying({ received: '2026-08-31' }),
  },
  F24: {
    pass: {},
    fail: saying({ secrecy: '秘密' }),
    'not-applicable': alwaysAsked,
    'cannot-check': { documents: [] },
  },
  F25: {
    pass: nobodySaysYes,
    fail: nobodySaysYes,
    'not-applicable': nobodySaysYes,
    'cannot-check': by(anOrganisation({ name: '苏州市人民政府' })),
  },
  C01: {
    pass: inConsortium(by(anOrganisation({ kind: '领军企业' }))),
    fail: inConsortium(by(anOrganisation({ kind: '高校' }))),
    'not-applicable': alwaysAsked,
    'cannot-check': inConsortium(by(anOrganisation({ kind: '企业' }))),
  },
  C02: {
    pass: inConsortium(by(lead, member())),
    fail: inConsortium(by(lead, member({ legalPerson: false }))),
    'not-applicable': inConsortium(by(lead, member({ region: 'abroad', legalPerson: null }))),
    'cannot-check': inConsortium(by(lead, member({ legalPerson: null }))),
  },
  C03: {
    pass: inConsortium(by(lead, member())),
    fail: inConsortium(by(lead, member({ kind: '企业' }))),
    'not-applicable': alwaysAsked,
    'cannot-check': inConsortium(by(lead)),
    hint: inConsortium(by(anOrganisation({ kind: '科研院所' }), member({ kind: '企业' }))),
  },
  C04: {
    pass: inConsortium(by(lead, member(), member({ name: '乙', region: 'ZJ' }))),
    fail: inConsortium(by(lead, member({ region: 'JS' }))),
    'not-applicable': alwaysAsked,
    'cannot-check': inConsortium(by(lead, member({ region: null }))),
    hint: inConsortium(by(lead, member())),
  },
  C05: {
    pass: nobodySaysYes,
    fail: nobodySaysYes,
    'not-applicable': nobodySaysYes,
    'cannot-check': inConsortium(marked('组建协议')),
  },
  C06: {
    pass: nobodySaysYes,
    fail: nobodySaysYes,
    'not-applicable': nobodySaysYes,
    'cannot-check': inConsortium(marked('组建协议', '经费管理办法')),
  },
  C07: {
    pass: nobodySaysYes,
    fail: nobodySaysYes,
    'not-applicable': nobodySaysYes,
    'cannot-check': inConsortium(marked('理事会章程')),
  },
  C08: {
    pass: inConsortium(saying({ field: '低空经济' })),
    fail: inConsortium(saying({ field: '房地产' })),
    'not-applicable': alwaysAsked,
    'cannot-check': inConsortium(saying({ field: null })),
  },
  C09: {
    pass: inConsortium({ ...saying({ route: '1' }), ...marked('组建协议') }),
    fail: inConsortium({ ...saying({ route: '2' }), ...allOther }),
    'not-applicable': alwaysAsked,
    'cannot-check': inConsortium(saying({ route: null })),
  },
  C10: {
    pass: nobodySaysYes,
    fail: nobodySaysYes,
    'not-applicable': nobodySaysYes,
    'cannot-check': inConsortium(by(lead, member())),
  },
  C11: {
    pass: inConsortium({}),
    fail: inConsortium(entered('社会信用')),
    'not-applicable': inConsortium(by(anOrganisation({ region: 'abroad' }))),
    'cannot-check': inConsortium({ registers: registersFor(anApplication(), []) }),
  },
}

const verdicts = ['pass', 'fail', 'not-applicable', 'cannot-check'] as const

test('every rule code has its row', () => {
  expect(Object.keys(table)).toEqual([...ruleCodes])
})

describe.each(ruleCodes)('%s', (code) => {
  test.each(verdicts)('%s is shown, or impossible for a reason', (verdict) => {
    const cell = table[code][verdict]
    if (typeof cell === 'string') expect(cell.length).toBeGreaterThan(6)
    else expect(findingOn(code, cell).verdict).toBe(verdict)
  })

  test('a verdict that is said to be impossible comes of nothing in this table', () => {
    const impossible = verdicts.filter((verdict) => typeof table[code][verdict] === 'string')
    for (const row of Object.values(table)) {
      for (const cell of [...verdicts.map((verdict) => row[verdict]), row.hint ?? {}]) {
        if (typeof cell === 'string') continue
        const pack = code.startsWith('C') ? { pack: consortium } : {}
        expect(impossible).not.toContain(findingOn(code, { ...cell, ...pack }).verdict)
      }
    }
  })

  test('a hint is shown where there is one, and never blocks', () => {
    const { hint } = table[code]
    if (hint) expect(findingOn(code, hint).verdict).toBe('hint')
    const rule = consortium.rules.find((one) => one.code === code)!
    if (rule.how === 'hint') expect(typeof table[code].fail).toBe('string')
  })

  test('reads the same under the first version of its pack', () => {
    const first = rulePack(code.startsWith('F') ? 'joint-draft' : 'consortium-2025', 1)!
    expect(() => findingOn(code, { pack: first })).not.toThrow()
  })
})
