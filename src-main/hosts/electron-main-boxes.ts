import { app, type BrowserWindow, clipboard, dialog } from 'electron'

/** Where the desk keeps its data, in words only: nothing is opened, because files there are no business of the hand. */
export async function showDataFolder(window: BrowserWindow, home: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'info',
    title: '数据文件夹',
    message: `本工作台的数据保存在：\n${home}`,
    detail:
      '请不要移动、改名或删除其中的文件，也不要在工作台运行时复制它。备份请用「设置」中的「备份」：那里的备份经过核对，可以恢复。',
    buttons: ['复制位置', '关闭'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  })
  if (response === 0) await clipboard.writeText(home)
}

export async function showAbout(window: BrowserWindow): Promise<void> {
  const { electron, chrome, node } = process.versions
  await dialog.showMessageBox(window, {
    type: 'info',
    title: '关于',
    message: `长三角评审工作台 ${app.getVersion()}`,
    detail: `数据只保存在本机，程序不连接网络。\n运行环境：Electron ${electron} · Chromium ${chrome} · Node ${node}`,
    buttons: ['关闭'],
    noLink: true,
  })
}

/** True when the page is to be loaded again after it ended by itself; false ends the program. */
export async function asksToReload(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: '页面意外停止',
    message: '工作台的页面意外停止了。',
    detail:
      '已保存的内容都在，没有受到影响；正在填写的内容，停止前约一秒以前的都已自动保留。重新打开页面并登录后可以接着办。\n代码 desk/page-gone',
    buttons: ['重新打开页面', '退出'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 0
}

/** True when a page that does not answer is to be ended and loaded again; false waits on. */
export async function asksToEndPage(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: '页面没有回应',
    message: '工作台的页面有一会儿没有回应了。',
    detail:
      '已保存的内容都在。可以再等一会儿；重新打开页面时，最近一秒内填写的内容可能没有保留。\n代码 desk/page-hangs',
    buttons: ['再等一会儿', '重新打开页面'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

/** True when the window is to be closed although its page did not answer. */
export async function asksToCloseAnyway(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: '关闭工作台',
    message: '工作台的页面没有回应，还不能确认刚才填写的内容是否已保留。',
    detail: '已保存的内容都在。现在关闭，最近一秒内填写的内容可能没有保留。\n代码 desk/page-hangs',
    buttons: ['先不关闭', '仍然关闭'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}

export function showBackendGone(): void {
  dialog.showErrorBox(
    '工作台后台无法运行',
    '后台进程多次意外退出。已保存的数据没有受到影响。请重新打开工作台；仍不行时，把窗口数据文件夹中的 desk.log 交给管理员。\n代码 desk/backend-gone',
  )
}
