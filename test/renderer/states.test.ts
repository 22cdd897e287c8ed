import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { documentStates } from '../../src-renderer/features/applications/found-documents.ts'
import { stateGroups, states } from '../../src-renderer/text/states.ts'

const root = new URL('../../src-renderer/', import.meta.url).pathname
const words = Object.keys(states)
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
const sources = (ending: RegExp) =>
  files
    .filter((file) => ending.test(file) && file !== 'text/states.ts')
    .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }))

/** A state word that an element of another kind than StateTag dresses up, or that has a tone of its own beside it. */
function dressed(text: string): string[] {
  return words.flatMap((word) => {
    const inElement = new RegExp(
      `<(?!StateTag)[a-zA-Z]+[^<>]*(?:className|data-tone|style)=[^<>]*>\\s*${word}\\s*<`,
    )
    const withTone = new RegExp(
      `['"]${word}['"][^\\n]*\\btone:|\\b${word}: (?:\\{[^}\\n]*tone:|'(?:good|bad|warn|quiet|active)')`,
    )
    return inElement.test(text) || withTone.test(text) ? [word] : []
  })
}

it('no screen writes a state word with a colour of its own', () => {
  expect(dressed('<span className={styles.bad}>不予受理</span>')).toEqual(['不予受理'])
  expect(dressed("{ verdict: '符合', tone: 'good' }")).toEqual(['符合'])
  const found = sources(/\.tsx?$/).flatMap(({ file, text }) =>
    dressed(text).map((word) => `${file}: ${word}`),
  )
  expect(found).toEqual([])
})

it('no stylesheet colours an element by the state word it shows', () => {
  const found = sources(/\.css$/).flatMap(({ file, text }) =>
    words.filter((word) => text.includes(`="${word}"`)).map((word) => `${file}: ${word}`),
  )
  expect(found).toEqual([])
})

it('every word of the table stands on some screen, in one group, with a meaning of its own', () => {
  const all = sources(/\.tsx?$/)
    .map(({ text }) => text)
    .join('\n')
  const rules = readFileSync(new URL('../../src-main/domain/rule-packs/pack.ts', import.meta.url), 'utf8')
  const reviews = readFileSync(
    new URL('../../src-main/domain/formal-review/with-reviews.ts', import.meta.url),
    'utf8',
  )
  const supply = readFileSync(new URL('../../src-main/domain/supply/rules.ts', import.meta.url), 'utf8')
  const appeals = readFileSync(new URL('../../src-main/domain/appeals/rules.ts', import.meta.url), 'utf8')
  const shown = (word: string) => [all, rules, reviews, supply, appeals].some((text) => text.includes(word))
  expect(words.filter((word) => !shown(word))).toEqual([])
  const grouped = stateGroups.flatMap(({ words: own }) => own)
  expect(grouped.toSorted()).toEqual(words.toSorted())
  expect(new Set(Object.values(states).map(({ meaning }) => meaning)).size).toBe(words.length)
  expect(words).toEqual(expect.arrayContaining([...documentStates]))
})
