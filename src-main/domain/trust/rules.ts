import type { Bytes } from '../../core/bytes.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Crockford's 37 check symbols: a prime, so that every single wrong character changes the check. */
const checks = `${alphabet}*~$=U`

/** How many groups the recovery sheet has, and how many characters stand in each. */
export const recoveryGroupCount = 13
export const recoveryGroupLength = 5

/**
 * The secret as people copy it: 52 characters of Crockford's base 32 (no I, L, O, U) in 13 groups of four, each group
 * followed by one check character over group number and content, so that a slip is found in its group.
 */
export function recoveryGroups(seed: Bytes): readonly string[] {
  let bits = ''
  for (const byte of seed) bits += byte.toString(2).padStart(8, '0')
  bits = bits.padEnd(Math.ceil(bits.length / 20) * 20, '0')
  return (bits.match(/.{20}/g) ?? []).map((group, number) => {
    const values = (group.match(/.{5}/g) ?? []).map((five) => Number.parseInt(five, 2))
    return values.map((value) => alphabet[value]).join('') + checks[checkOf(values, number)]
  })
}

/** The seed again; null when the number of groups or any check character is wrong. */
export function seedFromGroups(text: string): Bytes | null {
  const groups = splitGroups(text)
  if (groups.length !== recoveryGroupCount || !groups.every(isRecoveryGroup)) return null
  const bits = groups
    .flatMap((group) => [...group.slice(0, 4)].map((char) => alphabet.indexOf(char)))
    .map((value) => value.toString(2).padStart(5, '0'))
    .join('')
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(bits.slice(8 * i, 8 * i + 8), 2))
}

/** Groups in what was typed or pasted, as the sheet writes them: lower case, O, I, L and spaces are forgiven. */
export function splitGroups(text: string): readonly string[] {
  const clean = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/\s/g, '')
  return clean.match(/.{1,5}/gu) ?? []
}

/** True when a group, as {@link splitGroups} gives it, carries the check character of its place (counted from 0). */
export function isRecoveryGroup(group: string, number: number): boolean {
  const content = [...group.slice(0, 4)].map((char) => alphabet.indexOf(char))
  return (
    group.length === recoveryGroupLength &&
    !content.includes(-1) &&
    group[4] === checks[checkOf(content, number)]
  )
}

function checkOf(values: readonly number[], number: number): number {
  return values.reduce((sum, value, i) => sum + value * (2 * i + 3), 7 * number + 1) % 37
}
