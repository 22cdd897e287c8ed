import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StoredPack, storedPack } from '../../../src-main/domain/rule-packs/pack-schema.ts'
import { rulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { jointBatch } from '../../support/batches.ts'
import { businessDigest } from '../../support/invariants.ts'
import { code, type Office, openOffice, value } from '../../support/office.ts'

let js: Office
let folder: Awaited<ReturnType<Office['folder']>>

beforeAll(async () => {
  js = await openOffice('JS')
  folder = await js.folder('packs')
})
afterAll(async () => {
  await js.close()
})

let files = 0
async function fileOf(content: unknown): Promise<string> {
  const file = path.join(folder.path, `规则包${++files}.json`)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return js.token(file)
}
function packOf(over: Partial<StoredPack> = {}): StoredPack {
  return { ...structuredClone(storedPack(rulePack('joint-draft')!)), ...over }
}
async function read(content: unknown) {
  return value(js.desk.rulePacks.readPackFile({ file: (await fileOf(content)) as never }))
}
const inFile = (pack: unknown) => ({ format: 'desk-rule-pack/v1', pack })
const versionsOf = async (id: string) =>
  (await value(js.desk.rulePacks.list(null))).filter((pack) => pack.id === id).map(({ version }) => version)

describe('a pack as a file', () => {
  it('goes out and comes back the same; the office that has it needs it not again', async () => {
    const { name } = await value(
      js.desk.rulePacks.writePackFile({ folder: folder.token, pack: 'joint-2023', version: 2 }),
    )
    expect(name).toBe('审查规则-joint-2023-第2版.json')
    const text = readFileSync(path.join(folder.path, name), 'utf8')
    const back = await read(`\ufeff${text}`)
    expect(back.findings).toEqual([])
    expect(back.pack).toEqual(storedPack(rulePack('joint-2023', 2)!))
    expect(back.refusal).toMatchObject({ code: 'rule-packs/already-here' })
  })

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['another form', { format: 'x', pack: {} }],
  ])('is refused as no pack file when it is %s', async (_, content) => {
    const file = await fileOf(content)
    expect(await code(js.desk.rulePacks.readPackFile({ file: file as never }))).toBe(
      'rule-packs/no-pack-file',
    )
  })

  it('of a newer form asks for a newer program', async () => {
    const file = await fileOf({ format: 'desk-rule-pack/v2', pack: {} })
    expect(await code(js.desk.rulePacks.readPackFile({ file: file as never }))).toBe(
      'rule-packs/file-of-newer-program',
    )
  })

  it('with faults tells all of them, and nothing changes', async () => {
    const known = JSON.stringify(await value(js.desk.rulePacks.list(null)))
    const pack = packOf({ version: 3 })
    pack.rules[0]!.code = 'F98'
    pack.rules[1]!.code = 'F03'
    const found = await read(inFile(pack))
    expect(found.pack).toBeNull()
    const codes = new Set(found.findings.map(({ code: one }) => one))
    expect(codes).toContain('unknown-check')
    expect(codes).toContain('code-twice')
    expect(await code(js.desk.rulePacks.importPack({ pack }))).toBe('rule-packs/file-is-wrong')
    expect(JSON.stringify(await value(js.desk.rulePacks.list(null)))).toBe(known)
  })

  it('of the same version with other words is refused, and so is an older one', async () => {
    expect(await code(js.desk.rulePacks.importPack({ pack: packOf({ title: '改过的规则' }) }))).toBe(
      'rule-packs/same-version-differs',
    )
    await value(js.desk.rulePacks.importPack({ pack: packOf({ version: 5 }) }))
    const older = packOf({ version: 4 })
    expect(await code(js.desk.rulePacks.importPack({ pack: older }))).toBe('rule-packs/older-than-present')
    expect((await read(inFile(older))).refusal).toMatchObject({
      code: 'rule-packs/older-than-present',
      version: 4,
      present: 5,
    })
    expect(await versionsOf('joint-draft')).toEqual([1, 2, 5])
  })

  it('of an own name is a pack beside the others', async () => {
    await value(
      js.desk.rulePacks.importPack({ pack: packOf({ id: 'jiangsu-own', version: 1, title: '江苏细则' }) }),
    )
    const found = (await value(js.desk.rulePacks.list(null))).find(({ id }) => id === 'jiangsu-own')!
    expect(found.source).toMatchObject({ from: 'file', institution: 'JS' })
    const other = packOf({ id: 'jiangsu-own', version: 2, kind: 'consortium', switches: null })
    expect(await code(js.desk.rulePacks.importPack({ pack: other }))).toBe('rule-packs/kind-is-fixed')
  })
})

