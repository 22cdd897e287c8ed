import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readChains } from '../../src-main/core/log.ts'
import { verdictOf, verifyChain } from '../../src-main/core/verify.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { jointBatch } from '../support/batches.ts'
import { send, takeIn } from '../support/exchange.ts'
import {
  code,
  type Machine,
  type Office,
  openMachine,
  openOffice,
  password,
  pinEachOther,
  value,
} from '../support/office.ts'
import {
  backupsOn,
  cleanMachine,
  databaseOf,
  medium,
  peopleOf,
  restoreOn,
  sheetOf,
} from '../support/recovery.ts'

let js: Office
let sh: Office
let people: { readonly first: string; readonly second: string }
let backup: string
let machine: Machine

/** JS backs up, goes on working, tells SH of it, and loses its machine; the backup is restored on a clean one. */
beforeEach(async () => {
  js = await openOffice('JS')
  sh = await openOffice('SH')
  await pinEachOther(js, sh)
  people = await peopleOf(js)
  await value(js.desk.batches.create(jointBatch({ title: '备份之前' })))
  const stick = await medium(js.backend)
  await value(js.desk.recovery.backUp({ folder: stick.token }))
  backup = backupsOn(stick.path)[0]!
  await value(js.desk.batches.create(jointBatch({ title: '备份之后' })))
  await takeIn(sh, await send(js, 'SH'))
  await takeIn(js, await send(sh, 'JS'))
  await value(js.desk.accounts.changePassword({ current: password, password }))
  await js.close()
  machine = await cleanMachine()
  await restoreOn(machine, backup, people)
}, 360_000)
afterEach(async () => {
  await machine.close()
  await sh.close()
})

const restored = () => ({
  desk: machine.desk,
  token: machine.token,
  folder: (name: string) => medium(machine.backend, path.join(machine.home, '..', name)),
})

const second = () => ({ second: { person: people.second, password } })

async function beginAnew(): Promise<void> {
  await value(machine.desk.recovery.beginAnew({ groups: null }, second()))
  await value(machine.desk.entry.login({ desk: 'JS-training', person: people.first, password }))
}

