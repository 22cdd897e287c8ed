import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { storedPack } from '../../src-main/domain/rule-packs/pack-schema.ts'
import { rulePack } from '../../src-main/domain/rule-packs/rules.ts'
import { seedFaulty } from '../support/faulty-applications.ts'
import { openOffice } from '../support/office.ts'
import { expectAccessible } from './support/accessible.ts'
import { expect, test } from './support/desk.ts'
import { goTo } from './support/first-run.ts'
import { logIn, pick, plugIn } from './support/seat.ts'

/** The next version of the pack: a smaller share, and longer registration. */
function thirdVersion() {
  const pack = structuredClone(storedPack(rulePack('joint-draft')!))
  const parameter = (code: string) => pack.rules.find((rule) => rule.code === code)!.parameters[0]!
  Object.assign(parameter('F15'), { default: 20 })
  Object.assign(parameter('F10'), { default: 240, max: 360 })
  return { ...pack, version: 3 }
}

const versions = (page: Page) => page.getByRole('region', { name: '规则包的版本' })

test('a pack comes out of a file, shows what it would change, is adopted and taken back', async ({
  offices,
}) => {
  test.slow()
  const root = await offices.folder()
  const home = join(root, 'home')
  const office = await openOffice('JS', '演练', home)
  await seedFaulty(office)
  await office.close()
  const stick = plugIn(root)
  const good = join(stick, '第三版.json')
  const bad = join(stick, '错误.json')
  writeFileSync(good, JSON.stringify({ format: 'desk-rule-pack/v1', pack: thirdVersion() }))
  const spoiled = thirdVersion()
  spoiled.rules[0]!.code = 'F98'
  spoiled.rules[2]!.lookAt = ''
  writeFileSync(bad, JSON.stringify({ format: 'desk-rule-pack/v1', pack: spoiled }))
  const { page } = await offices.open(home)
  await logIn(page)
  await goTo(page, '/rule-packs')
  await expect(page.getByText('联合攻关（草案）　第 2 版').first()).toBeVisible()
  await expectAccessible(page, 'rules')

  const read = async (file: string) => {
    await page.getByRole('button', { name: '导入规则包…' }).click()
    await pick(page, basename(stick), basename(file))
  }
  await read(bad)
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('第 3 条规则 F03：看什么——内容不在允许的范围内。')).toBeVisible()
  await dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
  await expect(versions(page).getByRole('row', { name: /第 3 版/ })).toHaveCount(0)

  await read(good)
  await expect(dialog.getByText('参数「支持上限」的默认值：30 % → 20 %')).toBeVisible()
  await expectAccessible(page, 'import of a pack')
  await dialog.getByRole('button', { name: '导入', exact: true }).click()
  await expect(versions(page).getByRole('row', { name: /第 3 版/ })).toContainText('导入')
  await expect(page.getByText('有「联合攻关（草案）　第 3 版」，本批次仍用第 2 版。')).toBeVisible()

  await page.getByRole('button', { name: '看有哪些变化…' }).click()
  const effects = page.getByRole('region', { name: '机器核对结果的变化' })
  await expect(effects.getByRole('row', { name: /F15/ })).toContainText('CSJ2026-JS-0001')
  await expect(effects.getByRole('row', { name: /F10/ })).toContainText('不符合')
  await expect(effects.getByRole('row', { name: /F10/ })).toContainText('13')
  await expectAccessible(page, 'comparison')
  await page.getByRole('button', { name: '采用「联合攻关（草案）　第 3 版」' }).click()
  await expect(versions(page).getByRole('row', { name: /第 3 版/ })).toContainText('本批次在用')
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(
    versions(page)
      .getByRole('row', { name: /第 2 版/ })
      .first(),
  ).toContainText('本批次在用')
})

test('an office writes down what its guide lists, and the review goes by it', async ({ offices }) => {
  test.slow()
  const home = join(await offices.folder(), 'home')
  const office = await openOffice('JS', '演练', home)
  const [, , , offTheGuide] = await seedFaulty(office)
  await office.close()
  const { page } = await offices.open(home)
  await logIn(page)
  await goTo(page, '/rule-packs')
  const directions = page.getByLabel('F04 指南方向和任务')
  await directions.fill('家用电器外观设计')
  await directions.press('Enter')
  await expect(page.getByRole('region', { name: '未记录的改动' })).toContainText('家用电器外观设计')
  await page.getByRole('button', { name: '记录为本批次评审方案' }).click()
  await expect(page.getByText('已记录为本批次的评审方案')).toBeVisible()

  await goTo(page, `/review/${offTheGuide!.slice('application/'.length)}`)
  await expect(page.locator('[data-review-items]')).toBeVisible()
  await expect(page.locator('[data-review-items]')).not.toContainText('不在指南所列')
})
