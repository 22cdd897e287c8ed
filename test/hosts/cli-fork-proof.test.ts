import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { signCheckpoint } from '../../src-main/core/checkpoint.ts'
import { encodeForkProof } from '../../src-main/core/fork-proof.ts'
import { pinDigits } from '../../src-main/core/pin.ts'
import { type Device, record } from '../support/bundles.ts'
import { testFolder } from '../support/log.ts'
import { branchOf, peerDevice, peerOffice } from '../support/peers.ts'

const folder = testFolder()
const file = path.join(folder, '江苏-演练-第3条.冲突证明.json')
let code: string

beforeAll(async () => {
  const one = await peerDevice(peerOffice('JS'))
  record(one, '共同')
  const other = branchOf(one, 2)
  record(one, '甲说')
  record(other, '乙说')
  const { environment, suite, institution, officeKey, encryptionKey } = one.office
  const branch = async (of: Device) => ({
    checkpoint: await signCheckpoint(
      { environment, suite: suite.id, device: of.id, seq: 3, head: of.events[2]!.id },
      of.sign,
    ),
    headers: [new TextDecoder().decode(of.events[2]!.header)],
  })
  const branches = [await branch(one), await branch(other)] as const
  writeFileSync(file, encodeForkProof({ seq: 3, certificate: one.certificate, branches }))
  code = pinDigits(suite, { environment, institution, officeKey, encryptionKey })
})

/** The command line on a machine without any desk. */
function verify(...args: readonly string[]) {
  const run = spawnSync(process.execPath, ['src-main/hosts/cli.ts', 'verify', ...args], {
    env: { ...process.env, DESK_HOME: path.join(folder, 'no-desk') },
    encoding: 'utf8',
  })
  expect(run.stderr).toBe('')
  return { exit: run.status, out: run.stdout }
}

describe('verifying a proof that a device told two stories', () => {
  it('says whose device, from where on, what was signed, and the code to compare', () => {
    const { exit, out } = verify(file)
    expect(out).toContain('冲突证明成立')
    expect(out).toContain('江苏省科学技术厅')
    expect(out).toContain('从哪一条起：第 3 条')
    expect(out).toContain(code)
    expect(out).toContain('不是电子签章')
    expect(out).not.toMatch(/undefined|null|NaN|object/)
    expect(exit).toBe(0)
    expect(verify(file, '--code', code).exit).toBe(0)
    expect(
      verify(
        file,
        '--code',
        code.replace(/^./, (first) => String(9 - Number(first))),
      ).exit,
    ).toBe(1)
  })

  it('says why it does not hold when it was altered', () => {
    const altered = path.join(folder, 'altered.json')
    writeFileSync(altered, '{"type":"desk/fork-proof/v1"}')
    const { exit, out } = verify(altered)
    expect(exit).toBe(1)
    expect(out).toContain('forks/not-a-proof')
    expect(out).toContain('怎么办')
  })
})
