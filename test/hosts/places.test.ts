import { describe, expect, it } from 'vitest'
import { deskHome, windowFolder } from '../../src-main/hosts/places.ts'

const linux = { platform: 'linux', env: {}, home: '/home/li' } as const

describe('the data folder', () => {
  it('is where DESK_HOME says', () => {
    expect(deskHome({ ...linux, env: { DESK_HOME: '/data/desk' } })).toBe('/data/desk')
  })

  it('lies in the folder for data that each system gives its users', () => {
    expect(deskHome(linux)).toBe('/home/li/.local/share/delta-review-desk/data')
    expect(deskHome({ ...linux, env: { XDG_DATA_HOME: '/x' } })).toBe('/x/delta-review-desk/data')
    const windows = { platform: 'win32', env: { APPDATA: '/Roaming' }, home: '/Users/li' } as const
    expect(deskHome(windows)).toBe('/Roaming/delta-review-desk/data')
    expect(deskHome({ ...linux, platform: 'darwin' })).toContain('Library/Application Support')
  })
})

describe('the window folder', () => {
  it('is never in the data folder, and another one for another desk', () => {
    const one = windowFolder('/data/one', linux)
    const other = windowFolder('/data/two', linux)
    expect(one).not.toBe(other)
    expect(one.startsWith('/data')).toBe(false)
    expect(windowFolder('/data/one', linux)).toBe(one)
  })
})
