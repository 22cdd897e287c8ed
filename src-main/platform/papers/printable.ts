import type { Paper } from '../../core/ports/papers.ts'

/** A text as it can be printed: what the face lacks, and what could not be seen, stands as 〓. */
export type Printable = (text: string) => string

const control = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u
const variationSelector = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u

/**
 * Replaces characters and remembers them in the order of the page, so that a note can name each: nothing is lost and
 * nothing hides on a paper that people sign.
 */
export function printer(hasGlyph: (character: string) => boolean): {
  readonly printable: Printable
  readonly replaced: () => readonly string[]
} {
  const replaced: string[] = []
  const printable = (text: string) => {
    let shown = ''
    for (const character of text.replace(/\r\n?/g, '\n').replaceAll('\t', ' ').replaceAll('\u00a0', ' ')) {
      if (character === '\n') shown += character
      else if (variationSelector.test(character)) continue
      else if (!control.test(character) && hasGlyph(character)) shown += character
      else {
        shown += '〓'
        replaced.push(character)
      }
    }
    return shown
  }
  return { printable, replaced: () => replaced }
}

/** What the 〓 of a paper stand for; empty when there are none. */
export function noteOnReplaced(replaced: readonly string[]): string {
  if (replaced.length === 0) return ''
  const codes = replaced.map((one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`)
  return `注：「〓」为本件字库未收或不可见的字，按出现顺序依次为 ${codes.join('、')}（统一码）。`
}

/** 「演练」 on everything that is not real work, and what the paper brings itself. */
export function marksOf({ environment, watermark }: Paper): readonly string[] {
  return [environment === '演练' ? '演练' : null, watermark].filter((mark) => mark !== null)
}
