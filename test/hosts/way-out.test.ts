import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readChains } from '../../src-main/core/log.ts'
import { verdictOf, verifyChain } from '../../src-main/core/verify.ts'
import { suiteOf } from '../../src-main/platform/suites/suite-of.ts'
import { closedDesk, copyHome, editSlyly, makeBatch, reopen } from '../support/damage.ts'
import { joinOffice } from '../support/devices.ts'
import { send, takeIn } from '../support/exchange.ts'
import { code, type Desk, openOffice, password, value } from '../support/office.ts'
import {
  backupsOn,
  cleanMachine,
  databaseOf,
  medium,
  peopleOf,
  restoreOn,
  sheetOf,
} from '../support/recovery.ts'

async function secondOf(desk: Desk) {
  const accounts = await value(desk.accounts.list(null))
  return { person: accounts.find(({ name }) => name === '李复核')!.id, password }
}

/** Begins anew with the two people and logs the first one in again. */
async function leaveBy(desk: Desk): Promise<void> {
  const second = await secondOf(desk)
  const [first] = await value(desk.accounts.list(null))
  await value(desk.recovery.beginAnew({ groups: null }, { second }))
  await value(desk.entry.login({ desk: 'JS-training', person: first!.id, password }))
}

function expectWhole(home: string): void {
  const db = databaseOf(home)
  expect(db.raw.pragma('integrity_check', { simple: true })).toBe('ok')
  for (const chain of readChains(db))
    expect(verdictOf(verifyChain(db, chain, suiteOf(chain.suite))).fault).toBeNull()
  db.close()
}

const titles = async (desk: Desk) =>
  (await value(desk.batches.list(null))).map(({ title }) => title).toSorted()

describe('the way out of a condition', () => {
  it('that history was lost: the desk works again as a new device, also after a restart', async () => {
    const desk = await closedDesk()
    const old = readFileSync(desk.database)
    const later = await reopen(desk.home)
    await makeBatch(later.desk, '丢失的批次')
    await later.backend.close()
    writeFileSync(desk.database, old)
    const lost = await reopen(desk.home)
    const before = await value(lost.desk.recovery.standing(null))
    expect(before.condition?.reason).toBe('history-lost')
    expect(before.loss).toMatchObject({ missing: { from: before.loss!.held + 1, to: before.loss!.held + 1 } })
    await leaveBy(lost.desk)
    await makeBatch(lost.desk, '重新开始以后')
    await lost.backend.close()
    const again = await reopen(desk.home)
    expect(again.state.condition).toBeNull()
    await makeBatch(again.desk, '再次打开以后')
    expect((await value(again.desk.recovery.standing(null))).loss?.missing).toEqual(before.loss!.missing)
    await again.backend.close()
    expectWhole(desk.home)
  })

  it('in the suite SM2 with SM3, with the recovery sheet as it was printed', async () => {
    const office = await openOffice('JS', '演练', undefined, 'sm2-sm3')
    const people = await peopleOf(office)
    const groups = await sheetOf(office.home, 'JS-training', people.first)
    await value(office.desk.trust.confirmRecoverySheet({ lastGroup: groups.split(' ').at(-1)! }))
    const stick = await medium(office.backend)
    await value(office.desk.recovery.backUp({ folder: stick.token }))
    await office.close()
    const machine = await cleanMachine()
    await restoreOn(machine, backupsOn(stick.path)[0]!, people)
    await value(machine.desk.recovery.beginAnew({ groups }, { second: await secondOf(machine.desk) }))
    await value(machine.desk.entry.login({ desk: 'JS-training', person: people.first, password }))
    await makeBatch(machine.desk, '国密工作台')
    expect((await value(machine.desk.trust.identity(null))).device).toMatch(/^sm3:/)
    await machine.close()
    expectWhole(machine.home)
  })

  it('that the folder is a copy: the copy becomes a device of its own, and the first one is not disturbed', async () => {
    const desk = await closedDesk()
    const copy = copyHome(desk.home, path.join(mkdtempSync(path.join(tmpdir(), 'desk-test-')), 'home'))
    cpSync(desk.witness, `${copy}-witness`, { recursive: true })
    const found = await reopen(copy, { witness: desk.witness })
    expect(found.state.condition?.reason).toBe('copied')
    await leaveBy(found.desk)
    await makeBatch(found.desk, '副本的批次')
    await found.backend.close()
    expectWhole(copy)
  })

  it.each([
    [
      'a body',
      `UPDATE bodies SET bytes = CAST(replace(CAST(bytes AS TEXT), '第 2 批', '第 9 批') AS BLOB)`,
      0,
      1,
    ],
    [
      'a header',
      `UPDATE events SET header = CAST(replace(header, '"seq":5', '"seq":6') AS BLOB) WHERE seq = 5`,
      3,
      0,
    ],
    [
      'a record that was taken out',
      `DELETE FROM bodies WHERE position = 5; DELETE FROM events WHERE position = 5`,
      2,
      0,
    ],
  ])(
    'that %s was changed: what holds is built anew, the damaged folder is kept',
    async (_, edit, events, bodies) => {
      const desk = await closedDesk(4)
      editSlyly(desk.database, (db) => db.exec(edit))
      const found = await reopen(desk.home)
      await value(found.desk.integrity.verifyNow(null))
      expect((await value(found.desk.recovery.standing(null))).condition?.reason).toBe('damaged')
      const [first] = await value(found.desk.accounts.list(null))
      expect(
        await code(found.desk.recovery.beginAnew({ groups: null }, { second: await secondOf(found.desk) })),
      ).toBe('recovery/own-records-damaged')
      const rebuilt = await value(found.desk.recovery.rebuild(null))
      expect(rebuilt).toMatchObject({ lostEvents: events, lostBodies: bodies })
      await value(found.desk.entry.login({ desk: 'JS-training', person: first!.id, password }))
      expect((await value(found.desk.recovery.standing(null))).condition).toMatchObject({ reason: 'damaged' })
      await leaveBy(found.desk)
      await makeBatch(found.desk, '重建以后')
      await found.backend.close()
      expect(readdirSync(desk.home).filter((name) => name.startsWith('JS-training-replaced-'))).toHaveLength(
        1,
      )
      expectWhole(desk.home)
      const again = await reopen(desk.home)
      await value(again.desk.integrity.verifyNow(null))
      expect((await value(again.desk.recovery.standing(null))).condition).toBeNull()
      await again.backend.close()
    },
  )
})

