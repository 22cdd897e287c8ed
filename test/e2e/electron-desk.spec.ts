import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { root } from '../../tools/build.ts'
import {
  answerBoxes,
  answerPicker,
  args,
  chooseMenu,
  environment,
  kept,
  killBackend,
  runtime,
  startDesktop,
} from './support/electron.ts'
import { foundDesk } from './support/first-run.ts'

type Box = { readonly message: string; readonly detail: string; readonly buttons: readonly string[] }

let folder: string
let app: ElectronApplication
let page: Page

test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-electron-'))
  ;({ app, page } = await startDesktop(folder))
})

test.afterEach(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

test('the picker is the system’s: Chinese title, filter, and the folder of the last time for the same purpose', async () => {
  const file = join(folder, '申报清单.xlsx')
  await writeFile(file, 'x')
  await answerPicker(app, [file, `${file}.gone`])
  const pick = (request: object) =>
    page.evaluate((asked) => Reflect.get(window, 'deskWindow').pick(asked), request) as Promise<
      { name: string }[]
    >
  const list = { kind: 'files', title: '选择申报清单', extensions: ['xlsx', 'csv'] }

  const picked = await pick(list)
  expect(picked.map(({ name }) => name)).toEqual(['申报清单.xlsx'])
  expect(JSON.stringify(picked), 'names, never where they lie').not.toContain(folder)
  expect(await kept(app, 'pickerAsked')).toEqual({
    title: '选择申报清单',
    buttonLabel: '选用',
    properties: ['openFile', 'dontAddToRecent', 'multiSelections'],
    filters: [{ name: '.xlsx、.csv', extensions: ['xlsx', 'csv'] }],
  })
  await pick({ ...list, kind: 'file' })
  expect(await kept(app, 'pickerAsked')).toMatchObject({
    defaultPath: folder,
    properties: ['openFile', 'dontAddToRecent'],
  })

  const stick = join(folder, '优盘')
  await mkdir(stick)
  await answerPicker(app, [stick])
  const target = { kind: 'folder', title: '数据交换包保存到哪个文件夹', extensions: [] }
  expect((await pick(target)).map(({ name }) => name)).toEqual(['优盘'])
  expect(await kept(app, 'pickerAsked')).toEqual({
    title: '数据交换包保存到哪个文件夹',
    buttonLabel: '选用这个文件夹',
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
  })
  await app.close()
  ;({ app, page } = await startDesktop(folder))
  await answerPicker(app, [])
  expect(await pick(target)).toEqual([])
  expect(await kept(app, 'pickerAsked')).toMatchObject({ defaultPath: stick })
})

test('the menu is Chinese, prints by the page, shows where the data lie, and enlarges for good', async () => {
  const menus = await app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()!.items.map(({ label, submenu }) => [
      label,
      submenu!.items.filter(({ type }) => type !== 'separator').map((item) => item.label),
    ]),
  )
  expect(menus).toEqual([
    ['文件', ['打印…', '数据文件夹…', '退出']],
    ['编辑', ['撤销', '重做', '剪切', '复制', '粘贴', '全选']],
    ['视图', ['缩放 100%', '缩放 125%', '缩放 150%', '放大', '缩小', '恢复 100%', '全屏']],
    ['窗口', ['最小化', '恢复默认大小', '关闭']],
    ['帮助', ['键盘操作', '关于长三角评审工作台']],
  ])

  expect(await page.evaluate(() => navigator.language)).toBe('zh-CN')
  await page.evaluate(() => {
    window.print = () => void Reflect.set(window, 'printed', true)
  })
  await chooseMenu(app, '文件', '打印…')
  await expect.poll(() => page.evaluate('window.printed')).toBe(true)

  await answerBoxes(app, '关闭')
  await chooseMenu(app, '文件', '数据文件夹…')
  await chooseMenu(app, '帮助', '关于长三角评审工作台')
  const [data, about] = await kept<readonly Box[]>(app, 'boxes')
  expect(data!.message).toContain(join(folder, 'home'))
  expect(about!.message).toMatch(/^长三角评审工作台 \d/)

  const width = await page.evaluate(() => innerWidth)
  await chooseMenu(app, '视图', '放大')
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(width / 1.2)
  await chooseMenu(app, '视图', '缩放 150%')
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(width / 1.4)
  await app.close()
  ;({ app, page } = await startDesktop(folder))
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(width / 1.4)
  const checked = () =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()!.getMenuItemById('scale-150')!.checked)
  expect(await checked()).toBe(true)
  await chooseMenu(app, '视图', '恢复 100%')
  await expect.poll(checked).toBe(false)
})