describe('a restored desk', () => {
  it('learns from a peer what it lost, gets back what the peer holds, and names what only its own office had', async () => {
    const before = await value(machine.desk.recovery.standing(null))
    expect(before.loss).toMatchObject({ cameBack: null, missing: null })
    const bundle = await send(sh, 'JS', { fromBeginning: true })
    const came = await value(machine.desk.recovery.collect({ file: await machine.token(bundle) }))
    expect(came.events).toBeGreaterThan(0)
    const { loss, condition } = await value(machine.desk.recovery.standing(null))
    expect(condition?.reason).toBe('restored')
    expect(loss!.heldThen).toBe(before.loss!.held)
    expect(loss!.cameBack).toEqual({ from: before.loss!.held + 1, to: loss!.held })
    const titles = (await value(machine.desk.batches.list(null))).map(({ title }) => title)
    expect(titles.sort()).toEqual(['备份之前', '备份之后'])
  })

  it('begins a new device that its peers accept, works on its old records, and nothing forks (S07)', async () => {
    const bundle = await send(sh, 'JS', { fromBeginning: true })
    await value(machine.desk.recovery.collect({ file: await machine.token(bundle) }))
    await beginAnew()
    expect((await value(machine.desk.recovery.standing(null))).condition).toBeNull()
    const [old] = (await value(machine.desk.batches.list(null))).filter(({ title }) => title === '备份之后')
    await value(
      machine.desk.batches.change({ batch: old!.id, content: jointBatch({ title: '恢复之后改名' }) }),
    )
    const { letter } = await takeIn(sh, await send(restored(), 'SH'))
    expect(letter.ranges.every(({ state }) => state === 'joins' || state === 'known')).toBe(true)
    const seen = (await value(sh.desk.batches.list(null))).map(({ title }) => title)
    expect(seen.sort()).toEqual(['备份之前', '恢复之后改名'])
    expect(await value(sh.desk.bundles.setAside(null))).toEqual([])
    const db = databaseOf(machine.home)
    for (const chain of readChains(db))
      expect(verdictOf(verifyChain(db, chain, suiteOf(chain.suite))).fault).toBeNull()
    expect(readChains(db).filter(({ own }) => own)).toHaveLength(1)
    db.close()
  })

  it('opens with the old passwords, of people who were not there too, and stays so after a restart', async () => {
    await beginAnew()
    await machine.close()
    machine = await openMachine(machine.home)
    for (const person of [people.second, people.first])
      await value(machine.desk.entry.login({ desk: 'JS-training', person, password }))
    expect((await value(machine.desk.recovery.standing(null))).condition).toBeNull()
    await value(machine.desk.batches.create(jointBatch({ title: '重启之后' })))
    expect(readdirSync(path.join(machine.home, 'JS-training'))).toContain('anchor')
  })

  it('names by number what it began anew without, and takes nothing of the old chain after its end', async () => {
    const held = (await value(machine.desk.recovery.standing(null))).loss!.held
    await beginAnew()
    const { letter } = await takeIn(restored(), await send(sh, 'JS', { fromBeginning: true }))
    expect(letter.ranges.find(({ institution }) => institution === 'JS')?.state).toBe('retired')
    const { loss, condition } = await value(machine.desk.recovery.standing(null))
    expect(condition).toBeNull()
    expect(loss).toMatchObject({ held, missing: { from: held + 1 }, witnesses: [{ institution: 'SH' }] })
    const titles = (await value(machine.desk.batches.list(null))).map(({ title }) => title)
    expect(titles).toEqual(['备份之前'])
    // Shanghai held them, and learns that they count no more.
    await takeIn(sh, await send(restored(), 'SH'))
    expect((await value(sh.desk.batches.list(null))).map(({ title }) => title)).toEqual(['备份之前'])
    expect(await value(sh.desk.bundles.setAside(null))).toMatchObject([
      { problem: 'past-end', institution: 'JS' },
    ])
  })
})

describe('beginning anew', () => {
  it('needs the second person, and the sheet of this office once it was confirmed', async () => {
    expect(await code(machine.desk.recovery.beginAnew({ groups: null }))).toBe('desk/second-person-missing')
    const groups = await sheetOf(machine.home, 'JS-training', people.first)
    await value(machine.desk.trust.confirmRecoverySheet({ lastGroup: groups.split(' ').at(-1)! }))
    expect(await code(machine.desk.recovery.beginAnew({ groups: null }, second()))).toBe(
      'recovery/sheet-needed',
    )
    const wrong = groups.replace(/^./, (one) => (one === '0' ? '1' : '0'))
    expect(await code(machine.desk.recovery.beginAnew({ groups: wrong }, second()))).toBe(
      'recovery/groups-wrong',
    )
    const others = await sheetOf(sh.home, 'SH-training', (await peopleOf(sh)).first)
    expect(await code(machine.desk.recovery.beginAnew({ groups: others }, second()))).toBe(
      'recovery/other-sheet',
    )
    await value(machine.desk.recovery.beginAnew({ groups: groups.toLowerCase() }, second()))
    await value(machine.desk.entry.login({ desk: 'JS-training', person: people.first, password }))
    expect(await value(machine.desk.trust.recoveryPending(null))).toBe(false)
    // The sheet goes on opening a forgotten password, under the new keys.
  })

  it('is refused on a desk that is sound', async () => {
    expect(await code(sh.desk.recovery.beginAnew({ groups: null }, { second: sh.second }))).toBe(
      'recovery/not-needed',
    )
    const file = await sh.token(await send(sh, 'JS', { fromBeginning: true }))
    expect(await code(sh.desk.recovery.collect({ file }))).toBe('recovery/not-needed')
  })
})
