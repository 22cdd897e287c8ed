import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type StoredPack, storedPack } from '../../src-main/domain/rule-packs/pack-schema.ts'
import { rulePack } from '../../src-main/domain/rule-packs/rules.ts'
import { stickOf } from './exchange.ts'
import { element, pdfOf } from './hostile-lists.ts'
import { today } from './hostile-reviews.ts'
import { type Office, value } from './office.ts'
import { makeXlsx } from './tables.ts'

/** Organisations looked up, one of them on record and lifted, a list taken in and one taken back, a favour asked for. */
export async function registered(office: Office, leads: readonly string[], application: string) {
  const { desk, second } = office
  const { registers } = desk
  const { scan } = await value(desk.documents.keepScan({ file: await pdfOf(office, '查询', element(1)) }))
  const check = (n: number, result: '有记录' | '无记录') => ({
    register: '科研诚信' as const,
    channel: element(n, 80),
    checkedOn: today(),
    months: null,
    result,
    penaltyFrom: null,
    penaltyTo: null,
    note: element(n + 1),
    evidence: { document: scan, page: 1 },
  })
  const [bad, ...good] = leads.map((name) => ({ name, code: null }))
  const recorded = await value(registers.recordChecks({ organisations: [bad!], check: check(2, '有记录') }))
  await value(registers.recordChecks({ organisations: good, check: check(4, '无记录') }))
  const [person] = (await value(desk.applications.people(application)))!
  const ofPerson = { application, name: person!.name, check: check(6, '有记录') }
  await value(registers.recordPersonCheck(ofPerson))
  const target = { entry: recorded.entries[0]!, row: null }
  const { seen } = (await value(registers.open(target)))!
  await value(registers.liftRecord({ ...target, reason: element(8), seen }, { second }))
  await registerList(office, leads, 9)
  const list = await registerList(office, [element(12, 100)], 12)
  await value(registers.withdraw({ target: list, reason: element(15) }))
  const asked = { application, asker: element(16, 200), wanted: element(17), handled: element(18) }
  await value(registers.noteRequest({ day: today(), way: '电话', ...asked }))
}

async function registerList(office: Office, names: readonly string[], n: number): Promise<string> {
  const { registers } = office.desk
  const file = path.join((await stickOf(office)).path, '名单.xlsx')
  const result = n === 9 ? '有记录' : '无记录'
  const rows = names.map((name) => [name, result, element(n)])
  writeFileSync(file, makeXlsx([['单位名称', '核查结果', '备注'], ...rows]))
  const register = '社会信用' as const
  const read = await value(
    registers.readRegisterList({ file: await office.token(file), sheet: null, register }),
  )
  if (read.staged === null) throw new Error(`nothing may be taken in: ${JSON.stringify(read.findings)}`)
  const about = { register, channel: element(n + 1, 80), title: element(n + 2, 120), listDate: today() }
  const source = { digest: read.source, sheet: read.sheet }
  const input = { ...about, months: null, source, staged: read.staged, rows: read.rows }
  return (await value(registers.importRegisterList(input))).list
}

/** An organisation with a former name, a family and a description. */
export async function named({ desk }: Office, leads: readonly string[]): Promise<void> {
  const [organisation, other] = leads.map((name) => ({ name, code: null }))
  const former = { name: element(20, 120), code: null }
  const { organisations } = desk
  await value(
    organisations.linkNames({
      kind: '曾用名',
      organisation: organisation!,
      other: former,
      note: element(21),
    }),
  )
  const members = [
    { ...organisation!, part: '本部' as const },
    { ...other!, part: '成员' as const },
  ]
  await value(organisations.recordFamily({ name: element(22, 120), kind: '其他', members, replaces: null }))
  const said = { registered: null, kind: element(23, 40), region: null, note: element(24) }
  await value(organisations.describe({ organisation: organisation!, ...said }))
}

/** A basis that two confirmed, and a newer version of the pack with texts of its own in every place. */
export async function rules({ desk, second }: Office): Promise<void> {
  const [pack] = await value(desk.rulePacks.list(null))
  const basis = { pack: pack!.id, version: pack!.version, title: element(25, 100), number: element(26, 60) }
  await value(desk.rulePacks.confirmBasis(basis, { second }))
  const draft = storedPack(rulePack('joint-draft')!)
  const imported: StoredPack = {
    ...draft,
    version: 9,
    title: element(27, 60),
    basis: { title: element(28), number: element(29, 60), confirmed: null },
    rules: draft.rules.map((rule, i) => ({
      ...rule,
      title: element(30 + i, 60),
      article: element(31 + i, 80),
      explanation: element(32 + i),
      lookAt: element(33 + i),
    })),
  }
  await value(desk.rulePacks.importPack({ pack: imported }))
}

/** Working days of a year by a notice whose name is one, with work given to people, and an application taken back. */
export async function arranged(office: Office, assigned: readonly string[], withdrawn: string) {
  const { desk } = office
  const basis = { basis: element(34, 200), source: `sha256:${'a'.repeat(64)}` }
  await value(desk.calendar.record({ years: [2098], days: [], ...basis }))
  const own = (await value(desk.accounts.list(null))).find(({ roles }) => roles.includes('经办人'))!
  const work = { person: own.id, applications: [...assigned] }
  await value(desk.assignments.assign({ to: [work] }))
  await value(desk.applications.withdraw({ application: withdrawn, reason: element(35), date: today() }))
}
