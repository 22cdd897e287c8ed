import { noticeItems } from '../../src-main/domain/formal-review/outcome.ts'
import type { Outcome } from '../../src-main/domain/formal-review/rules.ts'
import { closeIn } from './closed.ts'
import { element, payload, pdfOf } from './hostile-lists.ts'
import { type Office, password, value } from './office.ts'

/** The day of this machine, as everything is dated that people type here. */
export const today = () => new Date().toLocaleDateString('sv')

/** Judges every item with a payload as its note, the first as 不符合 where it is to fail. */
async function judge({ desk }: Office, application: string, fails: boolean) {
  const page = (await value(desk.formalReview.open(application)))!
  for (const [i, { code }] of page.states.entries()) {
    const verdict = fails && i === 0 ? '不符合' : '符合'
    const said = { application, code, note: payload(i * 3), evidence: [] }
    await value(desk.formalReview.recordVerdict({ ...said, verdict }))
  }
  return (await value(desk.formalReview.open(application)))!
}

async function noticed(office: Office, application: string, outcome: Exclude<Outcome, '通过'>) {
  const judged = await judge(office, application, true)
  const notice = noticeItems(judged, outcome).map((code, i) => ({ code, sentence: payload(30 + i) }))
  return { application, reason: payload(21), seen: judged.seen, notice }
}

/** Refused, and an appeal against it that was taken back, brought again and decided by two others. */
export async function appealed(office: Office, application: string, deciders: readonly [string, string]) {
  const { desk, second } = office
  const closing = await noticed(office, application, '不予受理')
  await value(desk.formalReview.closeAsNotAccepted(closing, { second }))
  const receive = async (n: number) => {
    const scan = await pdfOf(office, element(n), element(n))
    const said = { grounds: element(n), broughtBy: element(n + 1, 40), scan }
    const when = { received: today(), deadline: '2099-12-31' }
    return value(desk.appeals.receive({ application, ...when, ...said }))
  }
  const { appeal } = await receive(1)
  await value(desk.appeals.withdraw({ appeal, reason: element(3) }))
  const again = await receive(4)
  const decision = { appeal: again.appeal, decision: '维持', reason: element(6) } as const
  const [first, other] = deciders
  const decider = await office.login(first)
  await value(decider.appeals.decide(decision, { second: { person: other, password } }))
}

/** Waits for material: sent, called about, put off, and one delivery with a file is version 1. */
export async function supplied(office: Office, application: string): Promise<void> {
  const { formalReview, supply } = office.desk
  const day = today()
  const closing = await noticed(office, application, '通知补交材料')
  await value(formalReview.closeForMaterial({ ...closing, deadline: '2099-11-30' }))
  await value(supply.confirmSent({ application, day, way: '书面', note: element(7) }))
  const contact = { name: element(8, 60), phone: element(9, 40) }
  const call = { call: null, direction: '打出', day, time: '10:05', agreed: element(10), contact } as const
  await value(supply.logCall({ application, ...call }))
  const approved = { approvedBy: element(11, 60), approvedOn: day, paper: element(12, 80) }
  await value(supply.extendDeadline({ application, to: '2099-12-31', reason: element(13), ...approved }))
  const items = closing.notice.map(({ code }) => ({ code, state: '部分收到' as const, note: element(14) }))
  const files = [await pdfOf(office, element(15), element(15))]
  await value(supply.receive({ application, day, items, note: element(16), files }))
}

/** Asks for a second check of an application that passes everywhere. */
export async function checkRequested(office: Office, application: string): Promise<void> {
  const { seen } = await judge(office, application, false)
  await value(office.desk.formalReview.requestSecondCheck({ application, outcome: '通过', seen }))
}

