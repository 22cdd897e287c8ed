import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jointBatch } from '../support/batches.ts'
import { admit, joinOffice, projected } from '../support/devices.ts'
import { send, stickOf, takeIn } from '../support/exchange.ts'
import { code, type Office, openOffice, password, pin, pinEachOther, value } from '../support/office.ts'
import { sheetOf } from '../support/recovery.ts'

let a: Office
let b: Office
let lost: Office
let sh: Office
let zj: Office

beforeAll(async () => {
  a = await openOffice('JS')
  sh = await openOffice('SH')
  await pinEachOther(a, sh)
  b = await joinOffice(a)
  lost = await joinOffice(a, { name: '遗失的工作台' })
  await value(lost.desk.batches.create(jointBatch({ title: '遗失前的批次' })))
  await takeIn(a, await send(lost, 'JS'))
  await takeIn(a, await send(b, 'JS'))
  const { device, last } = (await value(a.desk.trust.desks(null))).find(
    ({ name }) => name === '遗失的工作台',
  )!
  await value(a.desk.trust.retireDesk({ device, lastSeq: last!.seq, reason: '电脑遗失' }))
  await takeIn(b, await send(a, 'JS'))
  await takeIn(sh, await send(a, 'SH'))
}, 270_000)
afterAll(async () => {
  for (const office of [a, b, lost, sh, zj]) await office?.close()
})

async function opening(office: Office, bundle: string): Promise<string> {
  const opened = await office.desk.bundles.openBundle({ file: await office.token(bundle) })
  if (!opened.ok) return opened.error.code
  await value(office.desk.bundles.dropBundle({ staged: opened.value.staged }))
  return 'ok'
}

let oldCode: string
let underway: string
let stale: string

it('needs two people, and makes new keys, a new sheet and new certificates', async () => {
  oldCode = (await value(a.desk.trust.identity(null))).code
  const [first] = await value(a.desk.accounts.list(null))
  const old = await sheetOf(a.home, 'JS-training', first!.id)
  await value(a.desk.trust.confirmRecoverySheet({ lastGroup: old.split(' ').at(-1)! }))
  // Written before the change, and on their way.
  await value(sh.desk.batches.create(jointBatch({ title: '上海的批次', host: 'SH' })))
  underway = await send(sh, 'JS')
  stale = await send(a, 'SH')

  const { officeKey } = await value(a.desk.trust.identity(null))
  expect(await code(a.desk.trust.renewOfficeKey({ officeKey }))).toBe('desk/second-person-missing')
  expect((await value(a.desk.trust.identity(null))).code).toBe(oldCode)
  expect(await value(a.desk.trust.renewOfficeKey({ officeKey }, { second: a.second }))).toEqual({ desks: 3 })
  expect(await code(a.desk.trust.renewOfficeKey({ officeKey }, { second: a.second }))).toBe(
    'trust/office-key-is-new',
  )
  const renewed = await value(a.desk.trust.identity(null))
  expect(renewed.code).not.toBe(oldCode)
  expect(await value(a.desk.trust.recoveryPending(null))).toBe(true)
  const sheet = await sheetOf(a.home, 'JS-training', first!.id)
  expect(sheet).not.toBe(old)
  const desks = await value(a.desk.trust.desks(null))
  const earlier = desks.filter(({ isUnderEarlierKey }) => isUnderEarlierKey).map(({ name }) => name)
  expect(earlier.toSorted()).toEqual(['二楼工作台', '遗失的工作台'].toSorted())
})

it('passwords of before still open the desk, and what was encrypted to the earlier key can be read', async () => {
  const again = await a.login((await value(a.desk.accounts.list(null)))[0]!.id)
  const { letter } = await takeIn({ ...a, desk: again }, underway)
  expect(letter.sender).toBe('SH')
  const reviewer = await a.login(a.second.person)
  expect((await value(reviewer.trust.identity(null))).code).not.toBe(oldCode)
})

