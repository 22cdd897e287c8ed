/** A text without what does not count when texts are compared, and where each of its characters stood. */
export type PlainText = {
  /** Letters, digits and ideographs only: half width, lower case. */
  readonly text: string
  /** For each character of `text` its place in the original. */
  readonly places: Uint32Array
}

/** Reduces a text to what is compared; spaces, line breaks, punctuation and differences of width or case fall away. */
export function plainText(original: string): PlainText {
  const places = new Uint32Array(original.length * 2)
  const parts: string[] = []
  let length = 0
  const keep = (character: string, at: number) => {
    for (let i = 0; i < character.length && length < places.length; i++) places[length++] = at
    parts.push(character)
  }
  for (let at = 0; at < original.length; at++) {
    const code = original.charCodeAt(at)
    if (isPlain(code)) keep(original[at]!, at)
    else if (code >= 0x41 && code <= 0x5a) keep(String.fromCharCode(code + 32), at)
    else if (code >= 0x80) {
      const point = original.codePointAt(at)!
      const character = String.fromCodePoint(point)
      for (const one of character.normalize('NFKC').toLowerCase()) {
        if (/[\p{L}\p{N}]/u.test(one)) keep(one, at)
      }
      if (point > 0xffff) at++
    }
  }
  const text = parts.join('').slice(0, length)
  return { text, places: places.subarray(0, length) }
}

/** Ideographs of everyday, digits and small letters: what nearly all of a text is made of. */
function isPlain(code: number): boolean {
  return (
    (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a)
  )
}
