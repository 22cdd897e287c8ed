import { readFileSync, statSync } from 'node:fs'
import { checkForkProof, type ForkFacts, isForkProof } from '../../core/fork-proof.ts'
import { pinDigits } from '../../core/pin.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'
import { fact, nameAndCode, notASeal, say, sayRefused, suites } from './words.ts'

const mostBytes = 512 * 2 ** 20

/** True when the file says it is a proof that a device told two stories (`….冲突证明.json`). */
export function looksLikeForkProof(path: string): boolean {
  return statSync(path).size <= mostBytes && isForkProof(readFileSync(path).subarray(0, 64))
}

/**
 * Checks such a proof by itself, with or without a desk. `digits` is the 核对码 that the office gave by another way.
 * 0 it holds, 1 it does not, or it is by keys of another code.
 */
export function verifyForkProof(path: string, digits: string | null): number {
  const checked = checkForkProof(readFileSync(path), suiteOf)
  if (!checked.ok) return sayRefused(checked.error)
  const facts = checked.value
  const { institution, environment, suite, device, seq } = facts
  say('冲突证明成立：同一台电脑签认了两条互相矛盾的记录链。')
  fact('哪个单位', `自称${nameAndCode(institution)}`)
  fact('用途', environment)
  fact('密码算法', suites[suite].label)
  fact('电脑编号', device)
  fact('从哪一条起', `第 ${seq} 条`)
  for (const [i, { id, signed }] of facts.branches.entries()) {
    fact(`说法${i + 1}`, `第 ${seq} 条是 ${id}`)
    fact('　　　', `签认至第 ${signed.seq} 条 ${signed.head}`)
  }
  const code = codeOf(facts)
  fact('核对码', code)
  fact('还要做的', '把核对码与该单位给出的逐组比较：一致，才说明是该单位的电脑。')
  say(`它不说明哪一种说法是真的。${notASeal}`)
  if (digits === null) return 0
  fact('与给出的核对码', digits === code ? '一致' : '不一致：不是这个单位的电脑')
  return digits === code ? 0 : 1
}

function codeOf({ suite, environment, institution, officeKey, encryptionKey }: ForkFacts): string {
  return pinDigits(suiteOf(suite), { environment, institution, officeKey, encryptionKey })
}
