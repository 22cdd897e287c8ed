import { z } from 'zod'
import type { Bytes } from '../../core/bytes.ts'
import type { Db } from '../../core/db.ts'
import { query, task } from '../../core/module.ts'
import type { Paper } from '../../core/ports/papers.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { footerOf } from '../papers/place.ts'
import { namesOf } from '../papers/words.ts'
import { readOwnKeys } from './pins.ts'
import { recoveryGroups } from './rules.ts'

function sheetOf(
  db: Db,
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
    footer: `${footerOf(db, { by: facts.by, at: facts.at, place: null })}　核对码末四位：${facts.code.slice(-4)}`,
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

/** True while the secret of the office is kept here, because nobody confirmed yet that its sheet is printed. */
export function isSecretKept(db: Db): boolean {
  return db.sql(`SELECT 1 FROM credentials WHERE person = 'office-seed'`).length > 0
}

const recoveryPending = query({
  permission: may('signed-in'),
  input: z.null(),
  read: ({ db }): boolean => isSecretKept(db),
})

/**
 * Writes the recovery sheet as PDF; possible only until somebody confirmed that it is printed and sealed. It is no paper
 * task: whoever reads the secret can pass as the office. A preview would leave it in the memory and on the screen of a
 * window, a DOCX in the lists, backups and online stores of the program that opens it; the PDF goes where the person
 * says, to be printed and deleted.
 */
const writeRecoverySheet = task({
  permission: may('administration:edit'),
  input: z.strictObject({ folder: fileToken }),
  async run({ input, db, desk, person, ports, now }) {
    const seed = await ports.vault.recoverySeed()
    if (!seed) return refuse('trust/recovery-sheet-is-out')
    const { institution, environment, suite } = desk
    const name = namesOf(db).name(institution)
    const code = desk.pinCode({ institution, suite, ...readOwnKeys(db, desk.device) })
    const pdf = await ports.papers.pdf(
      sheetOf(db, seed, { name, environment, code, by: person!.name, at: now() }),
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
