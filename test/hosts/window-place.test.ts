import { describe, expect, it } from 'vitest'
import { placeWindow, smallestSize } from '../../src-main/hosts/window-place.ts'

const first = { x: 0, y: 0, width: 1366, height: 728 }
const second = { x: 1366, y: 0, width: 1920, height: 1040 }

describe('the window', () => {
  it('is in the middle of the primary display at the first start, and never larger', () => {
    expect(placeWindow({}, [first])).toEqual(first)
    const large = { x: 0, y: 30, width: 1920, height: 1050 }
    expect(placeWindow({}, [large])).toEqual({ x: 277, y: 171, width: 1366, height: 768 })
  })

  it('comes back where it was, on whichever display', () => {
    const before = { x: 1400, y: 40, width: 1500, height: 900 }
    expect(placeWindow(before, [first, second])).toEqual(before)
    expect(placeWindow({ x: -40, y: 100, width: 1210, height: 600 }, [first])).toMatchObject({
      x: -40,
      y: 100,
    })
  })

  it('comes to the primary display when the second one was taken away', () => {
    const before = { x: 1400, y: 40, width: 1500, height: 900 }
    expect(placeWindow(before, [first])).toEqual(first)
    expect(placeWindow({ ...before, width: 1210, height: 700 }, [first])).toEqual({
      x: 78,
      y: 14,
      width: 1210,
      height: 700,
    })
  })

  it('comes back to where its title bar can be taken hold of', () => {
    const at = (x: number, y: number) => placeWindow({ x, y, width: 1210, height: 700 }, [first])
    for (const [x, y] of [
      [1300, 100],
      [-1100, 100],
      [100, -40],
      [100, 720],
    ] as const) {
      expect(at(x, y), `${x}, ${y}`).toEqual({ x: 78, y: 14, width: 1210, height: 700 })
    }
  })

  it('shrinks with its display', () => {
    const before = { x: 100, y: 10, width: 1900, height: 1000 }
    expect(placeWindow(before, [first])).toEqual({ x: 100, y: 10, width: 1366, height: 728 })
    expect(smallestSize(first)).toEqual({ width: 1200, height: 700 })
    expect(smallestSize({ ...first, width: 1024, height: 560 })).toEqual({ width: 1024, height: 560 })
  })

  it('takes what was remembered wrongly for nothing remembered', () => {
    for (const before of [
      { x: 1, y: 1 },
      { width: 3, height: 3 },
      { x: 0.5, y: 2, width: 1e9, height: Number.NaN },
    ]) {
      const place = placeWindow(before as object, [first])
      expect(place.width).toBeLessThanOrEqual(first.width)
      expect(place.height).toBeLessThanOrEqual(first.height)
    }
  })
})
