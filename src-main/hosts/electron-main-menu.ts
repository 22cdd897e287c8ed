import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'
import type { MenuMessage, Scale } from './bridge.ts'

export type MenuActions = {
  /** Lets the page do it: it knows what is to be printed, and whose setting the scale is. */
  toPage(message: MenuMessage): void
  scale(): Scale
  showDataFolder(): void
  showAbout(): void
  resetPlace(): void
}

const scales: readonly Scale[] = [100, 125, 150]

/**
 * What a window needs a menu for; the work itself is on the pages, and so are their keys: those of the menu are left to
 * whatever page uses them first.
 */
export function applicationMenu(actions: MenuActions): MenuItemConstructorOptions[] {
  const { toPage, scale, showDataFolder, showAbout, resetPlace } = actions
  const setScale = (percent: Scale) => toPage(`desk:scale-${percent}`)
  const step = (by: 1 | -1) => {
    const next = scales[scales.indexOf(scale()) + by]
    if (next) setScale(next)
  }
  return [
    {
      label: '文件',
      submenu: [
        { label: '打印…', accelerator: 'CommandOrControl+P', click: () => toPage('desk:print') },
        { label: '数据文件夹…', click: showDataFolder },
        { type: 'separator' },
        { role: 'quit', label: '退出' },
      ],
    },
    {
      label: '编辑',
      submenu: [
        { role: 'undo', label: '撤销' },
        { role: 'redo', label: '重做' },
        { type: 'separator' },
        { role: 'cut', label: '剪切' },
        { role: 'copy', label: '复制' },
        { role: 'paste', label: '粘贴' },
        { role: 'selectAll', label: '全选' },
      ],
    },
    {
      label: '视图',
      submenu: [
        ...scales.map((percent): MenuItemConstructorOptions => {
          const item = { id: `scale-${percent}`, label: `缩放 ${percent}%`, click: () => setScale(percent) }
          return { ...item, type: 'radio', checked: percent === scale() }
        }),
        { type: 'separator' },
        { label: '放大', accelerator: 'CommandOrControl+=', click: () => step(1) },
        { label: '缩小', accelerator: 'CommandOrControl+-', click: () => step(-1) },
        { label: '恢复 100%', accelerator: 'CommandOrControl+0', click: () => setScale(100) },
        { type: 'separator' },
        { role: 'togglefullscreen', label: '全屏', accelerator: 'F11' },
      ],
    },
    {
      label: '窗口',
      submenu: [
        { role: 'minimize', label: '最小化' },
        { label: '恢复默认大小', click: resetPlace },
        { role: 'close', label: '关闭' },
      ],
    },
    {
      label: '帮助',
      submenu: [
        { label: '键盘操作', click: () => toPage('desk:keys') },
        { label: '关于长三角评审工作台', click: showAbout },
      ],
    },
  ]
}

/** What the right button offers at a place of the page: only what can be done there, often nothing. */
export function contextMenu(
  at: Pick<ContextMenuParams, 'isEditable' | 'editFlags' | 'selectionText'>,
): MenuItemConstructorOptions[] {
  const { isEditable, editFlags, selectionText } = at
  const items: MenuItemConstructorOptions[] = []
  if (isEditable && editFlags.canCut) items.push({ role: 'cut', label: '剪切' })
  if (editFlags.canCopy && selectionText.trim() !== '') items.push({ role: 'copy', label: '复制' })
  if (isEditable && editFlags.canPaste) items.push({ role: 'paste', label: '粘贴' })
  if (isEditable && editFlags.canSelectAll) items.push({ role: 'selectAll', label: '全选' })
  return items
}
