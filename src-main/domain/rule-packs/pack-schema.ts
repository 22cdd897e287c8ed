import { z } from 'zod'
import { isDay } from '../batches/rules.ts'
import { listLimits, type RulePack } from './pack.ts'

const words = (max: number) => z.string().trim().min(1).max(max)
const day = z.string().refine(isDay)
const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/)
const options = z
  .array(z.strictObject({ value: words(80), label: words(80) }))
  .min(1)
  .max(100)
const text = words(listLimits.length)

const parameter = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('set'),
    name,
    title: words(40),
    options,
    default: z.array(z.string()).max(100),
  }),
  z.strictObject({ kind: z.literal('choice'), name, title: words(40), options, default: z.string() }),
  z.strictObject({
    kind: z.literal('number'),
    name,
    title: words(40),
    unit: z.enum(['个月', '个', '%', '岁']),
    min: z.int(),
    max: z.int(),
    default: z.int(),
  }),
  z.strictObject({
    kind: z.literal('list'),
    name,
    title: words(40),
    hint: words(80),
    default: z.array(text).max(listLimits.texts),
  }),
  z.strictObject({ kind: z.literal('day'), name, title: words(40), hint: words(80), default: z.string() }),
])

const rule = z.strictObject({
  /** Not only the codes of today: a pack of a newer program is kept until the program is updated. */
  code: z.string().regex(/^[A-Z]\d{2}$/),
  title: words(60),
  how: z.enum(['auto', 'assist', 'person', 'hint', 'auto+person']),
  suppliedLater: z.boolean(),
  aid: z.boolean(),
  article: words(80),
  on: z.boolean(),
  explanation: words(400),
  lookAt: words(400),
  parameters: z.array(parameter).max(10),
})

/** A pack as it is stored and as its file holds it; nobody's confirmation of the basis travels with it. */
export const packSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  version: z.int().min(1).max(9999),
  kind: z.enum(['joint', 'consortium']),
  title: words(60),
  basis: z.strictObject({
    title: z.string().trim().min(4).max(200),
    number: z.string().trim().min(2).max(60).nullable(),
    confirmed: z.null(),
  }),
  inForce: z.strictObject({ from: day, until: day }).nullable(),
  switches: z
    .strictObject({
      guideSuffices: z.boolean(),
      biomedicalByMilestones: z.boolean(),
      guideIssuedBy: z.enum(['建设办公室', '三省一市科技厅（委）']),
      listGoes: z.enum(['提交工作专班审议', '按程序报批']),
      listName: z.enum(['拟立项名单', '拟立项建议名单']),
    })
    .nullable(),
  rules: z.array(rule).min(1).max(100),
})

/** A pack that is well formed; whether this program can review by it is another question. */
export type StoredPack = z.output<typeof packSchema>

/** The pack without what an office confirmed of it. */
export function storedPack(pack: RulePack): StoredPack {
  return JSON.parse(JSON.stringify({ ...pack, basis: { ...pack.basis, confirmed: null } })) as StoredPack
}

/** True when two packs say the same, in whatever order their fields stand. */
export function saysTheSame(a: StoredPack, b: StoredPack): boolean {
  return sorted(a) === sorted(b)
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
