import type { Digest } from '../../src-main/core/suite.ts'
import { world } from '../../src-main/hosts/backend/desk.ts'
import { closeIn, judgeIn } from './closed.ts'
import { joinOffice } from './devices.ts'
import { send, takeIn } from './exchange.ts'
import { testFolder } from './log.ts'
import { type Office, password, pinEachOther, value } from './office.ts'
import { type Seeded, seedBatch, seedOffice } from './seed.ts'

/** Records that one desk wrote, one of each kind that calls name. */
export type RecordsOf = {
  readonly application: string
  readonly batch: string
  readonly import: string
  readonly person: string
  readonly document: Digest
  readonly device: Digest
  /** A bundle that it sent. */
  readonly bundle: string
  /** Names of an organisation and a person that stand in its application and in no other. */
  readonly organisation: string
  readonly applicant: string
  /** What its people said of organisations that belong together. */
  readonly family: string
  /** Of registers: a check that found nothing, and a record with its last event. */
  readonly check: string
  readonly record: string
  readonly recordSeen: Digest
  /** A 呈批件 that waits, and one that came back signed. */
  readonly signOff: string
  readonly signed: string
  /** Two applications that were refused, each with an appeal that waits. */
  readonly refused: string
  readonly appeal: string
  readonly laterRefused: string
  readonly laterAppeal: string
  /** Every item is judged: it may pass, and a second check is asked for. */
  readonly judged: string
  /** Every item is judged, one as 不符合. */
  readonly lacking: string
  /** Closed as 通知补交材料. */
  readonly noticed: string
  /** Asks 江苏, 上海 and 安徽, of which 上海 has answered on paper. */
  readonly recommendation: string
  readonly draft: Digest
  readonly agreement: string
  /** Of the same batch: a sample that was frozen, and one that was drawn. */
  readonly inspection: string
  readonly drawn: string
}

/** An office with two desks, and another office; what the others wrote has come to the first desk. */
export type AllOffices = {
  readonly js: Office
  readonly own: RecordsOf
  readonly foreign: RecordsOf
  /** Of the second desk of our office. */
  readonly elsewhere: RecordsOf
  /** The file of a bundle that waits to be taken in. */
  readonly waiting: string
  close(): Promise<void>
}

/** What stands in a note of every review: who may not read reviews must not find it. */
export const innermost = '只给本单位看的审查意见'

const namesOf = (place: string) => ({ lead: `仅见于${place}的研究院`, principal: `仅见于${place}的人` })
const [ours, theirs, upstairs] = ['一楼', '浙江', '二楼'].map(namesOf)

export async function openAllOffices(): Promise<AllOffices> {
  const size = { count: 8, documents: 1 }
  const first = await seedOffice({ home: testFolder(), ...size, names: ours! })
  const js = first.office
  const other = await seedOffice({ home: testFolder(), institution: 'ZJ', ...size, names: theirs! })
  const zj = other.office
  await pinEachOther(js, zj)
  const office = await joinOffice(js)
  const second = await seedBatch(office, '二楼工作台的批次', { ...size, names: upstairs! })
  const pasts: Past[] = []
  for (const one of [first, other, second]) pasts.push(await work(one))
  await takeIn(js, await send(zj, 'JS'))
  await takeIn(js, await send(office, 'JS'))
  // The record of the first bundle travels with the second.
  await takeIn(js, await send(office, 'JS'))
  await send(js, 'ZJ')
  const names = [ours!, theirs!, upstairs!]
  const [own, foreign, elsewhere] = await Promise.all(
    [first, other, second].map(async (one, i): Promise<RecordsOf> => {
      const { lead: organisation, principal: applicant } = names[i]!
      return { ...(await recordsOf(one)), ...pasts[i]!, organisation, applicant }
    }),
  )
  return {
    js,
    own: own!,
    foreign: foreign!,
    elsewhere: elsewhere!,
    waiting: await send(zj, 'JS'),
    async close() {
      for (const one of [js, zj, office]) await one.close()
    },
  }
}

type Reviewed = Pick<
  RecordsOf,
  | 'signOff'
  | 'signed'
  | 'refused'
  | 'appeal'
  | 'laterRefused'
  | 'laterAppeal'
  | 'judged'
  | 'lacking'
  | 'noticed'
  | 'recommendation'
  | 'draft'
  | 'agreement'
>
type Registered = Pick<RecordsOf, 'family' | 'check' | 'record' | 'recordSeen'>
type Sampled = Pick<RecordsOf, 'inspection' | 'drawn'>
type Past = Registered & Reviewed & Sampled

/** What a desk does with its eight applications: the first is under review. */
async function work(seeded: Seeded): Promise<Past> {
  return { ...(await register(seeded)), ...(await review(seeded)), ...(await sample(seeded)) }
}

async function register({ office: { desk } }: Seeded): Promise<Registered> {
  const { family } = await value(desk.organisations.recordFamily({ ...together, replaces: null }))
  const said = async (name: string, result: '有记录' | '无记录') => {
    const check = { ...checked, result }
    const organisations = [{ name, code: null }]
    const { entries } = await value(desk.registers.recordChecks({ organisations, check }))
    return entries[0]!
  }
  const record = await said('从不申报的公司', '有记录')
  const { seen } = (await value(desk.registers.open({ entry: record, row: null })))!
  return { family, check: await said('另一家从不申报的公司', '无记录'), record, recordSeen: seen }
}