/** Checked a second time with two differences: one is settled, one is not. */
export async function checkedTwice(office: Office, application: string): Promise<void> {
  await checkRequested(office, application)
  const { formalReview } = office.desk
  const checker = await office.login(office.second.person)
  const { states, seen } = (await value(checker.formalReview.open(application)))!
  const verdicts = states
    .filter(({ blocks }) => blocks)
    .map(({ code, verdict }, i) =>
      i < 2 ? { code, verdict: '不符合' as const, note: element(17 + i) } : { code, verdict, note: '' },
    )
  const at = { application: seen.application, review: seen.review! }
  await value(checker.formalReview.giveSecondCheck({ application, seen: at, blind: false, verdicts }))
  const { given } = (await value(formalReview.open(application)))!.secondCheck
  const difference = { application, check: given!.id, code: verdicts[0]!.code }
  await value(formalReview.settleDifference({ ...difference, keptBecause: element(19) }))
}

/** Two passed and signed, one passed and sent back; answers the 呈批件 that was signed. */
export async function signedOff(office: Office, batch: string, passed: readonly [string, string, string]) {
  const { formalReview, signOffs, documents } = office.desk
  for (const application of passed) await closeIn(office, application, { outcome: '通过' })
  const lay = (applications: string[]) => value(formalReview.requestSignOff({ batch, applications }))
  const { scan } = await value(documents.keepScan({ file: await pdfOf(office, '签批', element(20)) }))
  const paper = {
    date: today(),
    person: element(21, 30),
    office: element(22, 60),
    number: element(23, 60),
    remark: element(24),
    returned: [],
  }
  const { signOff } = await lay(passed.slice(0, 2))
  await value(signOffs.register({ signOff, opinion: '同意', ...paper, scan }))
  const { signOff: back } = await lay(passed.slice(2))
  await value(signOffs.register({ signOff: back, opinion: '退回', ...paper, scan: null }))
  return signOff
}

/** Two drafts of what is recommended, with one answer on paper to the second. */
export async function recommended({ desk }: Office, batch: string, party: string): Promise<void> {
  const { recommendations } = desk
  const { rows } = (await value(recommendations.proposal({ batch })))!
  const [first, ...others] = rows.map(({ application }) => application)
  for (const n of [25, 30]) {
    const listed = [{ application: first!, note: element(n, 200) }]
    const leftOut = others.map((application, i) => ({ application, reason: element(n + 1 + i) }))
    await value(recommendations.draft({ batch, rows: listed, leftOut, parties: [party] }))
  }
  const page = (await value(recommendations.ofBatch({ batch })))[0]!
  const draft = page.drafts.at(-1)!.id
  const said = { answer: '同意', number: element(33, 60), date: today(), remark: element(34) } as const
  const to = { recommendation: page.id, draft, of: party }
  await value(recommendations.registerAnswer({ ...to, ...said, scan: null }))
}

/** Two applications of which somebody says that they are the same work. */
export async function duplicates({ desk }: Office, application: string, other: string): Promise<void> {
  await value(desk.duplicates.compareAll(null))
  const judged = { application, other, isDuplicate: true, note: element(35) }
  await value(desk.formalReview.judgeDuplicate(judged))
}

/** Frozen by a 监督, drawn by the dice of three parties, with a finding; then frozen once more. Answers the first. */
export async function inspected(office: Office, batch: string, supervisor: string): Promise<string> {
  const { oversight } = await office.login(supervisor)
  const sample = {
    batch,
    states: [],
    regions: [],
    strata: 'none',
    size: { kind: 'count', value: 2 },
  } as const
  const asked = { ...sample, states: [...sample.states], regions: [...sample.regions] }
  const { inspection } = await value(oversight.freezeInspection(asked))
  const parties = [36, 37, 38].map((n) => element(n, 40))
  await value(oversight.drawInspection({ inspection, parties, dice: ['12345612', '66665555', '31415261'] }))
  const { frozen, drawn } = (await value(oversight.inspection(inspection)))!
  const { application } = frozen.rows[drawn!.drawn[0]! - 1]!
  await value(oversight.recordFinding({ inspection, application, result: '有问题', note: element(39) }))
  const again = { ...asked, reason: element(40) }
  await value(oversight.freezeInspectionAgain(again, { second: office.second }))
  return inspection
}

/** What the list says of it is changed after somebody judged it. */
export async function judgedBefore(office: Office, application: string): Promise<void> {
  await judge(office, application, true)
}
