import { pinyin } from 'pinyin-pro'

/** What a person typed into a field for searching: words apart, all of which must be there; in lower case. */
export function searchWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
}

/** True for words that may be pinyin initials (`njdx`); one letter alone would find nearly everything. */
export function mayBeInitials(word: string): boolean {
  return /^[a-z0-9]{2,}$/.test(word) && /[a-z]/.test(word)
}

/** True when each of the words stands somewhere in a text or in its initials. */
export function isFound(words: readonly string[], text: string): boolean {
  const plain = text.toLowerCase()
  const letters = words.some(mayBeInitials) ? initialsOf(text) : ''
  return words.every((word) => plain.includes(word) || (mayBeInitials(word) && letters.includes(word)))
}

/**
 * The first letters of a text read aloud, 南京大学 as `njdx`; Latin letters and digits stay, in lower case, everything else
 * is left out. Characters with several readings go by their neighbours: 重庆 `cq`, 重大 `zd`.
 */
export function initialsOf(text: string): string {
  // Organisations come again and again, titles hardly ever.
  if (text.length > longestName) return spelled(text)
  return remembered(names, text, () => spelled(text))
}

function spelled(text: string): string {
  const characters = [...text]
  let letters = ''
  for (const [at, character] of characters.entries()) {
    const letter = remembered(known, character, () => letterOf(character))
    letters +=
      letter === several ? inContext(characters[at - 1] ?? '', character, characters[at + 1] ?? '') : letter
  }
  return letters
}

const several = '?'
const longestName = 24
const known = new Map<string, string>()
const knownInContext = new Map<string, string>()
const names = new Map<string, string>()
/** Far more than a few lists bring; reached, it begins anew instead of growing for ever. */
const mostRemembered = 50_000

function remembered(memory: Map<string, string>, key: string, work: () => string): string {
  let found = memory.get(key)
  if (found === undefined) {
    found = work()
    if (memory.size >= mostRemembered) memory.clear()
    memory.set(key, found)
  }
  return found
}

const initial = { pattern: 'first', toneType: 'none', type: 'array' } as const

/** Its letter, {@link several} when its readings begin differently, or nothing. */
function letterOf(character: string): string {
  const plain = character.toLowerCase()
  if (/^[a-z0-9]$/.test(plain)) return plain
  const letters = new Set(pinyin(character, { ...initial, multiple: true }).filter(isLetter))
  return letters.size > 1 ? several : ([...letters][0] ?? '')
}

function inContext(before: string, character: string, after: string): string {
  const context = before + character + after
  return remembered(knownInContext, context, () => {
    const [here = ''] = pinyin(context, initial).slice(before === '' ? 0 : 1)
    return isLetter(here) ? here : ''
  })
}

function isLetter(text: string): boolean {
  return /^[a-z]$/.test(text)
}
