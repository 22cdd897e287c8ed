import type { BatchContent } from '../../domain/batches/index.ts'
import { type DemoClock, workDay } from './clock.ts'
import type { Row } from './lists.ts'
import { type DemoOffice, done } from './office.ts'
import { applicationPdf, marks } from './pdf.ts'
import { fields } from './titles.ts'

export function jointBatch(year: number, today: string): BatchContent {
  return {
    title: `${year}年度长三角科技创新共同体联合攻关项目`,
    year,
    kind: 'joint',
    fields: [...fields],
    opens: workDay(today, -40),
    closes: workDay(today, 25),
    host: 'JS',
    undertaking: { 受理: null, 形式审查: null, 专家评审: null },
    rulePack: 'joint-draft',
    rulePackVersion: 2,
    signOff: false,
  }
}

export function consortiumBatch(year: number, today: string): BatchContent {
  return {
    ...jointBatch(year, today),
    title: `${year}年度长三角创新联合体推荐`,
    kind: 'consortium',
    fields: [],
    rulePack: 'consortium-2025',
  }
}

export async function createBatch(office: DemoOffice, content: BatchContent): Promise<string> {
  return (await done(office.desk.batches.create(content))).batch
}

type Letter = Parameters<DemoOffice['desk']['applications']['importList']>[0]['letter']

/** Reads an office's list and takes all of it in. */
export async function importList(
  office: DemoOffice,
  batch: string,
  bytes: Uint8Array,
  name: string,
  letter?: NonNullable<Letter>,
): Promise<void> {
  const { applications } = office.desk
  const file = await office.write(bytes, 'lists', office.code, crypto.randomUUID(), name)
  const { staged, blockedRows } = await done(
    applications.readList({ file, sheet: null, batch, mapping: null }),
  )
  if (!staged || blockedRows.length > 0) throw new Error(`nothing of ${name} may be taken in`)
  await done(applications.importList({ staged, leaveOut: [], ...(letter ? { letter } : {}) }))
}

/** PDFs by number from a folder, their pages marked. */
export async function attach(
  { font, step, clock }: { readonly font: Buffer; readonly clock: DemoClock; step(step: string): void },
  office: DemoOffice,
  batch: string,
  rows: readonly Row[],
): Promise<void> {
  const { applications } = office.desk
  const names = ['documents', office.code]
  for (const row of rows) {
    await office.write(await applicationPdf(row, font, { isSealed: true }), ...names, `${row.number}.pdf`)
    step('demo-documents')
  }
  const folder = await office.folder(...names)
  const { matched } = await done(applications.findDocuments({ folder, batch }))
  await done(
    applications.attachDocuments(matched.map(({ application, file }) => ({ application, file: file.token }))),
  )
  clock.pass(10)
  for (const { application } of matched) {
    const found = await done(applications.open(application))
    const { document } = found!.documents[0]!
    await done(applications.markPages({ application, document, marks: [...marks] }))
    clock.pass(3)
  }
}