async function review({ office, batch, applications }: Seeded): Promise<Reviewed> {
  const { desk } = office
  const [application, waiting, signed, refused, laterRefused, judged, lacking, noticed] = [
    ...applications.values(),
  ] as [string, string, string, string, string, string, string, string]
  const verdict = { application, code: 'F05', verdict: '符合', note: innermost } as const
  await value(desk.formalReview.recordVerdict({ ...verdict, evidence: [] }))
  // Not by the 复核人 who decides on appeals: whoever had part in an outcome may not.
  const { person } = await value(desk.accounts.open({ name: '吴复核', roles: ['复核人'], password }))
  const closing = { ...office, second: { person, password } }
  for (const one of [waiting, signed]) await closeIn(closing, one, { outcome: '通过' })
  for (const one of [refused, laterRefused]) await closeIn(closing, one, { outcome: '不予受理', failing })
  await closeIn(closing, noticed, { outcome: '通知补交材料', failing })
  await judgeIn(office, lacking, failing)
  await judgeIn(office, judged)
  const { seen } = (await value(desk.formalReview.open(judged)))!
  await value(desk.formalReview.requestSecondCheck({ application: judged, outcome: '通过', seen }))
  const request = async (one: string) =>
    (await value(desk.formalReview.requestSignOff({ batch, applications: [one] }))).signOff
  const paper = await request(signed)
  await value(desk.signOffs.register({ ...signedPaper, signOff: paper }))
  const received = world.today()
  const complain = async (one: string) =>
    (await value(desk.appeals.receive({ ...complaint, application: one, received }))).appeal
  return {
    signOff: await request(waiting),
    signed: paper,
    refused,
    appeal: await complain(refused),
    laterRefused,
    laterAppeal: await complain(laterRefused),
    judged,
    lacking,
    noticed,
    ...(await recommend({ office, batch })),
  }
}

const day = '2026-11-01'
const signedPaper = {
  opinion: '同意' as const,
  date: day,
  person: '王处',
  office: '处长',
  number: '12号',
  remark: '',
  returned: [],
  scan: null,
}
const together = {
  name: '从不申报的集团',
  kind: '企业集团' as const,
  members: [
    { name: '从不申报的公司', code: null, part: '本部' as const },
    { name: '另一家从不申报的公司', code: null, part: '成员' as const },
  ],
}
const checked = {
  register: '科研诚信' as const,
  channel: '其他' as const,
  checkedOn: day,
  months: null,
  penaltyFrom: null,
  penaltyTo: null,
  note: '',
  evidence: null,
}
/** What may be supplied, and need not be accepted without. */
const failing = ['F03'] as const
const complaint = { deadline: null, grounds: '材料齐全', broughtBy: '', scan: null }

/** 江苏 has a desk wherever it is asked; of those without one, 上海 has answered. */
async function recommend({ office: { desk }, batch }: Pick<Seeded, 'office' | 'batch'>) {
  const { institution } = await value(desk.trust.identity(null))
  const proposed = (await value(desk.recommendations.proposal({ batch })))!
  const rows = proposed.rows.map(({ application }) => ({ application, note: '' }))
  const parties = ['JS', 'SH', 'AH'].filter((one) => one !== institution)
  const { recommendation } = await value(desk.recommendations.draft({ batch, rows, leftOut: [], parties }))
  const said = { answer: '同意' as const, number: '3号', date: day, remark: '', scan: null }
  const [page] = await value(desk.recommendations.ofBatch({ batch }))
  const draft = page!.drafts[0]!.id
  const { agreement } = await value(
    desk.recommendations.registerAnswer({ recommendation, draft, of: 'SH', ...said }),
  )
  return { recommendation, draft, agreement }
}

/** A 监督 freezes the list of the whole batch twice; of the second everything is drawn. */
async function sample({ office, batch }: Seeded): Promise<Sampled> {
  const { person } = await value(office.desk.accounts.open({ name: '赵监督', roles: ['监督'], password }))
  const { oversight } = await office.login(person)
  const all = { batch, states: [], regions: [], strata: 'none' as const }
  const frozen = { ...all, size: { kind: 'percent' as const, value: 100 } }
  const { second } = office
  const { inspection } = await value(oversight.freezeInspection(frozen))
  const again = { ...frozen, reason: '名单有误' }
  const { inspection: drawn } = await value(oversight.freezeInspectionAgain(again, { second }))
  await value(oversight.drawInspection({ inspection: drawn, ...thrown }))
  return { inspection, drawn }
}

export const thrown = {
  parties: ['监督', '业务处', '第三方'],
  dice: ['12345612', '66665555', '31415261'],
}

type Written = Omit<RecordsOf, keyof Past | 'organisation' | 'applicant'>

async function recordsOf({ office, batch, applications }: Seeded): Promise<Written> {
  const { desk, second } = office
  const [application] = [...applications.values()]
  const opened = (await value(desk.applications.open(application!)))!
  const { device } = await value(desk.trust.identity(null))
  const sent = (await value(desk.bundles.register(null))).findLast(({ direction }) => direction === 'sent')!
  return {
    application: application!,
    batch,
    import: opened.import,
    person: second.person,
    document: opened.documents[0]!.document,
    device,
    bundle: sent.id,
  }
}
