import { openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createWriteBehind } from '../../src-main/platform/bundle/write-behind.ts'
import { betweenDisk, type DiskCall } from '../support/disk-faults.ts'
import { testFolder } from '../support/log.ts'

const piece = (size: number, byte: number) => Buffer.alloc(size, byte)

test('files come out as they were handed over, whatever becomes of the buffer meanwhile', async () => {
  const folder = testFolder()
  const behind = createWriteBehind()
  const reused = Buffer.alloc(3 * 2 ** 20)
  for (let i = 0; i < 9; i++) {
    const file = behind.create(join(folder, `${i}`))
    for (let part = 0; part < 3; part++) await file.write(reused.fill(10 * i + part))
    file.close()
  }
  const open = behind.file(openSync(join(folder, 'open'), 'wx'))
  await open.write(piece(5, 7))
  behind.create(join(folder, 'empty')).close()
  open.close()
  await behind.flush()
  for (let i = 0; i < 9; i++) {
    const parts = [0, 1, 2].map((part) => piece(reused.length, 10 * i + part))
    expect(readFileSync(join(folder, `${i}`)).equals(Buffer.concat(parts))).toBe(true)
  }
  expect(readFileSync(join(folder, 'open'))).toEqual(piece(5, 7))
  expect(readFileSync(join(folder, 'empty'))).toHaveLength(0)
})

test('a file that cannot be made is told by its writes, also while they wait for room', async () => {
  const behind = createWriteBehind()
  const file = behind.create(join(testFolder(), 'no', 'such', 'folder'))
  await expect(file.write(piece(9 * 2 ** 20, 1))).rejects.toMatchObject({ code: 'ENOENT' })
  await new Promise((resolve) => setTimeout(resolve, 20))
  file.close()
  await expect(behind.flush()).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a write that fails is told by a later one or at the end, and every file is closed', async () => {
  const folder = testFolder()
  const descriptors = () => readdirSync('/proc/self/fd').length
  const before = process.platform === 'linux' ? descriptors() : 0
  for (const failing of ['open', 'write'] satisfies DiskCall[]) {
    let met = 0
    const disk = betweenDisk((call) => {
      if (call === failing && ++met === 2) throw Object.assign(new Error('EIO'), { code: 'EIO' })
    })
    const behind = createWriteBehind()
    const told: unknown[] = []
    for (let i = 0; i < 6 && told.length === 0; i++) {
      const file = behind.create(join(folder, `${failing}-${i}`))
      await file.write(piece(2 ** 20, i)).catch((error: unknown) => told.push(error))
      file.close()
    }
    await behind.flush().catch((error: unknown) => told.push(error))
    disk.stop()
    expect(told.length).toBeGreaterThan(0)
    for (const error of told) expect(error).toMatchObject({ code: 'EIO' })
    await expect(behind.settle()).resolves.toBeUndefined()
  }
  if (process.platform === 'linux') expect(descriptors()).toBe(before)
})
