import type { Paper } from '../../core/ports/papers.ts'

const mm = 72 / 25.4

/** Where a paper is printed on, in points, and whether it is set as a letter or as a form. */
export type Layout = {
  readonly width: number
  readonly height: number
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
  readonly textWidth: number
  readonly isLetter: boolean
  readonly isLandscape: boolean
}

/**
 * A4. A letter (a paper with a letterhead) has the type area of GB/T 9704: 156 mm by 225 mm, 37 mm below the upper edge,
 * 28 mm from the left one. A form takes more of the page; wide ones leave the room for binding above.
 */
export function layoutOf({ blocks, orientation }: Pick<Paper, 'blocks' | 'orientation'>): Layout {
  const isLetter = blocks.some(({ kind }) => kind === 'letterhead')
  const isLandscape = orientation === 'landscape'
  const [width, height] = isLandscape ? [297 * mm, 210 * mm] : [210 * mm, 297 * mm]
  const margins = isLandscape ? landscape : isLetter ? letter : form
  return {
    width,
    height,
    ...margins,
    textWidth: width - margins.left - margins.right,
    isLetter,
    isLandscape,
  }
}

const letter = { top: 37 * mm, bottom: 35 * mm, left: 28 * mm, right: 26 * mm }
const form = { top: 30 * mm, bottom: 27 * mm, left: 28 * mm, right: 26 * mm }
const landscape = { top: 28 * mm, bottom: 24 * mm, left: 25 * mm, right: 25 * mm }

/** Sizes of type in points, and how far lines lie apart: the same in every format. */
export type Types = {
  readonly title: number
  readonly subtitle: number
  readonly heading: number
  readonly body: number
  /** Between the lines of the body. */
  readonly pitch: number
  readonly cell: number
  readonly note: number
  readonly code: number
  readonly footer: number
}

/** 三号 in letters, 28 characters to a line and 22 lines to a page, as GB/T 9704 has it; 小四 in forms. */
export function typesOf({ isLetter }: Pick<Layout, 'isLetter'>): Types {
  return isLetter
    ? { ...small, title: 22, subtitle: 16, heading: 15.75, body: 15.75, pitch: 28.95, cell: 12 }
    : { ...small, title: 20, subtitle: 14, heading: 13, body: 12, pitch: 22, cell: 10.5 }
}

const small = { note: 9, code: 15, footer: 7.5 }

/** How many places to sign stand beside each other. */
export function signaturesPerRow({ isLandscape }: Pick<Layout, 'isLandscape'>, places: number): number {
  return Math.min(isLandscape ? 4 : 2, Math.max(1, places))
}

/** Red of heads and lines. */
export const red = '#cc0000'
export const black = '#000000'
export const grey = '#444444'
/** What stands beside a figure to compare with: smaller, and lighter. */
export const besideColour = '#767676'
export const besideScale = 0.86