it('others refuse what comes under the new key until they have compared it, then go on', async () => {
  const bundle = await send(a, 'SH')
  expect(await opening(sh, bundle)).toBe('bundles/office-key-differs')
  const earlier = await pin(sh, a)
  expect(earlier?.code).toBe(oldCode.replaceAll(' ', ''))
  const { letter } = await takeIn(sh, bundle)
  expect(letter.ranges.every(({ state }) => state === 'joins' || state === 'known')).toBe(true)
  // One that was written before the change proves nothing any more.
  expect(await opening(sh, stale)).toBe('bundles/office-key-differs')
  await value(a.desk.batches.create(jointBatch({ title: '换钥之后' })))
  await takeIn(sh, await send(a, 'SH'))
  const answer = await takeIn(a, await send(sh, 'JS'))
  expect(answer.letter.encrypted).toBe(true)
})

it('another desk of the office is told apart until it has asked for its new certificate', async () => {
  expect(await opening(a, await send(b, 'JS'))).toBe('bundles/own-office-key-differs')
  expect(await opening(sh, await send(b, 'SH'))).toBe('bundles/office-key-differs')
  expect(await opening(b, await send(a, 'JS'))).toBe('bundles/encrypted-for-another')

  const stick = await stickOf(b)
  const { file, code: shown } = await value(b.desk.trust.writeRenewalRequest({ folder: stick.token }))
  const request = { file: path.join(stick.path, file), code: shown }
  expect(await value(a.desk.trust.readDeskRequest({ file: await a.token(request.file) }))).toMatchObject({
    name: '二楼工作台',
    isNew: false,
  })
  const answer = await b.token(await admit(a, request))
  const read = await value(b.desk.trust.readRenewal({ file: answer }))
  const { code: there } = await value(a.desk.trust.identity(null))
  expect(read).toEqual({ by: '首台工作台', code: there })
  expect(await code(b.desk.trust.adoptRenewal({ file: answer, heard: oldCode }))).toBe('trust/code-differs')
  await value(b.desk.trust.adoptRenewal({ file: answer, heard: there }))
  expect((await value(b.desk.trust.identity(null))).code).toBe(there)
  expect(await code(b.desk.trust.readRenewal({ file: answer }))).toBe('trust/no-request')

  await value(b.desk.batches.create(jointBatch({ title: '二楼换钥之后' })))
  await takeIn(a, await send(b, 'JS'))
  await takeIn(b, await send(a, 'JS'))
  await takeIn(a, await send(b, 'JS'))
  expect(projected(a)).toEqual(projected(b))
  await takeIn(sh, await send(b, 'SH'))
  const again = await b.login((await value(b.desk.accounts.list(null)))[0]!.id)
  await takeIn({ ...b, desk: again }, await send(sh, 'JS'))
})

it('who begins late and pins the new key gets all that was written under the earlier one, from any desk', async () => {
  zj = await openOffice('ZJ')
  for (const other of [a, sh]) await pinEachOther(zj, other)
  // The second desk knows the pin from the first one.
  const stick = await stickOf(b)
  const early = { to: 'ZJ', folder: stick.token, withDocuments: true }
  expect(await code(b.desk.bundles.exportBundle(early))).toBe('bundles/not-pinned')
  await takeIn(b, await send(a, 'JS'))
  const { letter } = await takeIn(zj, await send(b, 'ZJ', { fromBeginning: true }))
  expect(letter.ranges.map(({ state }) => state)).toEqual(letter.ranges.map(() => 'joins'))
  expect((await value(zj.desk.batches.list(null))).map(({ title }) => title)).toEqual(
    expect.arrayContaining(['遗失前的批次', '换钥之后', '二楼换钥之后', '上海的批次']),
  )
})

it('the lost desk, whose key stands in the office no more, is refused everywhere', async () => {
  await value(lost.desk.batches.create(jointBatch({ title: '捡到电脑的人写的' })))
  expect(await opening(sh, await send(lost, 'SH'))).toBe('bundles/office-key-differs')
  expect(await opening(a, await send(lost, 'JS'))).toBe('bundles/own-office-key-differs')
})

it('the new sheet restores what the earlier one did, and admits a third desk', async () => {
  const third = await joinOffice(a, { name: '三楼工作台' })
  try {
    expect((await value(third.desk.trust.identity(null))).code).toBe(
      (await value(a.desk.trust.identity(null))).code,
    )
    await takeIn(a, await send(third, 'JS'))
    await takeIn(sh, await send(third, 'SH'))
    await third.login((await value(third.desk.accounts.list(null)))[0]!.id, { password })
  } finally {
    await third.close()
  }
})
