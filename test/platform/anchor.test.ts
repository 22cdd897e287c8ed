import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { openAnchor } from '../../src-main/platform/anchor.ts'
import { testFolder } from '../support/log.ts'

const head = (seq: number) => ({ seq, id: `sha256:${String(seq).padStart(64, '0')}` })

function written(...seqs: number[]): string {
  const file = path.join(testFolder(), 'anchor')
  const anchor = openAnchor(file)
  for (const seq of seqs) {
    anchor.follow(head(seq))
    anchor.flush()
  }
  anchor.close()
  return file
}

it('remembers the newest head over a restart', () => {
  expect(openAnchor(written(1, 2, 3)).read()).toEqual(head(3))
  expect(openAnchor(written()).read()).toBeNull()
})

it('reaches the disk by itself within a second', async () => {
  const file = path.join(testFolder(), 'anchor')
  const anchor = openAnchor(file)
  anchor.follow(head(7))
  await new Promise((resolve) => setTimeout(resolve, 900))
  expect(openAnchor(file).read()).toEqual(head(7))
  anchor.close()
})

it('falls back to the other slot when one was torn, at whichever byte', () => {
  const file = written(4, 5)
  const whole = readFileSync(file)
  for (let at = 0; at < 120; at++) {
    for (const slot of [0, 256]) {
      const torn = Buffer.from(whole)
      torn[slot + at]! ^= 0xff
      writeFileSync(file, torn)
      expect([4, 5]).toContain(openAnchor(file).read()?.seq)
    }
  }
})
