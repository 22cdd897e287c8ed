import { beforeAll, describe, expect, it } from 'vitest'
import { signCheckpoint } from '../../src-main/core/checkpoint.ts'
import {
  checkForkProof,
  encodeForkProof,
  type ForkBranch,
  isForkProof,
} from '../../src-main/core/fork-proof.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { type Device, office, record } from '../support/bundles.ts'
import { branchOf, peerDevice, peerOffice } from '../support/peers.ts'

let one: Device
let other: Device

beforeAll(async () => {
  one = await peerDevice(peerOffice('JS'))
  for (let i = 2; i <= 5; i++) record(one, `共同第 ${i} 条`)
  other = branchOf(one, 5)
  for (let i = 6; i <= 8; i++) record(one, `甲说第 ${i} 条`)
  for (let i = 6; i <= 9; i++) record(other, `乙说第 ${i} 条`)
})

/** What a device signed of its chain up to a place, with headers from another. */
async function branch(of: Device, from: number, to: number, by = of): Promise<ForkBranch> {
  const { environment, suite } = by.office
  const checkpoint = { environment, suite: suite.id, device: by.id, seq: to, head: of.events[to - 1]!.id }
  return {
    checkpoint: await signCheckpoint(checkpoint, by.sign),
    headers: of.events.slice(from - 1, to).map(({ header }) => new TextDecoder().decode(header)),
  }
}

async function proof(change: Partial<Parameters<typeof encodeForkProof>[0]> = {}) {
  const branches = [await branch(one, 6, 7), await branch(other, 6, 9)] as const
  return encodeForkProof({ seq: 6, certificate: one.certificate, branches, ...change })
}

const codeOf = (bytes: Uint8Array) => {
  const checked = checkForkProof(bytes, suiteOf)
  return checked.ok ? 'ok' : checked.error.code
}

describe('a proof that a device told two stories', () => {
  it('holds by itself and says who, where, and what was signed', async () => {
    const bytes = await proof()
    expect(isForkProof(bytes)).toBe(true)
    expect(checkForkProof(bytes, suiteOf)).toEqual({
      ok: true,
      value: {
        environment: '演练',
        suite: one.office.suite.id,
        institution: 'JS',
        officeKey: one.office.officeKey,
        encryptionKey: one.office.encryptionKey,
        device: one.id,
        seq: 6,
        branches: [
          { id: one.events[5]!.id, signed: { seq: 7, head: one.events[6]!.id } },
          { id: other.events[5]!.id, signed: { seq: 9, head: other.events[8]!.id } },
        ],
      },
    })
  })

  it('holds where one story is known only from the place behind', async () => {
    const branches = [await branch(one, 6, 8), await branch(other, 7, 9)] as const
    expect(codeOf(await proof({ branches }))).toBe('ok')
  })

  it('does not hold of one story told twice, however it is cut', async () => {
    const branches = [await branch(one, 6, 8), await branch(one, 7, 7)] as const
    expect(codeOf(await proof({ branches }))).toBe('forks/no-contradiction')
    const common = [await branch(one, 5, 8), await branch(other, 5, 9)] as const
    expect(codeOf(await proof({ seq: 5, branches: common }))).toBe('forks/no-contradiction')
  })

  it('does not hold when headers do not lead from the place to the checkpoint', async () => {
    const good = await branch(one, 6, 7)
    const theirs = await branch(other, 6, 9)
    const broken: readonly ForkBranch[] = [
      { ...theirs, headers: theirs.headers.toSpliced(1, 1) },
      { ...theirs, headers: theirs.headers.slice(0, -1) },
      { ...theirs, headers: [...theirs.headers.slice(0, 3), good.headers[1]!] },
      { ...theirs, headers: theirs.headers.with(0, theirs.headers[0]!.replace('"seq":6', '"seq":16')) },
    ]
    for (const branch of broken) {
      expect(codeOf(await proof({ branches: [good, branch] }))).toBe('forks/chain-broken')
    }
    expect(codeOf(await proof({ seq: 3 }))).toBe('forks/chain-broken')
    expect(codeOf(await proof({ seq: 12 }))).not.toBe('ok')
  })

  it('does not hold when anybody else signed a checkpoint or the certificate', async () => {
    const stranger = await peerDevice(peerOffice('ZJ'))
    const forged = await branch(other, 6, 9, stranger)
    const good = await branch(one, 6, 7)
    expect(codeOf(await proof({ branches: [good, forged] }))).toBe('forks/checkpoint-invalid')
    expect(codeOf(await proof({ certificate: stranger.certificate }))).toBe('forks/checkpoint-invalid')
    const altered = {
      ...one.certificate,
      signatures: [{ ...one.certificate.signatures[0], sig: stranger.certificate.signatures[0].sig }],
    } as const
    expect(codeOf(await proof({ certificate: altered }))).toBe('forks/certificate-invalid')
    const real = office('JS', '正式')
    const elsewhere = await branch(other, 6, 9, { ...other, office: real })
    expect(codeOf(await proof({ branches: [good, elsewhere] }))).toBe('forks/checkpoint-invalid')
  })

  it('is refused when it is no such file', async () => {
    const text = new TextDecoder().decode(await proof())
    const bytes = (changed: string) => new TextEncoder().encode(changed)
    for (const changed of ['', '{}', text.slice(0, -1), `${text} `, text.replace('"seq":6', '"seq":0')]) {
      expect(codeOf(bytes(changed))).toBe('forks/not-a-proof')
    }
    expect(isForkProof(bytes('{"type":"desk/introduction/v1"'))).toBe(false)
  })
})
