import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openAnchor, readAnchor } from '../../src-main/platform/anchor.ts'
import { deskFolder } from '../../src-main/platform/home.ts'
import { machineMark, readMachineId } from '../../src-main/platform/machine.ts'
import { noteSuccession, openWitness, readWitness, stillLiesAt } from '../../src-main/platform/witness.ts'
import { testFolder } from '../support/log.ts'

const device = `sha256:${'a'.repeat(64)}`
const other = `sha256:${'b'.repeat(64)}`
const head = (seq: number) => ({ seq, id: `sha256:${String(seq).padStart(64, '0')}` })

it('remembers where a desk lies and how far it came, each desk for itself', () => {
  const folder = path.join(testFolder(), 'not', 'there', 'yet')
  expect(readWitness(folder, device)).toBeNull()
  const witness = openWitness(folder, device, '/data/one')!
  witness.follow(head(7))
  witness.close()
  openWitness(folder, other, '/data/two')!.close()
  expect(readWitness(folder, device)).toEqual({ root: '/data/one', succeededBy: null, head: head(7) })
  expect(readWitness(folder, other)).toMatchObject({ root: '/data/two', head: null })
  openWitness(folder, device, '/data/moved')!.close()
  expect(readWitness(folder, device)).toMatchObject({ root: '/data/moved', head: head(7) })
})

it('knows a desk that was succeeded, also after it was looked at again', () => {
  const folder = testFolder()
  openWitness(folder, device, '/data/one')!.close()
  noteSuccession(folder, device, other)
  expect(readWitness(folder, device)).toMatchObject({ succeededBy: other })
  noteSuccession(folder, device, `sha256:${'c'.repeat(64)}`)
  expect(readWitness(folder, device), 'the first successor stays').toMatchObject({ succeededBy: other })
  openWitness(folder, device, '/data/copied')!.close()
  expect(readWitness(folder, device), 'also at another place').toMatchObject({
    root: '/data/copied',
    succeededBy: other,
  })
})

it('is no reason to stop where it cannot be kept: a file in its place, damaged content', () => {
  const folder = path.join(testFolder(), 'file')
  writeFileSync(folder, '')
  expect(openWitness(folder, device, '/data/one')).toBeNull()
  const damaged = testFolder()
  openWitness(damaged, device, '/data/one')!.close()
  writeFileSync(path.join(damaged, `${'a'.repeat(32)}.json`), '{"root":')
  expect(readWitness(damaged, device)).toBeNull()
})

it.skipIf(process.getuid?.() === 0)('is no reason to stop in a profile that may only be read', () => {
  const folder = testFolder()
  chmodSync(folder, 0o500)
  expect(openWitness(path.join(folder, 'witness'), device, '/data/one')).toBeNull()
  chmodSync(folder, 0o700)
})

it('tells a copy from a move, and from one folder under two names', () => {
  const home = testFolder()
  const [here, there] = [deskFolder(home, 'JS', '演练'), deskFolder(path.join(home, 'there'), 'JS', '演练')]
  mkdirSync(here.root)
  expect(stillLiesAt(there.root, device, here), 'nothing is there').toBe(false)
  mkdirSync(there.root, { recursive: true })
  expect(stillLiesAt(there.root, device, here), 'an empty folder is no desk').toBe(false)
  writeFileSync(there.database, '')
  expect(stillLiesAt(there.root, device, here), 'its anchor is gone: it counts as still there').toBe(true)
  openAnchor(there.anchor, device).close()
  expect(stillLiesAt(there.root, device, here)).toBe(true)
  openAnchor(there.anchor, other).close()
  expect(stillLiesAt(there.root, device, here), 'another desk lies there now').toBe(false)
  const link = path.join(home, 'link')
  symlinkSync(here.root, link)
  writeFileSync(here.database, '')
  openAnchor(here.anchor, device).close()
  expect(stillLiesAt(link, device, here)).toBe(false)
})

it('an anchor names its device, and is begun anew for another', () => {
  const file = path.join(testFolder(), 'anchor')
  expect(readAnchor(file)).toBeNull()
  const anchor = openAnchor(file, device)
  anchor.follow(head(9))
  anchor.close()
  expect(readAnchor(file)).toEqual({ owner: device, head: head(9) })
  const before = readFileSync(file)
  openAnchor(file, device).close()
  expect(readFileSync(file).equals(before)).toBe(true)
  openAnchor(file, other).close()
  expect(readAnchor(file)).toEqual({ owner: other, head: null })
})

it('reads what tells this machine from others, and keeps only a mark of it', async () => {
  const machine = await readMachineId('linux')
  if (machine !== null) expect(machine).toMatch(/^[0-9a-f]{32}$/)
  expect(await readMachineId('darwin')).toBeNull()
  const mark = machineMark('0123456789abcdef0123456789abcdef', device)
  expect(mark).toMatch(/^[0-9a-f]{64}$/)
  expect(mark).not.toBe(machineMark('0123456789abcdef0123456789abcdef', other))
  expect(mark).not.toBe(machineMark('0123456789abcdef0123456789abcdee', device))
})