it('what only the office had comes back from its other desk, and both go on with each other (S07)', async () => {
  const a = await openOffice('JS')
  const b = await joinOffice(a)
  const people = await peopleOf(a)
  const stick = await medium(a.backend)
  await value(a.desk.recovery.backUp({ folder: stick.token }))
  const second = { ...a.second }
  // Passwords are `office`: no peer would have them.
  await value(a.desk.accounts.resetPassword({ person: people.first, password }, { second }))
  await makeBatch(a.desk, '备份之后')
  await takeIn(b, await send(a, 'JS'))
  await a.close()
  const machine = await cleanMachine()
  await restoreOn(machine, backupsOn(stick.path)[0]!, people)
  const bundle = await send(b, 'JS', { fromBeginning: true })
  await value(machine.desk.recovery.collect({ file: await machine.token(bundle) }))
  const { loss } = await value(machine.desk.recovery.standing(null))
  expect(loss).toMatchObject({ missing: null, withoutContent: { count: 0 } })
  expect(loss!.cameBack!.to - loss!.cameBack!.from).toBeGreaterThan(0)
  await leaveBy(machine.desk)
  await makeBatch(machine.desk, '新设备的批次')
  const restored = {
    desk: machine.desk,
    token: machine.token,
    folder: (name: string) => medium(machine.backend, path.join(machine.home, '..', name)),
  }
  await takeIn(b, await send(restored, 'JS'))
  await value(b.desk.batches.list(null))
  await makeBatch(b.desk, '二楼的批次')
  await takeIn(restored, await send(b, 'JS'))
  expect(await titles(machine.desk)).toEqual(await titles(b.desk))
  expect(await titles(b.desk)).toEqual(['二楼的批次', '备份之后', '新设备的批次'].toSorted())
  expect(await value(b.desk.bundles.setAside(null))).toEqual([])
  for (const one of [machine, b]) await one.close()
  rmSync(stick.path, { recursive: true })
})
