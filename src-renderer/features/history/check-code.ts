/** Digits of an event's id that papers carry. */
const length = 8

/** The check code of a paper in what was typed, spaces and case aside; null when it is none. */
export function checkCodeIn(typed: string): string | null {
  const code = typed.replaceAll(/\s/g, '').toLowerCase()
  return code.length === length && /^[0-9a-f]+$/.test(code) ? code : null
}
