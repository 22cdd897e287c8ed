import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { requestCode } from '../../src-main/hosts/backend/devices/join-request.ts'
import { admit, joinOffice } from '../support/devices.ts'
import { stickOf } from '../support/exchange.ts'
import { expectSound } from '../support/invariants.ts'
import { killAt } from '../support/kill-place.ts'
import { testFolder } from '../support/log.ts'
import {
  code,
  type Machine,
  type Office,
  openMachine,
  openOffice,
  password,
  value,
} from '../support/office.ts'
import { sheetOf } from '../support/recovery.ts'

let office: Office
let person: string
const open: Machine[] = []

beforeAll(async () => {
  office = await openOffice('JS')
  person = (await value(office.desk.accounts.list(null)))[0]!.id
}, 180_000)
afterEach(async () => {
  for (const machine of open.splice(0)) await machine.close()
})
afterAll(() => office?.close())

async function machineAt(home?: string): Promise<Machine> {
  const machine = await openMachine(home)
  open.push(machine)
  return machine
}

const asking = { institution: 'JS', environment: '演练' as const, name: '二楼工作台' }

/** A machine with its request on a stick. */
async function asked(given: Partial<{ environment: '正式' | '演练'; institution: string }> = {}) {
  const machine = await machineAt()
  const stick = await stickOf(office)
  const { code: shown } = await value(machine.desk.entry.beginJoin({ ...asking, ...given }))
  const { file } = await value(
    machine.desk.entry.writeJoinRequest({ folder: await machine.token(stick.path) }),
  )
  return { machine, stick: stick.path, request: { file: path.join(stick.path, file), code: shown } }
}

async function admitting(
  request: { readonly file: string; readonly code: string },
  given: Partial<{ heard: string; groups: string | null; person: string | null }> = {},
) {
  return office.desk.bundles.admitDesk({
    file: await office.token(request.file),
    folder: await office.token(path.dirname(request.file)),
    heard: request.code,
    groups: null,
    person,
    ...given,
  })
}

describe('the request of a new desk', () => {
  it('has a code that another program makes from the same bytes', () => {
    // Computed with Python's hashlib from what core/README.md says.
    const request = {
      type: 'desk/join-request/v1',
      environment: '演练',
      institution: 'JS',
      name: '名称不在其中',
      deviceKeys: { 'ed25519-sha256': '11'.repeat(32), 'sm2-sm3': '22'.repeat(64) },
      wrapKey: '33'.repeat(32),
    } as const
    expect(requestCode(request)).toBe('1255 5687 8055 2857 6171 2077')
  })

  it('waits over a restart with keys that only this user can read, until it is given up', async () => {
    const { machine, request } = await asked()
    const kept = path.join(machine.home, '.joining', 'pending.json')
    expect(statSync(kept).mode & 0o777).toBe(0o600)
    expect(statSync(path.dirname(kept)).mode & 0o777).toBe(0o700)
    expect(readFileSync(request.file, 'utf8')).not.toContain(
      JSON.parse(readFileSync(kept, 'utf8')).deviceSeed,
    )
    await machine.close()
    const again = await machineAt(machine.home)
    expect(await value(again.desk.entry.joining(null))).toEqual({ ...asking, code: request.code })
    expect(await code(again.desk.entry.beginJoin(asking))).toBe('trust/join-pending')
    await value(again.desk.entry.giveUpJoin(null))
    expect(existsSync(kept)).toBe(false)
    expect(await value(again.desk.entry.joining(null))).toBeNull()
  })

  it.each([
    ['of another environment', { environment: '正式' as const }, 'trust/join-other-environment'],
    ['of another office', { institution: 'SH' }, 'trust/join-other-institution'],
  ])('%s is refused by the desk that is there', async (_, given, refusal) => {
    const { request } = await asked(given)
    const file = await office.token(request.file)
    expect(await code(office.desk.trust.readDeskRequest({ file }))).toBe(refusal)
  })

  it.each([
    ['no request at all', () => '你好', 'trust/not-a-join-request'],
    [
      'a field twice',
      (text: string) => text.replace('{', '{"institution":"JS",'),
      'trust/not-a-join-request',
    ],
    [
      'a device key of small order',
      (text: string) => text.replace(/"ed25519-sha256":"\w+"/, `"ed25519-sha256":"01${'00'.repeat(31)}"`),
      'trust/join-key-not-allowed',
    ],
    [
      'a one-time key of small order',
      (text: string) => text.replace(/"wrapKey":"\w+"/, `"wrapKey":"01${'00'.repeat(31)}"`),
      'trust/join-key-not-allowed',
    ],
  ])('with %s is refused', async (_, change, refusal) => {
    const { request } = await asked()
    writeFileSync(request.file, change(readFileSync(request.file, 'utf8')))
    const file = await office.token(request.file)
    expect(await code(office.desk.trust.readDeskRequest({ file }))).toBe(refusal)
  })

  it('whose keys were exchanged on the way shows other digits than the new machine', async () => {
    const [one, other] = [await asked(), await asked()]
    const before = await value(office.desk.trust.desks(null))
    expect(await code(admitting({ file: other.request.file, code: one.request.code }))).toBe(
      'trust/join-code-differs',
    )
    expect(await value(office.desk.trust.desks(null))).toEqual(before)
    expect(readdirSync(other.stick)).toHaveLength(1)
  })
})

