import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bytes, utf8 } from '../../src-main/core/bytes.ts'
import { chainReader, type Head } from '../../src-main/core/chain.ts'
import { encodeHeader } from '../../src-main/core/event.ts'
import type { Digest } from '../../src-main/core/suite.ts'
import { ed25519Sha256 as suite } from '../../src-main/platform/suites/ed25519-sha256.ts'
import { vectors } from '../support/vectors.ts'

const device = suite.digest(utf8('a device'))

function chainOf(
  length: number,
  of: Digest = device,
  branch = '',
): { readonly bytes: Bytes; readonly id: Digest }[] {
  const chain: { bytes: Bytes; id: Digest }[] = []
  for (let seq = 1; seq <= length; seq++) {
    const body = suite.digest(utf8(`${branch}${seq}`))
    const bytes = encodeHeader({
      device: of,
      seq,
      prev: chain.at(-1)?.id ?? null,
      at: '2026-01-01T00:00:00.000Z',
      body,
    })
    chain.push({ bytes, id: suite.digest(bytes) })
  }
  return chain
}

const chain = chainOf(20)
const headAt = (seq: number): Head | null => (seq === 0 ? null : { seq, id: chain[seq - 1]!.id })

test('the vectors are one chain', () => {
  const lines = vectors<{ header: { text: string; id: string; fields: { device: Digest } } }[]>('chain')
  const reader = chainReader(suite, lines[0]!.header.fields.device, null)
  for (const { header } of lines) expect(reader.next(utf8(header.text))).toMatchObject({ id: header.id })
  expect(reader.head).toEqual({ seq: lines.length, id: lines.at(-1)!.header.id })
})

test('a chain can be followed from any place that is held to its end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), (from) => {
      const reader = chainReader(suite, device, headAt(from))
      for (const { bytes, id } of chain.slice(from)) expect(reader.next(bytes)).toMatchObject({ id })
      expect(reader.head).toEqual(headAt(20))
    }),
  )
})

test('a header that is left out, repeated, moved, altered or of another branch is the first fault', () => {
  const other = chainOf(20, device, 'branch ')
  const changes: fc.Arbitrary<(lines: Bytes[], at: number) => Bytes[]> = fc.constantFrom(
    (lines, at) => lines.toSpliced(at, 1),
    (lines, at) => lines.toSpliced(at, 0, lines[at]!),
    (lines, at) => lines.toSpliced(at, 2, lines[at + 1]!, lines[at]!),
    (lines, at) => lines.with(at, other[at]!.bytes),
    (lines, at) => lines.with(at, Uint8Array.from(lines[at]!).fill(0x20, 5, 6)),
    (lines, at) => lines.with(at, chainOf(at + 1, suite.digest(utf8('another device')))[at]!.bytes),
  )
  fc.assert(
    fc.property(changes, fc.integer({ min: 0, max: 18 }), (change, at) => {
      const reader = chainReader(suite, device, null)
      const lines = change(
        chain.map(({ bytes }) => bytes),
        at,
      )
      const fault = lines.findIndex((bytes) => {
        const step = reader.next(bytes)
        return 'fault' in step && step.at === (reader.head?.seq ?? 0) + 1
      })
      expect(fault).toBeGreaterThanOrEqual(at)
      // A header of another branch may itself join: then the next one shows it.
      expect(fault).toBeLessThanOrEqual(at + 1)
      expect(reader.head?.seq ?? 0).toBe(fault)
    }),
  )
})

test('a header that does not join names the seq that was expected, and leaves the head where it was', () => {
  const reader = chainReader(suite, device, headAt(4))
  const [fifth, sixth] = [chain[4]!.bytes, chain[5]!.bytes]
  expect(reader.next(sixth)).toEqual({ fault: 'not-the-next-seq', at: 5 })
  expect(reader.next(utf8('{}'))).toEqual({ fault: 'unreadable', at: 5 })
  expect(chainReader(suite, device, { seq: 4, id: chain[0]!.id }).next(fifth)).toEqual({
    fault: 'wrong-prev',
    at: 5,
  })
  expect(chainReader(suite, suite.digest(utf8('another')), headAt(4)).next(fifth)).toEqual({
    fault: 'other-device',
    at: 5,
  })
  expect(reader.head).toEqual(headAt(4))
  expect(reader.next(fifth)).toMatchObject({ header: { seq: 5 } })
})
