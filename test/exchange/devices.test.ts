import { afterAll, beforeAll, expect, it } from 'vitest'
import { jointBatch } from '../support/batches.ts'
import { joinOffice, projected, withTitle } from '../support/devices.ts'
import { send, takeIn } from '../support/exchange.ts'
import { code, type Office, openOffice, password, pinEachOther, value } from '../support/office.ts'
import { seedConsortium } from '../support/seed.ts'

let a: Office
let b: Office
let sh: Office
let shared: string

const titles = async (office: Office) =>
  (await value(office.desk.batches.list(null))).map(({ title }) => title).toSorted()
const batchCalled = async (office: Office, wanted: string) =>
  (await value(office.desk.batches.list(null))).find(({ title }) => title === wanted)!.id
const deviceOf = async (office: Office) => (await value(office.desk.trust.identity(null))).device
const deskOf = async (at: Office, office: Office) => {
  const device = await deviceOf(office)
  return (await value(at.desk.trust.desks(null))).find((desk) => desk.device === device)!
}

/** Both desks of the office carry their news to each other. */
async function meet() {
  await takeIn(b, await send(a, 'JS'))
  await takeIn(a, await send(b, 'JS'))
  await takeIn(b, await send(a, 'JS'))
}

beforeAll(async () => {
  a = await openOffice('JS')
  sh = await openOffice('SH')
  await pinEachOther(a, sh)
  shared = (await value(a.desk.batches.create(jointBatch({ title: '第一批' })))).batch
  b = await joinOffice(a)
}, 180_000)
afterAll(async () => {
  for (const office of [a, b, sh]) await office?.close()
})

it('a second desk begins with everything that the office holds, its office records and pins too', async () => {
  expect(await value(b.desk.batches.list(null))).toEqual(await value(a.desk.batches.list(null)))
  expect(await value(b.desk.trust.pins(null))).toEqual(await value(a.desk.trust.pins(null)))
  const [first, second] = [await value(a.desk.trust.identity(null)), await value(b.desk.trust.identity(null))]
  expect(second.code).toBe(first.code)
  expect(second.device).not.toBe(first.device)
  expect((await value(a.desk.trust.desks(null))).map(({ name, state }) => [name, state])).toEqual([
    ['首台工作台', 'this'],
    ['二楼工作台', 'waiting'],
  ])
  expect((await value(b.desk.trust.desks(null))).map(({ name, state }) => [name, state])).toEqual([
    ['二楼工作台', 'this'],
    ['首台工作台', 'in-use'],
  ])
})

it('both write, and after they have met both say the same', async () => {
  await value(a.desk.batches.create(jointBatch({ title: '首台的批次' })))
  await value(b.desk.batches.create(jointBatch({ title: '二楼的批次' })))
  await meet()
  expect(projected(a)).toEqual(projected(b))
  expect(await titles(a)).toEqual(['二楼的批次', '第一批', '首台的批次'].toSorted())
})

it('an office that pinned the first desk takes what the second one sends, and answers both', async () => {
  const { letter } = await takeIn(sh, await send(b, 'SH'))
  expect(letter).toMatchObject({ sender: 'JS', outcome: 'acceptable' })
  expect(await titles(sh)).toEqual(await titles(b))
  await value(sh.desk.batches.create(jointBatch({ title: '上海的批次', host: 'SH' })))
  await takeIn(a, await send(sh, 'JS'))
  await meet()
  expect(await titles(b)).toContain('上海的批次')
  expect(projected(a)).toEqual(projected(b))
})

it('neither desk writes on what the other made, and accounts say where they are looked after', async () => {
  expect(await code(b.desk.batches.change({ batch: shared, content: jointBatch({ title: '改名' }) }))).toBe(
    'desk/not-the-writer',
  )
  const reviewer = a.second.person
  const refused = await b.desk.accounts.setRoles({ person: reviewer, roles: ['监督'] })
  expect(refused).toEqual({ ok: false, error: { code: 'accounts/of-another-desk', desk: '首台工作台' } })
  expect(await code(b.desk.accounts.close({ person: reviewer, reason: '调离' }))).toBe(
    'accounts/of-another-desk',
  )
  const own = (await value(a.desk.accounts.list(null))).find(({ otherDesk }) => otherDesk !== null)!
  expect(own).toMatchObject({ name: '二楼工作台的复核人', otherDesk: '二楼工作台', hasLogin: false })
})

