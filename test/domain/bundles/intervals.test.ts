import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type Interval,
  intersection,
  interval,
  minus,
  union,
} from '../../../src-main/domain/bundles/intervals.ts'

const places = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 6 })).map(([from, more]) => ({
      from,
      to: from + more,
    })),
    { maxLength: 6 },
  )
  .map((list) => union(list, []))

const all = Array.from({ length: 40 }, (_, i) => i + 1)
const has = (list: readonly Interval[], place: number) =>
  list.some(({ from, to }) => from <= place && place <= to)

it('places are joined, shared and taken away as sets of numbers are', () => {
  fc.assert(
    fc.property(places, places, (a, b) => {
      for (const place of all) {
        expect(has(union(a, b), place)).toBe(has(a, place) || has(b, place))
        expect(has(intersection(a, b), place)).toBe(has(a, place) && has(b, place))
        expect(has(minus(a, b), place)).toBe(has(a, place) && !has(b, place))
      }
    }),
  )
})

it('what comes out is ordered, without overlaps, without empty parts', () => {
  fc.assert(
    fc.property(places, places, (a, b) => {
      for (const list of [union(a, b), intersection(a, b), minus(a, b)]) {
        for (const [i, { from, to }] of list.entries()) {
          expect(from <= to).toBe(true)
          if (i > 0) expect(list[i - 1]!.to + 1 < from).toBe(true)
        }
      }
    }),
  )
  expect(interval(3, 2)).toEqual([])
})