describe('the desk that is there', () => {
  it('needs the recovery sheet of this office key once the secret is on paper only', async () => {
    const own = await openOffice('ZJ')
    try {
      const [first] = await value(own.desk.accounts.list(null))
      const groups = await sheetOf(own.home, 'ZJ-training', first!.id)
      await value(own.desk.trust.confirmRecoverySheet({ lastGroup: groups.split(' ').at(-1)! }))
      const machine = await machineAt()
      const stick = await stickOf(own)
      const begun = await value(machine.desk.entry.beginJoin({ ...asking, institution: 'ZJ' }))
      const written = { folder: await machine.token(stick.path) }
      const { file } = await value(machine.desk.entry.writeJoinRequest(written))
      const with_ = async (typed: string | null) =>
        own.desk.bundles.admitDesk({
          file: await own.token(path.join(stick.path, file)),
          folder: await own.token(stick.path),
          heard: begun.code,
          groups: typed,
          person: first!.id,
        })
      expect(await code(with_(null))).toBe('trust/recovery-sheet-needed')
      expect(await code(with_(groups.replace(/.$/, (last) => (last === '0' ? '1' : '0'))))).toBe(
        'trust/recovery-groups-wrong',
      )
      const others = await sheetOf(office.home, 'JS-training', person)
      expect(await code(with_(others))).toBe('trust/recovery-sheet-of-another-key')
      const { answer } = await value(with_(groups))
      const made = { file: await machine.token(path.join(stick.path, answer)), password }
      const { desk, person: who } = await value(machine.desk.entry.finishJoin(made))
      // The same sheet opens the further desk, which never saw the secret.
      const anew = '忘记之后的新口令'
      await value(machine.desk.entry.resetWithSheet({ desk, person: who, groups, password: anew }))
      await value(machine.desk.entry.login({ desk, person: who, password: anew }))
    } finally {
      await own.close()
    }
  })

  it('puts nothing secret onto the stick that can be read without the new machine', async () => {
    const { stick, request } = await asked()
    const answer = await admit(office, request)
    const bytes = readFileSync(answer)
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
    expect(readdirSync(stick)).toHaveLength(3)
    for (const name of readdirSync(stick)) {
      const text = readFileSync(path.join(stick, name)).toString('latin1')
      expect(text.includes('encryptionSecrets')).toBe(false)
    }
  })

  it('certifies the same desk once, however often it is asked', async () => {
    const { request } = await asked()
    await value(admitting(request))
    await value(admitting(request))
    const desks = await value(office.desk.trust.desks(null))
    expect(desks.filter(({ name, state }) => name === '二楼工作台' && state === 'waiting').length).toBe(
      new Set(desks.map(({ device }) => device)).size - 1,
    )
  })
})

