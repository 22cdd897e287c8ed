import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Progress } from '../../src-main/core/module.ts'
import { noise } from '../support/bundles.ts'
import { testFolder } from '../support/log.ts'
import { type Office, openOffice, pinEachOther, value } from '../support/office.ts'
import { seedOffice } from '../support/seed.ts'

let js: Office
let sh: Office

beforeAll(async () => {
  const seeded = await seedOffice({ home: testFolder(), count: 1, documents: 0 })
  js = seeded.office
  sh = await openOffice('SH')
  await pinEachOther(js, sh)
  const [application] = [...seeded.applications.values()]
  const scan = path.join((await js.folder('scans')).path, '扫描件.jpg')
  writeFileSync(scan, noise('a large scan', 60_000_000))
  const file = await js.token(scan)
  await value(js.desk.applications.attachDocuments([{ application: application!, file }]))
})
afterAll(async () => {
  await js.close()
  await sh.close()
})

/** Makes a call of the bundles module and cancels it when it reports the step. */
async function cancelAt(
  office: Office,
  name: string,
  input: unknown,
  step: string,
): Promise<readonly string[]> {
  const controller = new AbortController()
  const steps: string[] = []
  const onProgress = (progress: Progress) => {
    steps.push(progress.step)
    if (progress.step === step) controller.abort()
  }
  const request = { input, key: `cancelled-${Math.random()}`, signal: controller.signal, onProgress }
  const call = office.session.call({ module: 'bundles', name }, request)
  // What a cancelled job throws; every host tells it to the window as `desk/cancelled`.
  await expect(call).rejects.toMatchObject({ name: 'AbortError' })
  return steps
}

it('a cancelled export leaves no file and no record', async () => {
  const stick = await js.folder('stick')
  const input = { to: 'SH', folder: stick.token, withDocuments: true }
  const steps = await cancelAt(js, 'exportBundle', input, 'write')
  expect(steps).not.toContain('read-back')
  expect(readdirSync(stick.path)).toEqual([])
  expect(await value(js.desk.bundles.register(null))).toEqual([])
})

it('a cancelled check leaves nothing behind, and the file can be checked again', async () => {
  const stick = await js.folder('second stick')
  const { file } = await value(
    js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: true }),
  )
  const input = { file: await sh.token(path.join(stick.path, file)) }
  await cancelAt(sh, 'openBundle', input, 'decrypt')
  const staging = readdirSync(sh.home, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('bundle-'),
  )
  expect(staging).toEqual([])
  expect(await value(sh.desk.bundles.register(null))).toEqual([])
  expect((await value(sh.desk.bundles.openBundle(input))).outcome).toBe('acceptable')
})
