import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { SecondPerson } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import { type Role, roles } from '../../src-main/domain/accounts/rules.ts'
import { modules } from '../../src-main/domain/index.ts'
import { world } from '../../src-main/hosts/backend/desk.ts'
import { type AllOffices, innermost, openAllOffices, type RecordsOf } from '../support/all-offices.ts'
import { listHeadings, makeApplicationRows } from '../support/applications.ts'
import {
  type Around,
  everyCall,
  type Kind,
  mayCall,
  type OnRecords,
  type Whose,
  whose,
} from '../support/every-call.ts'
import { stickOf } from '../support/exchange.ts'
import { businessDigest, filesIn } from '../support/invariants.ts'
import { code, type Desk, type Machine, openMachine, password, value } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { makeXlsx } from '../support/tables.ts'

type AnyDesk = Record<
  string,
  Record<string, (input: unknown, options?: { second?: SecondPerson }) => Promise<Result<unknown>>>
>

type RecordKind = Exclude<Kind, 'office' | keyof typeof stagedKinds>

type AnyModules = Record<string, { calls: Record<string, { kind: string; input: z.ZodType }> }>

let offices: AllOffices
let around: Around
let second: SecondPerson
let expendable: string
let newMachine: Machine
let stagedBundle: string
let staging: Awaited<ReturnType<typeof openStaging>>
const desks = new Map<Role, Desk>()

beforeAll(async () => {
  offices = await openAllOffices()
  const { js, own, elsewhere } = offices
  second = js.second
  for (const role of roles) {
    const { person } = await value(js.desk.accounts.open({ name: `只有${role}`, roles: [role], password }))
    desks.set(role, await js.login(person))
  }
  expendable = (await value(js.desk.accounts.open({ name: '周某', roles: ['监督'], password }))).person
  const stick = await stickOf(js)
  writeFileSync(path.join(stick.path, '说明.pdf'), await makePdf({ text: '补充说明' }))
  staging = await openStaging()
  const [clerk] = await value(js.desk.accounts.list(null))
  const { content } = (await value(js.desk.applications.open(own.application)))!
  around = {
    folder: stick.token,
    pdf: await js.token(path.join(stick.path, '说明.pdf')),
    list: await staging.file(listOf('REV')),
    clerk: clerk!.id,
    today: world.today(),
    application: own.application,
    batch: own.batch,
    otherDevice: elsewhere.device,
    content: JSON.parse(JSON.stringify(content)),
    request: await requestOfDesk(),
    async page(application) {
      const seen = { application: nothingSeen, review: nothingSeen }
      const unseen = { seen, states: [], secondCheck: { given: null } } as never
      return (await value(js.desk.formalReview.open(application))) ?? unseen
    },
    async compared(staged) {
      const compared = await js.desk.revisions.compare({ staged, leaveOut: [], origin: null })
      return compared.ok ? compared.value.seen : ''
    },
    beside: (record) =>
      [offices.foreign, elsewhere].find((one) => Object.values<string>(one).includes(record)) ?? own,
  }
  stagedBundle = (await value(js.desk.bundles.openBundle({ file: await js.token(offices.waiting) }))).staged
}, 360_000)
afterAll(async () => {
  await newMachine?.close()
  await offices?.close()
})

const stagedKinds = { list: true, registerList: true, parcel: true } as const
const noStaged = '00000000-0000-4000-8000-000000000000'
const nothingSeen = `sha256:${'0'.repeat(64)}` as const

/** A list of two applications that nobody has seen yet. */
function listOf(mark: string): readonly (readonly string[])[] {
  const rows = makeApplicationRows(2, 11).map((row, i) =>
    row.map((cell, c) => (c === 1 ? `${mark}-${i}` : cell)),
  )
  return [listHeadings, ...rows]
}

