import { spawn } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockWriter, mediumIn, prepareHome } from '../../src-main/platform/home.ts'
import { testFolder } from '../support/log.ts'
import { code, openOffice, password } from '../support/office.ts'

describe('one writer per data folder (S28)', () => {
  it('is kept by a lock that another process cannot take, and that dies with its holder', async () => {
    const file = path.join(testFolder(), 'lock')
    const script = `import { lockWriter } from './src-main/platform/home.ts'
      const lock = lockWriter(process.argv[1]); process.stdout.write(lock ? 'held' : 'busy'); setInterval(() => lock, 1000)`
    const holder = spawn(process.execPath, ['--input-type=module-typescript', '-e', script, file])
    expect(
      await new Promise((resolve) => holder.stdout.once('data', (data: Buffer) => resolve(data.toString()))),
    ).toBe('held')
    expect(lockWriter(file)).toBeNull()
    holder.kill('SIGKILL')
    await new Promise((resolve) => holder.once('close', resolve))
    const lock = lockWriter(file)
    expect(lock).not.toBeNull()
    lock?.release()
    expect(lockWriter(file)).not.toBeNull()
  })

  it('refuses a second backend on the same desk with a message of its own, never with a raw lock error', async () => {
    const first = await openOffice('JS')
    const { openBackend } = await import('../../src-main/hosts/backend/index.ts')
    const { backendOptions, clientOf } = await import('../support/office.ts')
    const second = await openBackend(backendOptions(first.home))
    const desk = clientOf(second.openSession({ kind: 'window' }))
    expect(await code(desk.entry.people({ desk: 'JS-training' }))).toBe('desk/in-use')
    await first.close()
    expect(await code(desk.entry.people({ desk: 'JS-training' }))).toBe('ok')
    await second.close()
  })
})

describe('the data folder', () => {
  const mounts = [
    '22 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw',
    '30 22 8:17 / /media/user/STICK rw shared:2 - vfat /dev/sdb1 rw',
    '31 22 0:50 / /mnt/share rw - cifs //server/share rw',
    '32 22 0:51 / /home/user/with\\040space rw - nfs4 server:/x rw',
  ].join('\n')
  const removable = (device: string) => device === '8:17'

  it.each([
    ['/home/user/data', 'fixed'],
    ['/media/user/STICK/desk', 'removable-medium'],
    ['/media/user/STICKER', 'fixed'],
    ['/mnt/share/desk', 'network-medium'],
    ['/home/user/with space/x', 'network-medium'],
  ])('%s is %s', (folder, medium) => {
    expect(mediumIn(folder, mounts, removable)).toBe(medium)
  })

  it('is refused where a file stands, and nothing is made', () => {
    const file = path.join(testFolder(), 'file')
    writeFileSync(file, 'x')
    expect(prepareHome(path.join(file, 'desk'))).toMatchObject({ error: { code: 'home/not-a-folder' } })
  })

  it('is refused where it cannot be written', () => {
    expect(prepareHome('/sys/desk')).toMatchObject({ error: { code: 'home/not-writable' } })
  })

  it('has no half-made desk when the first run is refused', async () => {
    const home = testFolder()
    const { openBackend } = await import('../../src-main/hosts/backend/index.ts')
    const { backendOptions, clientOf } = await import('../support/office.ts')
    const backend = await openBackend(backendOptions(home))
    const desk = clientOf(backend.openSession({ kind: 'window' }))
    const first = { institution: 'JS', environment: '演练' as const, name: '张' }
    expect(await code(desk.entry.create({ ...first, password: '123' }))).toBe('accounts/password-too-short')
    expect(readdirSync(home)).toEqual([])
    expect(await code(desk.entry.create({ ...first, password }))).toBe('ok')
    expect(await code(desk.entry.create({ ...first, password }))).toBe('desk/exists')
    expect(existsSync(path.join(home, 'JS-training', 'desk.sqlite'))).toBe(true)
    await backend.close()
  })
})
