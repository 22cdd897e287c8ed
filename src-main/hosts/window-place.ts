export type Place = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const usual = { width: 1366, height: 768 }
const smallest = { width: 1200, height: 700 }
/** As much of the title bar as a person needs to take hold of the window. */
const grip = { width: 200, height: 30 }

/**
 * Where a window goes on the displays of now, their work areas given with the primary one first: where it was, if it can
 * be taken hold of there, else in the middle of the primary one; never larger than its display.
 */
export function placeWindow(before: Partial<Place>, areas: readonly [Place, ...Place[]]): Place {
  const size = {
    width: isLength(before.width) ? before.width : usual.width,
    height: isLength(before.height) ? before.height : usual.height,
  }
  const { x, y } = before
  const at = Number.isInteger(x) && Number.isInteger(y) ? { x: x!, y: y!, ...size } : null
  const area = at && areas.find((one) => canBeTaken(at, one))
  const fitted = shrink(size, area ?? areas[0])
  return area ? { x: at.x, y: at.y, ...fitted } : inTheMiddle(fitted, areas[0])
}

/** The least that the pages are made for, or the display if that is smaller. */
export function smallestSize(area: Place): { readonly width: number; readonly height: number } {
  return shrink(smallest, area)
}

function isLength(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= grip.width
}

function canBeTaken(window: Place, area: Place): boolean {
  const right = Math.min(window.x + window.width, area.x + area.width)
  const shown = right - Math.max(window.x, area.x)
  return shown >= grip.width && window.y >= area.y && window.y + grip.height <= area.y + area.height
}

function shrink(size: Pick<Place, 'width' | 'height'>, area: Place): { width: number; height: number } {
  return { width: Math.min(size.width, area.width), height: Math.min(size.height, area.height) }
}

function inTheMiddle({ width, height }: Pick<Place, 'width' | 'height'>, area: Place): Place {
  const x = area.x + Math.floor((area.width - width) / 2)
  const y = area.y + Math.floor((area.height - height) / 2)
  return { x, y, width, height }
}
