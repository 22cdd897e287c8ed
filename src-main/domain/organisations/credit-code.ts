const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/**
 * What is wrong with a 统一社会信用代码. `position` counts from 1. `expected` is the check character that would fit the
 * other seventeen; a mismatch does not say which of the eighteen is wrong.
 */
export type CreditCodeCheck =
  | { readonly ok: true; readonly code: string; readonly warning: CreditCodeWarning | null }
  | { readonly ok: false; readonly problem: 'length'; readonly length: number }
  | {
      readonly ok: false
      readonly problem: 'character'
      readonly position: number
      readonly found: string
      readonly expected: string | null
    }
  | {
      readonly ok: false
      readonly problem: 'check'
      readonly position: 18
      readonly found: string
      readonly expected: string
    }

/** The organisation code inside (characters 9-17, GB 11714) does not fit its own check character. */
export type CreditCodeWarning = {
  readonly problem: 'organisation-code'
  readonly position: 17
  readonly expected: string
}

/** Half width, upper case, without white space and hyphens: the form to keep and compare. */
export function normalCreditCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff-]/gu, '')
    .toUpperCase()
}

/** Checks by GB 32100-2015. A valid code proves neither the region nor 独立法人. */
export function checkCreditCode(text: string): CreditCodeCheck {
  const code = normalCreditCode(text)
  const characters = [...code]
  if (characters.length !== 18) return { ok: false, problem: 'length', length: characters.length }
  const values = characters.map((character) => alphabet.indexOf(character))
  const wrong = values.indexOf(-1)
  const expected = values.slice(0, 17).includes(-1) ? null : checkCharacter(values)
  if (wrong >= 0)
    return { ok: false, problem: 'character', position: wrong + 1, found: characters[wrong]!, expected }
  if (expected !== characters[17]) {
    return { ok: false, problem: 'check', position: 18, found: characters[17]!, expected: expected! }
  }
  return { ok: true, code, warning: organisationCodeWarning(code.slice(8, 17)) }
}

function checkCharacter(values: readonly number[]): string {
  let sum = 0
  let weight = 1
  for (const value of values.slice(0, 17)) {
    sum += value * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31]!
}

function organisationCodeWarning(code: string): CreditCodeWarning | null {
  const sum = bodyWeights.reduce((total, weight, i) => total + weight * Number.parseInt(code[i]!, 36), 0)
  const check = 11 - (sum % 11)
  const expected = check === 10 ? 'X' : check === 11 ? '0' : String(check)
  return code[8] === expected ? null : { problem: 'organisation-code', position: 17, expected }
}