it('a login is of one desk: enabled by an administrator, no second person for a week, passwords apart', async () => {
  const person = a.second.person
  const people = async () =>
    (await value(b.desk.entry.people({ desk: 'JS-training' }))).map(({ name }) => name)
  expect(await people()).toEqual(['张经办', '二楼工作台的复核人'])
  const refused = b.login(person).then(
    () => 'ok',
    ({ message }: Error) => message,
  )
  expect(await refused).toContain('desk/wrong-password')
  const reset = { person, password: '别人设的口令一二' }
  expect(await code(b.desk.accounts.resetPassword(reset, { second: b.second }))).toBe(
    'accounts/no-login-here',
  )
  await value(b.desk.accounts.enableLogin({ person, password: '初始口令初始口令' }))
  expect(await code(b.desk.accounts.enableLogin({ person, password: '初始口令初始口令' }))).toBe(
    'accounts/login-exists',
  )
  expect(await people()).toContain('李复核')
  const own = await b.login(person, { password: '初始口令初始口令' })
  const change = { current: '初始口令初始口令', password: '李复核自己的口令' }
  await value(own.accounts.changePassword(change))
  await b.login(person, { password: change.password })
  const introduced = await value(b.desk.accounts.list(null))
  const other = introduced.find(({ name }) => name === '二楼工作台的复核人')!
  const second = { person, password: change.password }
  expect(
    await code(b.desk.accounts.resetPassword({ person: other.id, password: '又一个口令一二' }, { second })),
  ).toBe('desk/second-person-was-reset')

  await meet()
  await a.login(person, { password })
  const first = (await value(a.desk.accounts.list(null))).find(({ id }) => id === person)!
  expect(first.resetAt).toBeNull()
  expect(projected(a)).toEqual(projected(b))
})

it('an application goes to the other desk, is worked on there, and comes back', async () => {
  const application = await seedConsortium(
    { office: a, batch: '', applications: new Map() },
    '长三角语言计算创新联合体',
  )
  await meet()
  const titleAt = async (office: Office) =>
    (await value(office.desk.applications.open(application)))?.content.title
  const rename = async (office: Office, title: string) =>
    office.desk.applications.complete(await withTitle(office, application, title))
  expect(await code(rename(b, '二楼不能改'))).not.toBe('ok')
  await value(rename(a, '首台改过'))
  await value(a.desk.handOver.handOver({ applications: [application], to: await deviceOf(b) }))
  expect(await code(rename(a, '已经移交'))).not.toBe('ok')
  await meet()
  await value(rename(b, '二楼改过'))
  await value(b.desk.handOver.handOver({ applications: [application], to: await deviceOf(a) }))
  await meet()
  await value(rename(a, '首台又改过'))
  await meet()
  expect(await titleAt(b)).toBe('首台又改过')
  expect(projected(a)).toEqual(projected(b))
  // The last chain of the other desk comes first: order does not depend on what arrives when.
  await takeIn(sh, await send(b, 'SH'))
  await takeIn(sh, await send(a, 'SH'))
  expect(await titleAt(sh)).toBe('首台又改过')
}, 180_000)

it('a desk that is out of use writes nothing that counts, and the other one goes on for it', async () => {
  const floor = await batchCalled(a, '二楼的批次')
  const before = await deskOf(a, b)
  // Records that nobody but the lost desk has: SH gets them, A does not.
  await value(b.desk.batches.change({ batch: floor, content: jointBatch({ title: '改过的二楼批次' }) }))
  await takeIn(sh, await send(b, 'SH'))
  expect(await titles(sh)).toContain('改过的二楼批次')

  const retire = { device: before.device, reason: '电脑遗失' }
  expect(await code(a.desk.trust.retireDesk({ ...retire, lastSeq: before.last!.seq - 1 }))).toBe(
    'trust/desk-went-on',
  )
  expect(await code(a.desk.trust.retireDesk({ ...retire, device: await deviceOf(a), lastSeq: 1 }))).toBe(
    'trust/own-desk',
  )
  await value(a.desk.trust.retireDesk({ ...retire, lastSeq: before.last!.seq }))
  expect(await code(a.desk.trust.retireDesk({ ...retire, lastSeq: before.last!.seq }))).toBe(
    'trust/desk-retired-already',
  )
  expect(await deskOf(a, b)).toMatchObject({
    state: 'retired',
    retired: { upTo: before.last!.seq, reason: '电脑遗失' },
  })

  await value(b.desk.batches.create(jointBatch({ title: '停用之后的批次' })))
  const later = await send(b, 'SH')
  await takeIn(sh, await send(a, 'SH'))
  expect(await titles(sh)).toContain('二楼的批次')
  expect(await titles(sh)).not.toContain('改过的二楼批次')
  expect(await code(sh.desk.bundles.openBundle({ file: await sh.token(later) }))).toBe(
    'bundles/device-retired',
  )
  expect(await code(a.desk.bundles.openBundle({ file: await a.token(await send(b, 'JS')) }))).toBe(
    'bundles/device-retired',
  )
  // What it had said before stays, and the first desk may go on with it.
  await value(a.desk.batches.change({ batch: floor, content: jointBatch({ title: '接着办的二楼批次' }) }))
  await takeIn(sh, await send(a, 'SH'))
  expect(await titles(sh)).toContain('接着办的二楼批次')

  const letter = await value(
    b.desk.bundles.openBundle({ file: await b.token(await send(a, 'JS', { fromBeginning: true })) }),
  )
  await value(b.desk.bundles.acceptBundle({ staged: letter.staged }))
  expect(await b.desk.batches.create(jointBatch({ title: '再来一批' }))).toMatchObject({
    ok: false,
    error: { code: 'desk/read-only', reason: 'retired' },
  })
}, 180_000)
