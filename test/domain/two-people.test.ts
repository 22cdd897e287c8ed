import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandOptions, Module } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import type { Role } from '../../src-main/domain/accounts/rules.ts'
import { modules } from '../../src-main/domain/index.ts'
import { world } from '../../src-main/hosts/backend/desk.ts'
import { closeIn, judgeIn } from '../support/closed.ts'
import { testFolder } from '../support/log.ts'
import { code, type Desk, type Office, openOffice, password, value } from '../support/office.ts'
import { type Seeded, seedOffice } from '../support/seed.ts'

let seeded: Seeded
let js: Office
let [application, lacking, refused, passed]: string[] = []

beforeAll(async () => {
  seeded = await seedOffice({ home: testFolder(), count: 4, documents: 0 })
  js = seeded.office
  ;[application, lacking, refused, passed] = [...seeded.applications.values()]
})
afterAll(() => js.close())

type Act = (options: CommandOptions) => Promise<Result<unknown>>

type ForTwo = {
  /** Who acts first; 经办人 unless it says otherwise. */
  readonly first?: Role
  /** What is answered to the right two; where it is a refusal, both were admitted before it. */
  readonly answer: string
  prepare(desk: Desk): Promise<Act>
}

/** Every act for which the domain text asks for two people, as far as it happens behind a login. */
const acts: Readonly<Record<string, ForTwo>> = {
  'formalReview.closeAsNotAccepted': {
    answer: 'ok',
    async prepare({ formalReview }) {
      await judgeIn(js, lacking!, ['F04'])
      const { seen } = (await value(formalReview.open(lacking!)))!
      const closing = { application: lacking!, reason: '不符合申报条件', seen }
      return (options) => formalReview.closeAsNotAccepted(closing, options)
    },
  },
  'trust.pin': {
    answer: 'ok',
    async prepare({ trust }) {
      const zj = await openOffice('ZJ')
      const { institution, suite, officeKey, encryptionKey, code } = await value(zj.desk.trust.identity(null))
      await zj.close()
      const heard = { institution, suite, officeKey, encryptionKey, heard: code }
      return (options) => trust.pin(heard, options)
    },
  },
  'trust.renewOfficeKey': {
    answer: 'ok',
    async prepare({ trust }) {
      const { officeKey } = await value(trust.identity(null))
      return (options) => trust.renewOfficeKey({ officeKey }, options)
    },
  },
  'rulePacks.confirmBasis': {
    answer: 'ok',
    async prepare({ rulePacks }) {
      const [pack] = await value(rulePacks.list(null))
      const basis = { pack: pack!.id, version: pack!.version, title: '实施办法', number: '苏科〔2026〕1号' }
      return (options) => rulePacks.confirmBasis(basis, options)
    },
  },
  'registers.liftRecord': {
    answer: 'ok',
    async prepare({ registers }) {
      const { entry, seen } = await aRecord()
      return (options) => registers.liftRecord({ entry, row: null, reason: '惩戒已经撤销', seen }, options)
    },
  },
  'supply.closeAsNotAccepted': {
    // `test/domain/supply` lets deadlines pass.
    answer: 'supply/never-noticed',
    async prepare({ formalReview, supply }) {
      const { seen } = (await value(formalReview.open(application!)))!
      const closing = { application: application!, reason: '逾期未补交', notice: [], seen }
      return (options) => supply.closeAsNotAccepted(closing, options)
    },
  },
  'recommendations.finalise': {
    answer: 'ok',
    async prepare({ recommendations }) {
      await closeIn(js, passed!, { outcome: '通过' })
      const rows = [{ application: passed!, note: '' }]
      const { batch } = seeded
      await value(recommendations.draft({ batch, rows, leftOut: [], parties: [] }))
      const { id: recommendation, drafts } = await recommended()
      const input = { recommendation, draft: drafts[0]!.id }
      return (options) => recommendations.finalise(input, options)
    },
  },
  'recommendations.reopen': {
    answer: 'ok',
    async prepare({ recommendations }) {
      const { id: recommendation } = await recommended()
      return (options) => recommendations.reopen({ recommendation, reason: '名单有误' }, options)
    },
  },
  'accounts.resetPassword': {
    answer: 'ok',
    async prepare({ accounts }) {
      const person = await personWith('监督')
      return (options) => accounts.resetPassword({ person, password: '又一个口令一二三' }, options)
    },
  },
  'appeals.decide': {
    first: '复核人',
    answer: 'ok',
    async prepare({ appeals }) {
      // Confirmed by a third, because who had part in an outcome decides on no appeal.
      const second = { person: await personWith('复核人'), password }
      await closeIn({ ...js, second }, refused!, { outcome: '不予受理', failing: ['F04'] })
      const said = { application: refused!, received: world.today(), deadline: null, scan: null }
      const { appeal } = await value(js.desk.appeals.receive({ ...said, grounds: '材料齐全', broughtBy: '' }))
      return (options) => appeals.decide({ appeal, decision: '维持', reason: '原结论无误' }, options)
    },
  },
  'oversight.freezeInspectionAgain': {
    first: '监督',
    answer: 'ok',
    async prepare({ oversight }) {
      const size = { kind: 'count', value: 1 } as const
      const all = { batch: seeded.batch, states: [], regions: [], strata: 'none', size } as const
      const list = { ...all, states: [], regions: [] }
      await value(oversight.freezeInspection(list))
      return (options) => oversight.freezeInspectionAgain({ ...list, reason: '名单有误' }, options)
    },
  },
}

