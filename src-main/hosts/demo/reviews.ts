import type { RuleCode } from '../../domain/rule-packs/rules.ts'
import { type DemoOffice, done } from './office.ts'

/** Ids of the applications of a batch by their numbers. */
export async function applicationsOf(
  office: DemoOffice,
  batch: string,
): Promise<ReadonlyMap<string, string>> {
  const filter = { batch, states: [], regions: [], institutions: [office.code], field: null, search: '' }
  const sort = { column: 'number', descending: false } as const
  const { rows } = await done(office.desk.formalReview.list({ filter, sort, offset: 0, limit: 500 }))
  return new Map(rows.map(({ number, id }) => [number, id]))
}

export type Remark = { readonly code: RuleCode; readonly verdict: '不符合'; readonly note: string }

export async function openReview(office: DemoOffice, application: string) {
  const page = await done(office.desk.formalReview.open(application))
  if (!page) throw new Error('no such application')
  return page
}

/** Gives every open item 符合 but those remarked upon, as far as `upTo` items. */
export async function judge(
  office: DemoOffice,
  application: string,
  remarks: readonly Remark[],
  upTo = Number.POSITIVE_INFINITY,
): Promise<void> {
  const { states } = await openReview(office, application)
  const open = states.filter(
    ({ code, by, blocks }) => remarks.some((remark) => remark.code === code) || (by === null && blocks),
  )
  for (const { code } of open.slice(0, upTo)) {
    const remark = remarks.find((one) => one.code === code)
    const { verdict, note } = remark ?? { verdict: '符合' as const, note: '' }
    await done(office.desk.formalReview.recordVerdict({ application, code, verdict, note, evidence: [] }))
  }
}

export async function pass(office: DemoOffice, application: string): Promise<void> {
  await judge(office, application, [])
  const { seen } = await openReview(office, application)
  await done(office.desk.formalReview.closeAsPassed({ application, reason: '', seen }))
}

export async function askForMaterial(
  office: DemoOffice,
  application: string,
  deadline: string,
  remarks: readonly Remark[],
): Promise<void> {
  await judge(office, application, remarks)
  const { seen } = await openReview(office, application)
  await done(office.desk.formalReview.closeForMaterial({ application, reason: '', seen, deadline }))
}

export async function notAccept(
  office: DemoOffice,
  application: string,
  { remarks, reason }: { readonly remarks: readonly Remark[]; readonly reason: string },
): Promise<void> {
  await judge(office, application, remarks)
  const { seen } = await openReview(office, application)
  const { second } = office
  await done(office.desk.formalReview.closeAsNotAccepted({ application, reason, seen }, { second }))
}