/** Lists that are read anew for each call: what one took in waits no longer. */
async function openStaging() {
  const { js, own } = offices
  const stick = await stickOf(js)
  let lists = 0
  const file = (rows: readonly (readonly string[])[]) => {
    const list = path.join(stick.path, `名单${++lists}.xlsx`)
    writeFileSync(list, makeXlsx(rows))
    return js.token(list)
  }
  return {
    file,
    async list() {
      const read = { file: await file(listOf(`NEW${lists}`)), sheet: null, batch: own.batch, mapping: null }
      return (await value(js.desk.applications.readList(read))).staged!
    },
    async registerList() {
      const rows = [
        ['单位名称', '核查结果'],
        [`名单${lists}里的公司`, '无记录'],
      ]
      const read = { file: await file(rows), sheet: null, register: '科研诚信' } as const
      return (await value(js.desk.registers.readRegisterList(read))).staged!
    },
  }
}

/** A machine that wants to be a further desk of our office. */
async function requestOfDesk() {
  newMachine = await openMachine()
  const { desk, token } = newMachine
  const named = { institution: 'JS', environment: '演练', name: '三楼工作台' } as const
  const { code } = await value(desk.entry.beginJoin(named))
  const stick = await stickOf(newMachine)
  const { file } = await value(desk.entry.writeJoinRequest({ folder: await token(stick.path) }))
  return { file: await offices.js.token(path.join(stick.path, file)), code }
}

const unknown: Readonly<Record<RecordKind, string>> = {
  application: 'application/00000000-9',
  batch: 'batch/00000000-9',
  import: 'import/00000000-9',
  person: 'person/00000000-9',
  bundle: 'sent/00000000-9',
  document: `sha256:${'0'.repeat(64)}`,
  device: `sha256:${'0'.repeat(64)}`,
  organisation: '从未见过的研究院',
  applicant: '从未见过的人',
  family: 'organisation/00000000-9',
  check: 'register/00000000-9',
  record: 'register/00000000-9',
  signOff: 'sign-off/00000000-9',
  signed: 'sign-off/00000000-9',
  refused: 'application/00000000-9',
  laterRefused: 'application/00000000-9',
  judged: 'application/00000000-9',
  lacking: 'application/00000000-9',
  noticed: 'application/00000000-9',
  appeal: 'appeal/00000000-9',
  laterAppeal: 'appeal/00000000-9',
  recommendation: 'recommendation/00000000-9',
  agreement: 'agreement/00000000-9',
  inspection: 'inspection/00000000-9',
  drawn: 'inspection/00000000-9',
}

/** What stands where a thing of another kind was expected. */
const mistaken: Readonly<Record<RecordKind, keyof RecordsOf>> = {
  application: 'batch',
  batch: 'application',
  import: 'application',
  person: 'application',
  bundle: 'application',
  document: 'device',
  device: 'document',
  organisation: 'batch',
  applicant: 'batch',
  family: 'record',
  check: 'family',
  record: 'family',
  signOff: 'application',
  signed: 'application',
  refused: 'batch',
  laterRefused: 'batch',
  judged: 'batch',
  lacking: 'batch',
  noticed: 'batch',
  appeal: 'application',
  laterAppeal: 'application',
  recommendation: 'batch',
  agreement: 'recommendation',
  inspection: 'batch',
  drawn: 'batch',
}

async function recordOf(kind: Kind, which: Whose): Promise<string> {
  if (kind === 'office') {
    const { batch: otherKind } = offices.own
    return { own: 'JS', foreign: 'ZJ', elsewhere: 'AH', unknown: 'QQ', otherKind }[which]
  }
  if (kind === 'list' || kind === 'registerList' || kind === 'parcel') {
    if (which === 'own') return kind === 'parcel' ? stagedBundle : staging[kind]()
    if (which === 'otherKind') return kind === 'parcel' ? staging.list() : stagedBundle
    return { foreign: '../desk.sqlite', elsewhere: '', unknown: noStaged }[which]
  }
  switch (which) {
    case 'own':
      return kind === 'person' ? expendable : offices.own[kind]
    case 'foreign':
    case 'elsewhere':
      return offices[which][kind]
    case 'unknown':
      return unknown[kind]
    case 'otherKind':
      return offices.own[mistaken[kind]]
  }
}