test('the window comes back where it was, and a second start brings it to the front', async () => {
  const wanted = { x: 10, y: 20, width: 1210, height: 705 }
  await app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]!.setBounds(bounds),
    wanted,
  )
  await app.close()
  ;({ app, page } = await startDesktop(folder))
  const bounds = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())
  expect(bounds).toMatchObject({ width: 1210, height: 705 })

  const isFocused = app.evaluate(
    ({ app }) => new Promise((resolve) => app.once('second-instance', () => resolve(true))),
  )
  const second = spawn(runtime, [...args, root], { env: environment(folder), stdio: 'ignore' })
  const [code] = await once(second, 'exit')
  expect(code).toBe(0)
  expect(await isFocused).toBe(true)
  expect(app.windows()).toHaveLength(1)
})

test('a page that crashed is offered again with what was recorded, one that hangs can be closed', async () => {
  await foundDesk(page)
  await answerBoxes(app, '重新打开页面')
  const reloaded = app.evaluate(
    ({ BrowserWindow }) =>
      new Promise((resolve) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!
        webContents.once('did-finish-load', () => resolve(webContents.getURL()))
        webContents.forcefullyCrashRenderer()
      }),
  )
  expect(await reloaded).toMatch(/^desk:\/\/app\//)
  const [box] = await kept<readonly Box[]>(app, 'boxes')
  expect(box!.detail).toContain('已保存的内容都在')
  expect(box!.detail).toContain('desk/page-gone')
  const text = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript('document.body.innerText'),
    ) as Promise<string>
  await expect.poll(text).toContain('李明')

  // A page that hangs cannot answer: the window is closed all the same once the person says so.
  await answerBoxes(app, '仍然关闭')
  const ended = app.waitForEvent('close')
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    void window!.webContents.executeJavaScript('setTimeout(() => { for (;;); })')
    setTimeout(() => window!.close(), 300)
  })
  await ended
  ;({ app, page } = await startDesktop(folder))
})

test('closing keeps what is typed, and asks while a task runs or something could not be kept', async () => {
  await foundDesk(page)
  await page.evaluate(() => {
    location.hash = '/batches/new'
  })
  await page.getByLabel('批次名称').fill('二〇二六年度第一批')
  const close = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close()).catch(() => undefined)
  const gone = app.waitForEvent('close')
  void close()
  await gone
  ;({ app, page } = await startDesktop(folder))
  await page.getByLabel('密码', { exact: true }).fill('长江大桥一九六八')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('navigation', { name: '工作阶段' })).toBeVisible()

  // A backend that stands still makes any task last.
  const asked = page.getByRole('dialog', { name: '现在关闭工作台吗？' })
  await page.evaluate(() => {
    location.hash = '/settings/integrity'
  })
  await expect(page.getByRole('button', { name: '立即核查' })).toBeEnabled()
  killBackend(app, 'SIGSTOP')
  await page.getByRole('button', { name: '立即核查' }).click()
  await close()
  await expect(asked).toContainText('「记录核查」正在进行')
  await asked.getByRole('button', { name: '取消' }).click()
  await expect(asked).toBeHidden()
  killBackend(app, 'SIGCONT')

  await page.evaluate(() => {
    location.hash = '/batches/new'
  })
  await page.getByRole('button', { name: '恢复未提交的内容' }).click()
  await expect(page.getByLabel('批次名称')).toHaveValue('二〇二六年度第一批')

  // The backend is away for good: what is typed now has nowhere to go.
  await app.evaluate(({ utilityProcess }) => {
    Reflect.set(utilityProcess, 'fork', () => {
      throw new Error('no backend')
    })
  })
  killBackend(app)
  await page.getByLabel('批次名称').fill('二〇二六年度第二批')
  await close()
  await expect(asked).toContainText('还没有保留')
  await asked.getByRole('button', { name: '取消' }).click()
  await expect(asked).toBeHidden()
  expect(app.windows()).toHaveLength(1)
  await close()
  const ended = app.waitForEvent('close')
  await asked
    .getByRole('button', { name: '仍然关闭' })
    .click()
    .catch(() => undefined)
  await ended
  ;({ app, page } = await startDesktop(folder))
})
