import { describe, expect, it } from 'vitest'
import { dialogFor, readPickRequest } from '../../src-main/hosts/electron-main-pick-request.ts'

describe('what a page may ask the picker', () => {
  const fit = {
    kind: 'file',
    title: '选择另一台工作台的申请',
    extensions: ['加入申请.json', 'xlsx'],
  } as const

  it('is a kind, a title and extensions, nothing else', () => {
    expect(readPickRequest({ ...fit, defaultPath: '/etc', properties: ['showHiddenFiles'] })).toEqual(fit)
    expect(readPickRequest({ kind: 'folder', title: '备份', extensions: [] })).not.toBeNull()
  })

  it('is not answered otherwise', () => {
    const unfit: readonly unknown[] = [
      null,
      'files',
      [],
      { ...fit, kind: 'save' },
      { ...fit, title: '' },
      { ...fit, title: 'x'.repeat(81) },
      { ...fit, title: '一\u202e二' },
      { ...fit, title: 7 },
      { ...fit, extensions: [] },
      { ...fit, extensions: ['*'] },
      { ...fit, extensions: ['../x'] },
      { ...fit, extensions: Array(21).fill('pdf') },
      { ...fit, extensions: 'pdf' },
    ]
    for (const asked of unfit) expect(readPickRequest(asked), JSON.stringify(asked)).toBeNull()
  })

  it('becomes a dialog that keeps no list of recent documents', () => {
    expect(dialogFor({ ...fit, extensions: [...fit.extensions] }, '/media/优盘')).toEqual({
      title: fit.title,
      buttonLabel: '选用',
      defaultPath: '/media/优盘',
      properties: ['openFile', 'dontAddToRecent'],
      filters: [{ name: '.加入申请.json、.xlsx', extensions: ['加入申请.json', 'xlsx'] }],
    })
  })
})