describe('the answer', () => {
  it.each([
    [
      'another file',
      (bytes: Buffer) => Buffer.from(`你好${bytes.length}`.repeat(100)),
      'trust/not-a-join-answer',
    ],
    ['a file that is cut', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1), 'trust/answer-damaged'],
    [
      'a file that is longer',
      (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')]),
      'trust/answer-damaged',
    ],
    ['a file with another byte inside', flipped(-30), 'trust/answer-damaged'],
    ['a file with another byte in its beginning', flipped(130), 'trust/answer-damaged'],
    ['a file without a beginning', flipped(0), 'trust/not-a-join-answer'],
  ])('is refused when it is %s', async (_, change, refusal) => {
    const { machine, request } = await asked()
    const answer = await admit(office, request)
    writeFileSync(answer, change(readFileSync(answer)))
    expect(await code(machine.desk.entry.readJoinAnswer({ file: await machine.token(answer) }))).toBe(refusal)
    expect(await value(machine.desk.entry.joining(null))).not.toBeNull()
  })

  it('to another request, or after the request was given up, opens nowhere', async () => {
    const [one, other] = [await asked(), await asked()]
    const answer = await admit(office, one.request)
    const file = await other.machine.token(answer)
    expect(await code(other.machine.desk.entry.readJoinAnswer({ file }))).toBe(
      'trust/answer-for-another-request',
    )
    await value(one.machine.desk.entry.giveUpJoin(null))
    expect(await code(one.machine.desk.entry.readJoinAnswer({ file: await one.machine.token(answer) }))).toBe(
      'trust/no-request',
    )
  })

  it('shows the code of the office and who will log in, and needs its bundle beside it', async () => {
    const { machine, request, stick } = await asked()
    const answer = await admit(office, request)
    const file = await machine.token(answer)
    const { code: own } = await value(office.desk.trust.identity(null))
    expect(await value(machine.desk.entry.readJoinAnswer({ file }))).toEqual({
      by: '首台工作台',
      person: '张经办',
      code: own,
    })
    expect(await code(machine.desk.entry.finishJoin({ file, password: '短' }))).toBe(
      'accounts/password-too-short',
    )
    const bundle = path.join(stick, readdirSync(stick).find((name) => name.includes('数据交换包'))!)
    const damaged = readFileSync(bundle)
    damaged[damaged.length - 100]! ^= 1
    writeFileSync(bundle, damaged)
    expect(await code(machine.desk.entry.finishJoin({ file, password }))).toBe('bundles/encryption-damaged')
    rmSync(bundle)
    expect(await code(machine.desk.entry.finishJoin({ file, password }))).toBe('trust/join-bundle-missing')
    expect((await value(machine.desk.entry.state(null))).desks).toEqual([])
    expect(readdirSync(machine.home)).toEqual(['.joining'])
  })

  it('with another bundle of the office beside it under the same name is refused', async () => {
    const { machine, request, stick } = await asked()
    const answer = await admit(office, request)
    const bundle = path.join(stick, readdirSync(stick).find((name) => name.includes('数据交换包'))!)
    const elsewhere = await stickOf(office)
    const { file } = await value(
      office.desk.bundles.exportBundle({
        to: 'JS',
        folder: elsewhere.token,
        withDocuments: true,
        fromBeginning: true,
      }),
    )
    rmSync(bundle)
    cpSync(path.join(elsewhere.path, file), bundle)
    const made = { file: await machine.token(answer), password }
    expect(await code(machine.desk.entry.finishJoin(made))).toBe('trust/join-other-bundle')
  })

  it('of an office with commercial cryptography makes a desk of its suite, which nobody had to name', async () => {
    const own = await openOffice('AH', '演练', testFolder(), 'sm2-sm3')
    try {
      const second = await joinOffice(own)
      const { suite, device } = await value(second.desk.trust.identity(null))
      expect([suite, device.slice(0, 4)]).toEqual(['sm2-sm3', 'sm3:'])
      await second.close()
    } finally {
      await own.close()
    }
  })

  it('makes a whole desk once; then the request is forgotten', async () => {
    const { machine, request } = await asked()
    const answer = await admit(office, request)
    const file = await machine.token(answer)
    const made = await value(machine.desk.entry.finishJoin({ file, password }))
    expect(existsSync(path.join(machine.home, '.joining'))).toBe(false)
    await value(machine.desk.entry.login({ ...made, password }))
    expect(await value(machine.desk.trust.recoveryPending(null))).toBe(false)
    expect(await code(machine.desk.entry.finishJoin({ file, password }))).toBe('trust/no-request')
    expect(await code(machine.desk.entry.beginJoin(asking))).toBe('desk/exists')
    expectSound(path.join(machine.home, 'JS-training'))
  })
})

function flipped(at: number): (bytes: Buffer) => Buffer {
  return (bytes) => {
    const changed = Buffer.from(bytes)
    changed[at < 0 ? changed.length + at : at]! ^= 1
    return changed
  }
}

/** What the child said before it ended; an empty text when it was killed. */
function run(call: number, home: string, answer: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['test/support/join-child.ts', String(call), home, answer], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let out = ''
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString()
    })
    child.on('close', () => resolve(out))
  })
}

const kills = Number(process.env.DESK_JOIN_KILLS ?? 6)

it(`killed at ${kills} places while the desk is made, there is none or a whole one, and the answer opens again (S18)`, {
  timeout: 400_000,
}, async () => {
  const { machine, request } = await asked()
  const answer = await admit(office, request)
  await machine.close()
  const copy = () => {
    const home = testFolder()
    cpSync(machine.home, home, { recursive: true })
    return home
  }
  const calls = Number(await run(-1, copy(), answer))
  expect(calls).toBeGreaterThan(20)
  const outcomes = new Set<string>()
  for (let i = 0; i < kills; i++) {
    // The last calls are where the desk comes to its place.
    const call = i % 2 === 0 ? calls - 1 - i / 2 : Math.floor((calls * i) / kills)
    let home = ''
    await killAt({ call, calls }, async (at) => {
      home = copy()
      const said = await run(at, home, answer)
      return said === '' ? null : Number(said)
    })
    const again = await openMachine(home)
    try {
      const { desks } = await value(again.desk.entry.state(null))
      outcomes.add(desks.length === 0 ? 'none' : 'whole')
      if (desks.length === 0) {
        const made = await value(again.desk.entry.finishJoin({ file: await again.token(answer), password }))
        await value(again.desk.entry.login({ ...made, password }))
      } else {
        await value(again.desk.entry.login({ desk: desks[0]!.key, person, password }))
      }
      expect(await value(again.desk.accounts.list(null))).toHaveLength(2)
      expect(await value(again.desk.entry.joining(null))).toBeNull()
      expect(existsSync(path.join(home, '.joining'))).toBe(false)
      expect(readdirSync(home).filter((name) => name.startsWith('.new-'))).toEqual([])
    } finally {
      await again.close()
    }
    expectSound(path.join(home, 'JS-training'))
  }
  expect([...outcomes].toSorted()).toEqual(['none', 'whole'])
})
