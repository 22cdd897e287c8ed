import { beforeEach, describe, expect, it } from 'vitest'
import { queryContext } from '../../../src-main/core/execute.ts'
import type { PackEffects } from '../../../src-main/domain/formal-review/pack-effects.ts'
import { modules } from '../../../src-main/domain/index.ts'
import { type StoredPack, storedPack } from '../../../src-main/domain/rule-packs/pack-schema.ts'
import { rulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { anApplication, anOrganisation } from '../../support/applications.ts'
import { type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { closeReview, pageOf, takeIn } from '../../support/reviews.ts'

const { packEffects } = modules.formalReview.calls
const { importPack, adopt, setBatchRules } = modules.rulePacks.calls

let desk: LogDesk
let batch: string
let ids: readonly string[]

const [lead, partner] = anApplication().organisations
const founded = (registered: string | null) => [anOrganisation({ ...lead!, registered }), partner!]

beforeEach(async () => {
  desk = await openLogDesk('JS')
  ids = takeIn(desk, [
    { number: 'A-1', title: '项目一', organisations: founded('2007-10-24') },
    { number: 'A-2', title: '项目二', organisations: founded('2026-06-01') },
    { number: 'A-3', title: '项目三', organisations: founded(null) },
    { number: 'A-4', title: '项目四', organisations: founded('2026-06-01') },
  ])
  batch = pageOf(desk, ids[0]!).batch.id
})

/** The third version asks when the lead was founded, and for a smaller share. */
function thirdVersion(): StoredPack {
  const pack = structuredClone(storedPack(rulePack('joint-draft')!))
  const rule = (code: string) => pack.rules.find((one) => one.code === code)!
  rule('F10').on = true
  Object.assign(rule('F15').parameters[0]!, { default: 20 })
  rule('F20').lookAt = '起止时间。'
  return { ...pack, version: 3 }
}

async function effectsOf(
  version: number,
  throwIfAborted: () => void = () => undefined,
): Promise<PackEffects> {
  const context = {
    ...queryContext(desk, { batch, pack: 'joint-draft', version }, desk.clerk),
    progress: () => undefined,
    pause: async () => undefined,
    signal: { aborted: false, throwIfAborted },
  }
  const result = await packEffects.run(context as never)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

describe('before a version is adopted', () => {
  it('it is said which findings of which open reviews would change, and nothing of the others', async () => {
    closeReview(desk, ids[3]!, { outcome: '通过', failing: [] })
    expect(desk.run(importPack, { pack: thirdVersion() })).toMatchObject({ ok: true })
    expect(await effectsOf(3)).toEqual({
      open: 3,
      closed: 1,
      rules: [
        {
          code: 'F10',
          changes: [
            { before: null, after: 'pass', count: 1, numbers: ['A-1'] },
            { before: null, after: 'fail', count: 1, numbers: ['A-2'] },
            { before: null, after: 'cannot-check', count: 1, numbers: ['A-3'] },
          ],
        },
        {
          code: 'F15',
          changes: [{ before: 'pass', after: 'hint', count: 3, numbers: ['A-1', 'A-2', 'A-3'] }],
        },
      ],
    })
  })

  it('looking changes nothing, adopting changes exactly what was said, and a closed review keeps its own', async () => {
    closeReview(desk, ids[3]!, { outcome: '通过', failing: [] })
    desk.run(importPack, { pack: thirdVersion() })
    await effectsOf(3)
    const verdictOf = (id: string, code: string) =>
      pageOf(desk, id).findings.find((finding) => finding.code === code)?.verdict
    expect(verdictOf(ids[1]!, 'F10')).toBeUndefined()
    const seen = { pack: 'joint-draft', version: 2 }
    expect(desk.run(adopt, { batch, pack: 'joint-draft', version: 3, seen })).toMatchObject({ ok: true })
    expect(verdictOf(ids[1]!, 'F10')).toBe('fail')
    expect(await effectsOf(3)).toMatchObject({ rules: [] })
    const closed = pageOf(desk, ids[3]!)
    expect(closed.pack.version).toBe(2)
    expect(closed.findings.map(({ code }) => code)).not.toContain('F10')
    expect(closed.review!.closing!.pack).toMatchObject({ id: 'joint-draft', version: 2 })
  })

  it('what the plan set is kept, in what is said and in what is adopted', async () => {
    const settings = { F15: { parameters: { percent: 30 } }, F10: { on: false } }
    // 30 is what version 2 says anyway, and no longer what version 3 says.
    desk.run(setBatchRules, { batch, pack: 'joint-draft', version: 2, settings })
    desk.run(importPack, { pack: thirdVersion() })
    expect(await effectsOf(3)).toMatchObject({ open: 4, rules: [] })
  })

  it('a rule that is switched off is said to be', async () => {
    desk.run(setBatchRules, { batch, pack: 'joint-draft', version: 2, settings: { F10: { on: true } } })
    const pack = thirdVersion()
    pack.rules = pack.rules.filter(({ code }) => code !== 'F10')
    desk.run(importPack, { pack })
    const { rules } = await effectsOf(3)
    expect(rules.at(-1)).toMatchObject({
      code: 'F10',
      changes: expect.arrayContaining([{ before: 'fail', after: null, count: 2, numbers: ['A-2', 'A-4'] }]),
    })
  })

  it('it can be cancelled while it runs', async () => {
    desk.run(importPack, { pack: thirdVersion() })
    const cancelled = effectsOf(3, () => {
      throw new Error('cancelled')
    })
    await expect(cancelled).rejects.toThrow('cancelled')
  })
})
