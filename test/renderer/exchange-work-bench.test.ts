import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { grantingRole, type Permission } from '../../src-main/domain/accounts/rules.ts'
import type { FeatureContext } from '../../src-renderer/app/feature.ts'
import { workBenchItems } from '../../src-renderer/features/bundles/work-bench-items.ts'
import { testFolder } from '../support/log.ts'
import { type Office, openOffice, pinEachOther, value } from '../support/office.ts'
import { seedOffice } from '../support/seed.ts'

const day = 86_400_000
let js: Office
let sh: Office

beforeAll(async () => {
  js = (await seedOffice({ home: testFolder(), count: 1, documents: 0 })).office
  sh = await openOffice('SH')
  await pinEachOther(js, sh)
})
afterAll(async () => {
  await js.close()
  await sh.close()
})
afterEach(() => {
  vi.useRealTimers()
})

async function itemsAt({ desk }: Office, role = '经办人') {
  const may = (permission: Permission) => grantingRole(permission, [role]) !== null
  const items = await workBenchItems!({ desk, may } as unknown as FeatureContext)
  return items.map(({ title, to }) => ({ title, to }))
}

async function bring(from: Office, to: Office, institution: string): Promise<void> {
  const stick = await from.folder(`stick-${Math.random()}`)
  await value(from.desk.bundles.exportBundle({ to: institution, folder: stick.token, withDocuments: true }))
  const [file] = readdirSync(stick.path)
  const opened = await value(
    to.desk.bundles.openBundle({ file: await to.token(path.join(stick.path, file!)) }),
  )
  await value(to.desk.bundles.acceptBundle({ staged: opened.staged }))
}

function later(days: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * day })
}

it('nothing is asked before the first exchange, and nothing of who may not see it', async () => {
  expect(await itemsAt(js)).toEqual([])
  expect(await itemsAt(js, '复核人')).toEqual([])
})

it('an arrival asks for its receipt, until the receipt has gone out', async () => {
  await bring(js, sh, 'SH')
  expect(await itemsAt(sh)).toEqual([
    { title: '江苏的数据已导入，回执还没有带回去', to: '/exchange/export/JS' },
  ])
  expect(await itemsAt(sh, '管理员')).toEqual([
    { title: '江苏的数据已导入，回执还没有带回去', to: '/exchange' },
  ])
})

it('a bundle without an answer, and an office gone quiet, are named with their days', async () => {
  expect(await itemsAt(js)).toEqual([])
  later(12)
  expect(await itemsAt(js)).toEqual([
    { title: '发给上海的数据 12 天未见回执', to: '/exchange' },
    { title: '上海 12 天没有来往', to: '/exchange' },
  ])
})

it('once both have confirmed everything only the news of the arrival is left, and goes by itself', async () => {
  await bring(sh, js, 'JS')
  await bring(js, sh, 'SH')
  expect(await itemsAt(sh)).toEqual([{ title: '江苏的数据已导入', to: '/exchange' }])
  later(3)
  expect(await itemsAt(sh)).toEqual([])
})
