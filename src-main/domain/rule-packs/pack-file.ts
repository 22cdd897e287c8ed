import { z } from 'zod'
import { type Bytes, fromUtf8, utf8 } from '../../core/bytes.ts'
import { task } from '../../core/module.ts'
import { ok, type Refusal, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { admitPack } from './admit-pack.ts'
import { checkPack, type PackFinding } from './check-pack.ts'
import { readRulePack, readRulePacks } from './known-packs.ts'
import type { RulePack } from './pack.ts'
import { type StoredPack, storedPack } from './pack-schema.ts'

/** The first thing in a file says what it is; another number is another form. */
export const packFormat = 'desk-rule-pack/v1'
const maxBytes = 1024 * 1024

export type PackRead = {
  readonly file: string
  /** Null when anything is wrong with it. */
  readonly pack: StoredPack | null
  readonly findings: readonly PackFinding[]
  /** Why it cannot be taken in although nothing is wrong with it. */
  readonly refusal: Refusal | null
  /** The newest version of the same pack that is here, to compare with. */
  readonly newest: RulePack | null
}

/** Reads a pack out of a file and says everything about it; nothing is recorded. */
export const readPackFile = task({
  permission: may('rule-packs:edit'),
  input: z.strictObject({ file: fileToken }),
  async run({ input, db, desk, ports }) {
    const bytes = await ports.files.read(input.file, maxBytes)
    if (!bytes.ok) return bytes
    const parsed = parse(bytes.value)
    if (!parsed.ok) return parsed
    const { format, ...rest } = parsed.value
    if (format !== packFormat) {
      const isNewer = typeof format === 'string' && format.startsWith('desk-rule-pack/')
      return refuse(isNewer ? 'rule-packs/file-of-newer-program' : 'rule-packs/no-pack-file')
    }
    const { pack, findings } = checkPack(rest.pack)
    const extra = Object.keys(rest).filter((key) => key !== 'pack')
    const all = [
      ...extra.map((at) => ({ code: 'unknown-field' as const, rule: null, at: at.slice(0, 40) })),
      ...findings,
    ]
    const whole = all.length === 0 ? pack : null
    const stored = whole && storedPack(whole)
    const admitted = stored && admitPack(db, desk.institution, stored)
    const versions = readRulePacks(db, desk.institution).filter(({ id }) => id === whole?.id)
    const read: PackRead = {
      file: ports.files.name(input.file),
      pack: stored,
      findings: all,
      refusal: admitted && !admitted.ok ? admitted.error : null,
      newest: versions.at(-1) ?? null,
    }
    return ok(read)
  },
})

type File = { readonly format?: unknown; readonly pack?: unknown }

function parse(bytes: Bytes) {
  // Some editors put a byte order mark in front.
  const text = fromUtf8(bytes)?.replace(/^\ufeff/u, '')
  if (text === undefined) return refuse('rule-packs/no-pack-file')
  try {
    const value: unknown = JSON.parse(text)
    if (value === null || typeof value !== 'object' || Array.isArray(value))
      return refuse('rule-packs/no-pack-file')
    return ok(value as File)
  } catch {
    return refuse('rule-packs/no-pack-file')
  }
}

/** Writes a version of a pack as a file that another desk can take in. */
export const writePackFile = task({
  permission: may('rule-packs:read'),
  input: z.strictObject({ folder: fileToken, pack: z.string().max(40), version: z.int() }),
  async run({ input, db, desk, ports }) {
    const pack = readRulePack(db, input.pack, input.version, desk.institution)
    if (!pack) return refuse('rule-packs/unknown')
    const { source: _, ...said } = pack
    const text = `${JSON.stringify({ format: packFormat, pack: storedPack(said) }, null, 2)}\n`
    const name = `审查规则-${pack.id}-第${pack.version}版.json`
    const written = await ports.files.write(input.folder, name, utf8(text))
    return written.ok ? ok({ name: written.value.name }) : written
  },
})
