import { z } from 'zod'
import type { Bytes } from '../../core/bytes.ts'
import { query, task } from '../../core/module.ts'
import type { FileToken, Paper } from '../../core/ports.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { readInstitutions } from '../offices/index.ts'
import { readOwnKeys } from './pins.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Crockford's 37 check symbols: a prime, so that every single wrong character changes the check. */
const checks = `${alphabet}*~$=U`

/**
 * The secret as people copy it: 52 characters of Crockford's base 32 (no I, L, O, U) in 13 groups of four, each group
 * followed by one check character over group number and content, so that a slip is found in its group.
 */
export function recoveryGroups(seed: Bytes): readonly string[] {
  let bits = ''
  for (const byte of seed) bits += byte.toString(2).padStart(8, '0')
  bits = bits.padEnd(Math.ceil(bits.length / 20) * 20, '0')
  return (bits.match(/.{20}/g) ?? []).map((group, number) => {
    const values = (group.match(/.{5}/g) ?? []).map((five) => Number.parseInt(five, 2))
    return values.map((value) => alphabet[value]).join('') + checks[checkOf(values, number)]
  })
}

/** The seed again; null when the number of groups or any check character is wrong. */
export function seedFromGroups(text: string): Bytes | null {
  const clean = text.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll(/\s/g, '')
  const groups = clean.match(/.{5}/g) ?? []
  if (groups.length !== 13 || clean.length !== 65) return null
  let bits = ''
  for (const [number, group] of groups.entries()) {
    const content = [...group.slice(0, 4)].map((char) => alphabet.indexOf(char))
    if (content.includes(-1) || group[4] !== checks[checkOf(content, number)]) return null
    bits += content.map((value) => value.toString(2).padStart(5, '0')).join('')
  }
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(bits.slice(8 * i, 8 * i + 8), 2))
}

function checkOf(values: readonly number[], number: number): number {
  return values.reduce((sum, value, i) => sum + value * (2 * i + 3), 7 * number + 1) % 37
}

function sheetOf(
  seed: Bytes,
  facts: {
    readonly name: string
    readonly environment: Paper['environment']
    readonly code: string
    readonly by: string
    readonly at: string
  },
): Paper {
  const groups = recoveryGroups(seed)
  return {
    name: '恢复单',
    environment: facts.environment,
    watermark: null,
    footer: `打印人：${facts.by}　打印时间：${facts.at}　核对码末四位：${facts.code.slice(-4)}`,
    blocks: [
      { kind: 'title', text: '恢复单' },
      { kind: 'subtitle', text: facts.name },
      {
        kind: 'facts',
        rows: [
          ['单位', facts.name],
          ['用途', facts.environment],
          ['本单位核对码', facts.code],
          ['说明', '凭本单可以恢复本单位密钥。请打印一份，两人核对后装入信封密封，加盖骑缝章，存入保险柜。'],
        ],
      },
      {
        kind: 'paragraph',
        text: '恢复码（每组五位，末位为校验位，可能是字母、数字或 * ~ $ =；前四位不用字母 I、L、O、U）：',
      },
      { kind: 'code', text: rowsOf(groups, 4).join('\n') },
      {
        kind: 'note',
        text: '任何人持有本单即可冒充本单位。不得拍照、扫描、传真或以电子方式保存。密钥为软件密钥，用于完整性校验，不是电子签章，也未经商用密码产品认证。',
      },
      { kind: 'signatures', places: ['打印人', '核对人', '封存日期'] },
    ],
  }
}

function rowsOf(groups: readonly string[], width: number): string[] {
  const rows: string[] = []
  for (let i = 0; i < groups.length; i += width) rows.push(groups.slice(i, i + width).join('  '))
  return rows
}

const recoveryPending = query({
  permission: may('signed-in'),
  input: z.null(),
  read: ({ db }): boolean => db.sql(`SELECT 1 FROM credentials WHERE person = 'office-seed'`).length > 0,
})

/** Writes the recovery sheet as PDF; possible only until somebody confirmed that it is printed and sealed. */
const writeRecoverySheet = task({
  permission: may('administration:edit'),
  input: z.strictObject({ folder: z.string() as z.ZodType<FileToken> }),
  async run({ input, db, desk, person, ports, now }) {
    const seed = await ports.vault.recoverySeed()
    if (!seed) return refuse('trust/recovery-sheet-is-out')
    const { institution, environment } = desk
    const name = readInstitutions(db).find(({ code }) => code === institution)?.name ?? institution
    const code = desk.pinCode({ institution, ...readOwnKeys(db, desk.device) })
    const pdf = await ports.papers.pdf(
      sheetOf(seed, { name, environment, code, by: person!.name, at: now().slice(0, 10) }),
    )
    return ports.files.write(input.folder, `恢复单-${institution}-${environment}.pdf`, pdf)
  },
})

/** Takes the last group of the printed sheet as proof that it exists, then forgets the secret: only the paper has it. */
const confirmRecoverySheet = task({
  permission: may('administration:edit'),
  input: z.strictObject({ lastGroup: z.string() }),
  async run({ input, ports, changed }) {
    const seed = await ports.vault.recoverySeed()
    if (!seed) return refuse('trust/recovery-sheet-is-out')
    const last = recoveryGroups(seed).at(-1)
    if (input.lastGroup.trim().toUpperCase() !== last) return refuse('trust/recovery-group-differs')
    ports.vault.forgetRecoverySeed()
    changed()
    return ok(null)
  },
})

export const recoverySheet = { recoveryPending, writeRecoverySheet, confirmRecoverySheet }