async function ask(role: Role, name: string, { kind, input, second: needed }: OnRecords, which: Whose) {
  const [module = '', call = ''] = name.split('.')
  const options = needed ? { second } : {}
  const desk = desks.get(role) as unknown as AnyDesk
  const answer = await desk[module]![call]!(await input(await recordOf(kind, which), around), options)
  if (!answer.ok) return answer.error.code
  const { value } = answer
  const isQuery = (modules as AnyModules)[module]!.calls[call]!.kind === 'query'
  const isEmpty = isQuery ? isNothing(value) : Array.isArray(value) && value.length === 0
  return isEmpty ? 'nothing' : 'ok'
}

/** Null, an empty list, and a list or a page in which nothing else stands. */
function isNothing(value: unknown): boolean {
  if (typeof value !== 'object') return value === false
  return value === null || Object.values(value).every(isNothing)
}

const databaseOf = () => path.join(offices.js.home, offices.js.key, 'desk.sqlite')
const storeOf = () => path.join(offices.js.home, offices.js.key, 'documents')

/** What a refusal leaves as it was: the records, and the documents. */
const state = () => [businessDigest(databaseOf()), filesIn(storeOf())]

const asked = Object.entries(everyCall).flatMap(([name, { line, records }]) =>
  records.map((one) => ({ name, line, one, of: one.kind })),
)

describe('what somebody may not read is in no answer (S33, S42)', () => {
  it('a 评审秘书 sees where an application stands, and nothing of its review', async () => {
    const { own } = offices
    const answersTo = async (role: Role) => {
      const desk = desks.get(role)!
      const page = await value(desk.formalReview.open(own.application))
      const { rows } = await value(desk.history.recent({ offset: 0, limit: 500 }))
      return {
        page: page!,
        told: JSON.stringify([page, rows, await value(desk.history.timeline(own.application))]),
      }
    }
    const [secretary, clerk] = [await answersTo('评审秘书'), await answersTo('经办人')]
    expect(clerk.told).toContain(innermost)
    expect(secretary.told).not.toContain(innermost)
    expect(secretary.told).not.toContain('VerdictRecorded')
    expect(secretary.page).toMatchObject({
      findings: [],
      verdicts: [],
      states: [],
      review: { closing: null },
    })
    expect(secretary.page.application).toEqual(clerk.page.application)
  })

  it('a 管理员 is answered no word of an application, its review or its people', async () => {
    const { js, own } = offices
    const { content } = (await value(js.desk.applications.open(own.application)))!
    const people = (await value(js.desk.applications.people(own.application)))!
    const words = [content.title, content.number, ...content.organisations.map(({ name }) => name), innermost]
    words.push(...people.map(({ name }) => name))
    const desk = desks.get('管理员') as unknown as AnyDesk
    const permitted = Object.entries(everyCall).filter(([, { line }]) => mayCall(line, '管理员'))
    const answers: unknown[] = []
    for (const [name] of permitted) {
      const [module = '', call = ''] = name.split('.')
      const { kind, input } = (modules as AnyModules)[module]!.calls[call]!
      if (kind === 'query')
        answers.push(await desk[module]![call]!(input.safeParse(null).success ? null : own.batch))
    }
    const told = JSON.stringify(answers)
    expect(answers.length).toBeGreaterThan(15)
    expect(words.filter((word) => told.includes(word))).toEqual([])
  })

  it('personal data of another office are not here, whoever asks', async () => {
    const { foreign, own } = offices
    for (const role of roles.filter((one) => mayCall('applications:read', one))) {
      const desk = desks.get(role)!
      expect(await value(desk.applications.people(foreign.application))).toBeNull()
      expect(await value(desk.applications.people(own.application))).not.toBeNull()
      const timeline = await value(desk.history.timeline(foreign.application))
      expect(timeline.map(({ type }) => type)).toContain('ApplicationImported')
      expect(timeline.map(({ type }) => type)).not.toContain('ApplicantPeopleRecorded')
    }
  })

  it('a document that any record mentions stays, whatever is dropped as the scan of a letter', async () => {
    const { desk } = offices.js
    const { digest } = await value(
      desk.bundles.handOut({ to: 'AH', batch: around.batch, scope: 'own', folder: around.folder }),
    )
    for (const scan of [digest, offices.own.document, offices.foreign.document]) {
      await value(desk.applications.dropLetter({ scan }))
      await value(desk.documents.read({ document: scan, offset: 0, length: 1 }))
    }
    const kept = {
      fields: { institution: 'AH', office: '安徽', number: '1', date: '2026-11-01' },
      scan: { kept: digest },
    }
    expect(await code(desk.applications.checkLetter(kept))).toBe('applications/letter-scan-kind')
    await value(desk.documents.read({ document: digest, offset: 0, length: 1 }))
  })
})

