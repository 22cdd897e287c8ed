import { z } from 'zod'
import { type Db, tables } from '../../core/db.ts'
import { type DeskFacts, query, task } from '../../core/module.ts'
import type { FileEntry } from '../../core/ports/files.ts'
import type { Sheet } from '../../core/ports/tables.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import type { OrganisationRowsTables } from '../applications/organisation-rows.ts'
import type { ApplicationsTables } from '../applications/projection.ts'
import { linkedBatches, readBatch } from '../batches/index.ts'
import { fileToken } from '../files/token.ts'
import { type Named, type Region, regionShortLabel } from '../organisations/rules.ts'
import { readBatchRules } from '../rule-packs/index.ts'
import { type RegisterKind, registerKinds, type Standing, standingOf, usualMonths } from './entry.ts'
import { openEntries } from './matching.ts'

const k = tables<ApplicationsTables & OrganisationRowsTables>()

/** An organisation of a batch, and where it stands in a register today. */
export type ToCheck = {
  readonly organisation: Named
  readonly region: Region | null
  /** Numbers of the applications that it takes part in, the first few. */
  readonly numbers: readonly string[]
  readonly count: number
  readonly isLead: boolean
  readonly state: Standing['state']
  readonly until: string | null
  /** Newest check: day, channel. */
  readonly checkedOn: string | null
  readonly channel: string | null
  /** A record of a relative, or of another name under the same code: for a person to look at. */
  readonly related: boolean
  readonly isLifted: boolean
}

const shownNumbers = 20

type Place = { readonly batch: string; readonly register: RegisterKind; readonly today: string }

/** Months that the rule of the batch says a check of integrity is good for. */
export function usualMonthsOf(
  db: Db,
  { institution }: Pick<DeskFacts, 'institution'>,
  batch: string,
): number {
  const rule = readBatchRules(db, batch, institution)?.rules.find(({ code }) => code === 'F19')
  const months = rule?.parameters.validMonths
  return typeof months === 'number' ? months : usualMonths
}

/**
 * Every organisation of our office's applications of a batch, once: by its code, else by its name. Those abroad are not in
 * these registers and stand in no list to be checked.
 */
export function readToCheck(db: Db, desk: DeskFacts, { batch, register, today }: Place): readonly ToCheck[] {
  const rows = db.all(
    k
      .selectFrom('applications as a')
      .innerJoin('application_organisations as o', 'o.subject', 'a.subject')
      .select(['a.number', 'o.name_key', 'o.code', 'o.name', 'o.region', 'o.roles'])
      .where('a.batch', 'in', linkedBatches(db, batch))
      .where('a.institution', '=', desk.institution)
      .where(
        'a.import',
        'not in',
        k.selectFrom('imports').select('subject').where('withdrawn', 'is not', null),
      )
      .orderBy('a.number')
      .orderBy('o.position'),
  )
  const months = usualMonthsOf(db, desk, batch)
  const entries = openEntries(db, desk.institution)
  const domestic = rows.filter(({ region }) => region !== 'abroad')
  // A name that came without a code belongs to the only one that has this name here.
  const codes = Map.groupBy(
    domestic.filter(({ code }) => code !== null),
    ({ name_key }) => name_key,
  )
  const onlyCode = (name: string) => {
    const own = new Set(codes.get(name)?.map(({ code }) => code))
    return own.size === 1 ? [...own][0]! : null
  }
  const byKey = Map.groupBy(domestic, ({ code, name_key }) => code ?? onlyCode(name_key) ?? name_key)
  return [...byKey.values()].map((own) => {
    const [first] = own as [(typeof own)[number]]
    const organisation = { name: first.name, code: own.find(({ code }) => code !== null)?.code ?? null }
    const standing = standingOf(
      entries.of(organisation).filter((entry) => entry.register === register),
      { today, months },
    )
    const numbers = [...new Set(own.map(({ number }) => number))]
    return {
      organisation,
      region: (own.find(({ region }) => region !== null)?.region ?? null) as Region | null,
      numbers: numbers.slice(0, shownNumbers),
      count: numbers.length,
      isLead: own.some(({ roles }) => roles.split(',').includes('牵头')),
      state: standing.state,
      until: standing.until,
      checkedOn: standing.newest?.checkedOn ?? null,
      channel: standing.newest?.channel ?? null,
      related: standing.relatedHits.length > 0,
      isLifted: standing.lifted.length > 0,
    }
  })
}

const place = { batch: z.string(), register: z.enum(registerKinds) }

const toCheck = query({
  permission: may('registers:read'),
  input: z.strictObject(place),
  read({ input, db, desk, today }): { readonly months: number; readonly rows: readonly ToCheck[] } | null {
    if (!readBatch(db, input.batch)) return null
    const rows = readToCheck(db, desk, { ...input, today })
    return { months: usualMonthsOf(db, desk, input.batch), rows }
  },
})

/** Writes the organisations without a valid check as XLSX for whoever looks them up; the answer comes back as a list. */
const writeToCheck = task({
  permission: may('registers:edit'),
  input: z.strictObject({ ...place, scope: z.enum(['open', 'all']), folder: fileToken }),
  async run({ input, db, desk, today, ports }): Promise<Result<FileEntry & { readonly rows: number }>> {
    const batch = readBatch(db, input.batch)
    if (!batch) return refuse('batches/unknown')
    const all = readToCheck(db, desk, { ...input, today })
    const rows = input.scope === 'all' ? all : all.filter(({ state }) => isOpen(state))
    if (rows.length === 0) return refuse('registers/nothing-to-check')
    const bytes = await ports.tables.write([toCheckSheet(input.register, rows)])
    const name = `${input.register}待核查单位-${today.replaceAll('-', '')}.xlsx`
    const written = await ports.files.write(input.folder, name, bytes)
    return written.ok ? ok({ ...written.value, rows: rows.length }) : written
  },
})

/** True for organisations that somebody still has to look up. */
function isOpen(state: Standing['state']): boolean {
  return state === '未核查' || state === '已过有效期'
}

/** The headings are those that taking the list in again knows. */
function toCheckSheet(register: RegisterKind, rows: readonly ToCheck[]): Sheet {
  const head = [
    '序号',
    '单位名称',
    '统一社会信用代码',
    '所在地',
    '申报编号',
    '核查结果',
    '核查日期',
    '惩戒期起止',
    '事由',
  ]
  return {
    name: `${register}核查`,
    widths: [6, 36, 22, 8, 30, 12, 14, 26, 30],
    rows: [
      head,
      ...rows.map(({ organisation: { name, code }, region, numbers, count }, i) => [
        i + 1,
        name,
        code,
        region === null ? null : regionShortLabel(region),
        count > numbers.length ? `${numbers.join('、')} 等 ${count} 项` : numbers.join('、'),
        null,
        null,
        null,
        null,
      ]),
    ],
  }
}

export const toCheckCalls = { toCheck, writeToCheck }
