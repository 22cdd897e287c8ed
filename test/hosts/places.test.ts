import { describe, expect, it } from 'vitest'
import { deskHome, windowFolder, witnessFolder } from '../../src-main/hosts/places.ts'

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

describe('the witness', () => {
  it('is where DESK_WITNESS says, else in the folder for state: never in the data folder', () => {
    expect(witnessFolder({ ...linux, env: { DESK_WITNESS: '/w' } })).toBe('/w')
    expect(witnessFolder(linux)).toBe('/home/li/.local/state/delta-review-desk/witness')
    expect(witnessFolder({ ...linux, env: { XDG_STATE_HOME: '/x' } })).toBe('/x/delta-review-desk/witness')
    const env = { APPDATA: '/Roaming', LOCALAPPDATA: '/Local' }
    const windows = { platform: 'win32', env, home: '/Users/li' } as const
    expect(witnessFolder(windows)).toBe('/Local/delta-review-desk/witness')
    for (const surroundings of [linux, windows, { ...linux, platform: 'darwin' as const }]) {
      expect(witnessFolder(surroundings).startsWith(`${deskHome(surroundings)}/`)).toBe(false)
    }
  })
})