describe('every call on a record, by everybody, of whoever it is (S33)', () => {
  it.each(asked)('$name, of a record that is not ours ($of)', async ({ name, line, one }) => {
    const answers: Record<string, string> = {}
    const expected: Record<string, string> = {}
    const [first] = roles.filter((role) => mayCall(line, role))
    for (const role of roles) {
      for (const which of whose.filter((one) => one !== 'own')) {
        expected[`${role} ${which}`] = mayCall(line, role) ? one.answers[which] : 'desk/not-permitted'
      }
    }
    const askFor = async (asked: string) => {
      const [role, which] = asked.split(' ') as [Role, Whose]
      answers[asked] = await ask(role, name, one, which)
    }
    const cases = Object.keys(expected)
    const before = state()
    for (const asked of cases) if (expected[asked] !== 'ok') await askFor(asked)
    expect(state(), 'a refusal changes nothing').toEqual(before)
    for (const asked of cases) {
      if (expected[asked] !== 'ok') continue
      if (one.once && !asked.startsWith(first!)) delete expected[asked]
      else await askFor(asked)
    }
    expect(answers).toEqual(expected)
  })

  it.each(asked)('$name, of our own ($of): only by whom the matrix names', async ({ name, line, one }) => {
    const permitted = roles.filter((role) => mayCall(line, role))
    for (const role of roles) {
      if (!permitted.includes(role))
        expect(await ask(role, name, one, 'own'), role).toBe('desk/not-permitted')
    }
    // One of them is enough: what it did is done.
    expect(await ask(permitted[0]!, name, one, 'own')).toBe(one.answers.own)
  })
})

/** Names of fields that stand for a record. */
const naming = [
  'application',
  'applications',
  'batch',
  'import',
  'person',
  'document',
  'device',
  'record',
  'staged',
  'scan',
  'to',
  'entry',
  'statement',
  'replaces',
  'signOff',
  'appeal',
  'recommendation',
  'agreement',
  'inspection',
]
/**
 * What a person typed or laid out at this desk is kept under a name of the screen's, and is no record; `signOff` of a new
 * batch only says whether it asks for one.
 */
const exempt = ['drafts.load', 'settings.load', 'batches.create']

it('every call that names a record is asked about those of others', () => {
  const takes = (name: string) => {
    const [module = '', call = ''] = name.split('.')
    const schema = z.toJSONSchema((modules as AnyModules)[module]!.calls[call]!.input, {
      unrepresentable: 'any',
      io: 'input',
    })
    return schema.type === 'string' || naming.some((field) => JSON.stringify(schema).includes(`"${field}":{`))
  }
  const known = Object.keys(everyCall).filter((name) => Object.hasOwn(modules, name.split('.')[0]!))
  const missing = known.filter((name) => takes(name) && everyCall[name]!.records.length === 0)
  expect(missing).toEqual(exempt)
})
