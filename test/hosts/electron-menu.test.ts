import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { type MenuMessage, menuMessages, type Scale } from '../../src-main/hosts/bridge.ts'
import { applicationMenu, contextMenu } from '../../src-main/hosts/electron-main-menu.ts'
import { keyGroups } from '../../src-renderer/text/keys.ts'

function menuAt(scale: Scale) {
  const told: MenuMessage[] = []
  const menu = applicationMenu({
    toPage: (message) => told.push(message),
    scale: () => scale,
    showDataFolder: () => {},
    showAbout: () => {},
    resetPlace: () => {},
  })
  const items = menu.flatMap(({ submenu }) => submenu as MenuItemConstructorOptions[])
  const click = (label: string) => {
    const item = items.find((one) => one.label === label)!
    item.click!({} as never, undefined, {} as never)
    return told.splice(0)
  }
  return { items, click }
}

/** What Electron gives these roles by itself, without Shift. */
const ofRoles: Readonly<Record<string, string>> = {
  quit: 'CommandOrControl+Q',
  undo: 'CommandOrControl+Z',
  redo: 'CommandOrControl+Y',
  cut: 'CommandOrControl+X',
  copy: 'CommandOrControl+C',
  paste: 'CommandOrControl+V',
  selectAll: 'CommandOrControl+A',
  minimize: 'CommandOrControl+M',
  close: 'CommandOrControl+W',
}

describe('the menu', () => {
  it('has a key for one thing only, and none that means something else on a page', () => {
    const { items } = menuAt(100)
    const keys = items.flatMap(({ role, accelerator }) => accelerator ?? (role && ofRoles[role]) ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    const onPages: readonly string[] = Object.values(keyGroups).flatMap(({ lines }) =>
      lines.flatMap(([names]) => names),
    )
    const both = keys
      .map((key) => key.replace('CommandOrControl', 'Ctrl'))
      .filter((key) => onPages.includes(key))
    // To undo, to copy, to select all, to print, to go back to 100%: there as here, and the page goes first.
    expect(both.sort()).toEqual(['Ctrl+0', 'Ctrl+A', 'Ctrl+C', 'Ctrl+P', 'Ctrl+Z'])
  })

  it('enlarges by the steps there are', () => {
    expect(menuAt(100).click('放大')).toEqual(['desk:scale-125'])
    expect(menuAt(125).click('放大')).toEqual(['desk:scale-150'])
    expect(menuAt(150).click('放大')).toEqual([])
    expect(menuAt(100).click('缩小')).toEqual([])
    expect(menuAt(150).click('恢复 100%')).toEqual(['desk:scale-100'])
    expect(
      menuAt(125)
        .items.filter(({ checked }) => checked)
        .map(({ label }) => label),
    ).toEqual(['缩放 125%'])
  })

  it('says to the page only what the preload lets through', () => {
    const { items } = menuAt(125)
    const said = items.flatMap(({ label, click }) => (click ? menuAt(125).click(label!) : []))
    expect(new Set(said)).toEqual(new Set(menuMessages))
  })
})

describe('the right button', () => {
  const editFlags = {
    canUndo: true,
    canRedo: true,
    canCut: true,
    canCopy: true,
    canPaste: true,
    canDelete: true,
    canSelectAll: true,
    canEditRichly: false,
  }
  const labels = (at: Parameters<typeof contextMenu>[0]) => contextMenu(at).map(({ label }) => label)

  it('offers what can be done in a field, what is selected elsewhere, and else nothing', () => {
    const field = { isEditable: true, editFlags, selectionText: '一' }
    expect(labels(field)).toEqual(['剪切', '复制', '粘贴', '全选'])
    expect(labels({ ...field, selectionText: '', editFlags: { ...editFlags, canCut: false } })).toEqual([
      '粘贴',
      '全选',
    ])
    expect(labels({ ...field, isEditable: false })).toEqual(['复制'])
    expect(labels({ ...field, isEditable: false, selectionText: ' ' })).toEqual([])
  })
})