async function recommended() {
  const [page] = await value(js.desk.recommendations.ofBatch({ batch: seeded.batch }))
  return page!
}

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

/** Whoever acts first, with a window: the one of the office, or of somebody who has this role alone. */
async function firstOf(role: Role | undefined) {
  if (role === undefined) return { desk: js.desk, id: (await value(js.desk.accounts.list(null)))[0]!.id }
  const id = await personWith(role)
  return { desk: await js.login(id), id }
}

describe.each(Object.entries(acts))('%s', (_, { first: role, answer, prepare }) => {
  it('needs somebody else, who may do it, with the own password, that nobody else knows (S42)', async () => {
    const first = await firstOf(role)
    const act = await prepare(first.desk)
    const [secretary, wasReset] = [await personWith('评审秘书'), await personWith('复核人')]
    await value(
      js.desk.accounts.resetPassword(
        { person: wasReset, password: '重置过的口令一二' },
        { second: js.second },
      ),
    )
    const by = (person: string, given = password) => code(act({ second: { person, password: given } }))
    expect(await code(act({}))).toBe('desk/second-person-missing')
    expect(await by(first.id)).toBe('desk/second-person-is-the-first')
    expect(await by(secretary)).toBe('desk/second-person-not-permitted')
    expect(await by(js.second.person, '不是这个密码')).toBe('desk/second-person-wrong-password')
    expect(await by(wasReset, '重置过的口令一二')).toBe('desk/second-person-was-reset')
    expect(await by('person/00000000-1')).toBe('desk/second-person-wrong-password')
    expect(await by(js.second.person)).toBe(answer)
  })
})

it('what both confirm is what the first one saw: a verdict in between, and nothing is closed (S42)', async () => {
  const { seen } = (await value(js.desk.formalReview.open(application!)))!
  const verdict = {
    application: application!,
    code: 'F05',
    verdict: '不符合',
    note: '',
    evidence: [],
  } as const
  await value(js.desk.formalReview.recordVerdict({ ...verdict, evidence: [] }))
  const closing = { application: application!, reason: '不符合申报条件', seen }
  expect(await code(js.desk.formalReview.closeAsNotAccepted(closing, { second: js.second }))).toBe(
    'formal-review/changed-meanwhile',
  )
  const now = (await value(js.desk.formalReview.open(application!)))!
  expect(now.review).toMatchObject({ outcome: null })
  await value(js.desk.formalReview.closeAsNotAccepted({ ...closing, seen: now.seen }, { second: js.second }))
  const timeline = await value(js.desk.history.timeline(application!))
  const confirmed = timeline.find(({ type }) => type === 'OutcomeConfirmed')
  expect(confirmed).toMatchObject({ actor: { id: js.second.person }, data: { seen: now.seen.review } })
})

it('these are all: a call that asks for a second person stands here', () => {
  const asking = Object.entries<Module>(modules).flatMap(([module, { calls }]) =>
    Object.entries(calls).flatMap(([name, call]) =>
      'secondPermission' in call ? [`${module}.${name}`] : [],
    ),
  )
  expect(Object.keys(acts)).toEqual(expect.arrayContaining(asking))
  // A task does not say that the command asks that it executes: the sources do.
  const domain = path.join(import.meta.dirname, '../../src-main/domain')
  const written = readdirSync(domain, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => readFileSync(path.join(domain, file), 'utf8').match(/secondPermission:/g) ?? [])
  expect(Object.keys(acts)).toHaveLength(written.length)
})
