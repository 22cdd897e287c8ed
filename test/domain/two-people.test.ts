import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandOptions, Module } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import type { Role } from '../../src-main/domain/accounts/rules.ts'
import { modules } from '../../src-main/domain/index.ts'
import { testFolder } from '../support/log.ts'
import { code, type Office, password, value } from '../support/office.ts'
import { type Seeded, seedOffice } from '../support/seed.ts'

let seeded: Seeded
let js: Office
let application: string

beforeAll(async () => {
  seeded = await seedOffice({ home: testFolder(), count: 3, documents: 0 })
  js = seeded.office
  application = [...seeded.applications.values()][0]!
})
afterAll(() => js.close())

type Act = (options: CommandOptions) => Promise<Result<unknown>>

/** Every act for which the domain text asks for two people, as far as it happens behind a login. */
const acts: Readonly<Record<string, () => Promise<Act>>> = {
  'formalReview.closeAsNotAccepted': async () => {
    const { seen } = (await value(js.desk.formalReview.open(application)))!
    return (options) =>
      js.desk.formalReview.closeAsNotAccepted({ application, reason: '不符合申报条件', seen }, options)
  },
  'trust.pin': async () => {
    const { suite, officeKey, encryptionKey } = await value(js.desk.trust.identity(null))
    return (options) =>
      js.desk.trust.pin({ institution: 'SH', suite, officeKey, encryptionKey, heard: '' }, options)
  },
  'rulePacks.confirmBasis': async () => {
    const [pack] = await value(js.desk.rulePacks.list(null))
    const basis = { pack: pack!.id, version: pack!.version, title: '实施办法', number: '苏科〔2026〕1号' }
    return (options) => js.desk.rulePacks.confirmBasis(basis, options)
  },
  'registers.liftRecord': async () => {
    const { entry, seen } = await aRecord()
    return (options) =>
      js.desk.registers.liftRecord({ entry, row: null, reason: '惩戒已经撤销', seen }, options)
  },
  'supply.closeAsNotAccepted': async () => {
    const { seen } = (await value(js.desk.formalReview.open(application)))!
    return (options) =>
      js.desk.supply.closeAsNotAccepted({ application, reason: '逾期未补交', notice: [], seen }, options)
  },
  'recommendations.finalise': async () => (options) =>
    js.desk.recommendations.finalise(
      { recommendation: 'recommendation/00000000-1', draft: noDigest },
      options,
    ),
  'recommendations.reopen': async () => (options) =>
    js.desk.recommendations.reopen(
      { recommendation: 'recommendation/00000000-1', reason: '名单有误' },
      options,
    ),
  'accounts.resetPassword': async () => {
    const person = await personWith('监督')
    return (options) => js.desk.accounts.resetPassword({ person, password: '又一个口令一二三' }, options)
  },
}

const noDigest = `sha256:${'0'.repeat(64)}` as const

/** Acts of a 复核人 or 监督, whom this file does not log in: `appeals.test.ts` and `inspection.test.ts` show the same of them. */
const ofOthers = ['appeals.decide', 'oversight.freezeInspectionAgain']

async function aRecord() {
  const { entries } = await value(
    js.desk.registers.recordChecks({
      organisations: [{ name: '某某科技有限公司', code: null }],
      check: {
        register: '科研诚信',
        channel: '其他',
        checkedOn: '2026-01-01',
        months: null,
        result: '有记录',
        penaltyFrom: null,
        penaltyTo: null,
        note: '',
        evidence: null,
      },
    }),
  )
  const { seen } = (await value(js.desk.registers.open({ entry: entries[0]!, row: null })))!
  return { entry: entries[0]!, seen }
}

let people = 0
async function personWith(role: Role): Promise<string> {
  const { person } = await value(
    js.desk.accounts.open({ name: `${role}${++people}`, roles: [role], password }),
  )
  return person
}

describe.each(Object.entries(acts))('%s', (_, prepare) => {
  it('needs somebody else, who may do it, with the own password, that nobody else knows (S42)', async () => {
    const act = await prepare()
    const [first] = await value(js.desk.accounts.list(null))
    const [supervisor, wasReset] = [await personWith('监督'), await personWith('复核人')]
    await value(
      js.desk.accounts.resetPassword(
        { person: wasReset, password: '重置过的口令一二' },
        { second: js.second },
      ),
    )
    const by = (person: string, given = password) => code(act({ second: { person, password: given } }))
    expect(await code(act({}))).toBe('desk/second-person-missing')
    expect(await by(first!.id)).toBe('desk/second-person-is-the-first')
    expect(await by(supervisor)).toBe('desk/second-person-not-permitted')
    expect(await by(js.second.person, '不是这个密码')).toBe('desk/second-person-wrong-password')
    expect(await by(wasReset, '重置过的口令一二')).toBe('desk/second-person-was-reset')
    expect(await by('person/00000000-1')).toBe('desk/second-person-wrong-password')
    expect(await by(js.second.person)).not.toMatch(/^desk\//)
  })
})

it('what both confirm is what the first one saw: a verdict in between, and nothing is closed (S42)', async () => {
  const { seen } = (await value(js.desk.formalReview.open(application)))!
  const verdict = { application, code: 'F05', verdict: '不符合', note: '', evidence: [] } as const
  await value(js.desk.formalReview.recordVerdict({ ...verdict, evidence: [] }))
  const closing = { application, reason: '不符合申报条件', seen }
  expect(await code(js.desk.formalReview.closeAsNotAccepted(closing, { second: js.second }))).toBe(
    'formal-review/changed-meanwhile',
  )
  const now = (await value(js.desk.formalReview.open(application)))!
  expect(now.review).toMatchObject({ outcome: null })
  await value(js.desk.formalReview.closeAsNotAccepted({ ...closing, seen: now.seen }, { second: js.second }))
  const timeline = await value(js.desk.history.timeline(application))
  const confirmed = timeline.find(({ type }) => type === 'OutcomeConfirmed')
  expect(confirmed).toMatchObject({ actor: { id: js.second.person }, data: { seen: now.seen.review } })
})

it('these are all: a call that asks for a second person stands here', () => {
  const asking = Object.entries<Module>(modules).flatMap(([module, { calls }]) =>
    Object.entries(calls).flatMap(([name, call]) =>
      'secondPermission' in call ? [`${module}.${name}`] : [],
    ),
  )
  expect([...Object.keys(acts), ...ofOthers]).toEqual(expect.arrayContaining(asking))
})