/** Refused with this code, and nothing was recorded. */
async function expectRefused(act: () => Parameters<typeof code>[0], expected: string) {
  const database = path.join(js.home, js.key, 'desk.sqlite')
  const before = businessDigest(database)
  expect(await code(act())).toBe(expected)
  expect(businessDigest(database)).toBe(before)
}

describe('a pack that is not here', () => {
  const unknown = { pack: 'joint-draft', version: 99 }

  it('has no basis that could be confirmed, and is not written to a file', async () => {
    const basis = { ...unknown, title: '联合攻关管理办法', number: '沪科规〔2026〕1号' }
    const { second } = js
    await expectRefused(() => js.desk.rulePacks.confirmBasis(basis, { second }), 'rule-packs/unknown')
    const empty = await js.folder('nothing-written')
    const target = { folder: empty.token, ...unknown }
    await expectRefused(() => js.desk.rulePacks.writePackFile(target), 'rule-packs/unknown')
    expect(readdirSync(empty.path)).toEqual([])
  })
})

describe('the plan of a batch is refused', () => {
  let batch: string
  beforeAll(async () => {
    batch = (await value(js.desk.batches.create(jointBatch({ title: '方案有误的批次' })))).batch
  })

  it.each([
    ['a rule that only the other kind has', { C01: { on: false } }, 'rule-packs/unknown-rule'],
    ['a parameter that the rule has not', { F10: { parameters: { years: 2 } } }, 'rule-packs/bad-parameter'],
    ['a number out of its range', { F15: { parameters: { percent: 130 } } }, 'rule-packs/bad-parameter'],
    ['none of the choices', { F06: { parameters: { mode: 'anything' } } }, 'rule-packs/bad-parameter'],
  ])('with %s', async (_, settings, expected) => {
    const plan = { batch, pack: 'joint-draft', version: 2, settings }
    await expectRefused(() => js.desk.rulePacks.setBatchRules(plan), expected)
    expect((await value(js.desk.rulePacks.ofBatch(batch)))!.settings).toEqual({})
  })
})

describe('a batch', () => {
  it('keeps its version whatever comes, until another is adopted; undone is as it was', async () => {
    const { batch } = await value(
      js.desk.batches.create(jointBatch({ title: '保留版本的批次', rulePackVersion: 1 })),
    )
    const used = async () => {
      const { pack, settings } = (await value(js.desk.rulePacks.ofBatch(batch)))!
      return { version: pack.version, settings }
    }
    expect((await used()).version).toBe(1)
    const settings = { F10: { on: true, parameters: { months: 24 } }, F11: { parameters: { subtasks: 3 } } }
    await value(js.desk.rulePacks.setBatchRules({ batch, pack: 'joint-draft', version: 1, settings }))
    await value(js.desk.rulePacks.importPack({ pack: packOf({ version: 7 }) }))
    expect(await used()).toEqual({ version: 1, settings })

    const seen = { pack: 'joint-draft', version: 1 }
    const adopt = (version: number, of = seen) =>
      js.desk.rulePacks.adopt({ batch, pack: 'joint-draft', version, seen: of })
    expect(await code(adopt(2, { pack: 'joint-draft', version: 2 }))).toBe('rule-packs/changed-meanwhile')
    expect(await code(adopt(1))).toBe('rule-packs/is-in-use')
    expect(await code(adopt(99))).toBe('rule-packs/not-for-this-kind')
    await value(adopt(2))
    expect(await used()).toEqual({ version: 2, settings })
    await value(js.desk.rulePacks.setBatchRules({ batch, ...seen, settings }))
    expect(await used()).toEqual({ version: 1, settings })
  })

  it('does not change its rules in passing', async () => {
    const { batch } = await value(js.desk.batches.create(jointBatch({ title: '不顺带改规则' })))
    const content = jointBatch({ title: '不顺带改规则', rulePackVersion: 1 })
    expect(await code(js.desk.batches.change({ batch, content }))).toBe('batches/rules-are-set-by-the-plan')
  })
})
