import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { codesWithMessage, hasMessage, messageOf } from '../../src-renderer/text/index.ts'
import { hasStepText } from '../../src-renderer/text/steps.ts'

/** Codes that are put together at run time: the scan finds where, this list says what can come out. */
const computed: Readonly<Record<string, readonly string[]>> = {
  'applications/letter-scan-${problem}': [
    'applications/letter-scan-encrypted',
    'applications/letter-scan-kind',
    'applications/letter-scan-unreadable',
  ],
  'documents/scan-${problem}': [
    'documents/scan-encrypted',
    'documents/scan-kind',
    'documents/scan-unreadable',
    'documents/scan-with-secrecy-mark',
  ],
  'home/${medium}': ['home/network-medium', 'home/removable-medium'],
  'formal-review/${readOnly}': [
    'formal-review/other-desk',
    'formal-review/other-office',
    'formal-review/withdrawn',
  ],
  'formal-review/${reason}': [
    'formal-review/other-desk',
    'formal-review/other-office',
    'formal-review/withdrawn',
  ],
}

/** Strings of the same shape that are no refusals. */
const others = new Set([
  // Notes about single cells, which text/import.ts puts into words.
  'tables/digits-lost',
  'tables/hidden-characters',
  'tables/broken-characters',
  'tables/private-characters',
  'tables/formula-without-value',
  'tables/error-value',
  'tables/merged-rows',
  'tables/hidden-row',
  // Work on tables, jobs, their steps, and a setting.
  'registers/check-list',
  'tables/work',
  'tables/read',
  'tables/write',
  'tables/return',
  'documents/copy',
  'documents/inspect',
  'bundles/export',
  'bundles/check',
  'applications/check-list',
  'applications/layouts',
  'applications/take-in-list',
  'calendar/check-days',
  'formal-review/withdraw-import',
  'revisions/compare-list',
  'revisions/take-in',
  'desk/verify',
  'desk/read',
  'duplicates/compare-all',
  'duplicates/overlap',
  'desk/condition',
  'desk/kept',
  'desk/execute-staged',
  'desk/read-staged',
  'desk/run',
  'desk/abrupt-end',
  'integrity/opened',
  'integrity/verdict',
  // Kept in the security log, never shown.
  'desk/anchor-was-gone',
  'desk/drafts-set-aside',
  'desk/witness-was-gone',
  'desk/folder-moved',
  'desk/clock-behind',
  'integrity/chain-damaged',
  'integrity/lists-made-again',
  'bundles/fork',
  'recovery/restored',
  'recovery/began-anew',
  'recovery/password-by-sheet',
  // Where it stood when the desk became read-only: a setting.
  'recovery/held-then',
  'recovery/verify',
  'recovery/rebuild',
])

const sources = ['src-main', 'src-renderer/backend'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8')),
)

function found(pattern: RegExp): string[] {
  return [...new Set(sources.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1]!)))].sort()
}

const modules = new Set(codesWithMessage().map((code) => code.split('/')[0]))
const refused = found(/(?:refuse\(\s*|\bcode: )'([a-z][a-z-]*\/[a-z0-9-]+)'/g)
const templates = found(/refuse\(\s*`([^`]*)`/g)
const shaped = found(/'([a-z][a-z-]*\/[a-z0-9-]+)'/g).filter((text) => modules.has(text.split('/')[0]!))

describe('every refusal can be read', () => {
  it('each code of the backend has a message', () => {
    const all = [...refused, ...shaped.filter((text) => !others.has(text)), ...Object.values(computed).flat()]
    expect([...new Set(all)].filter((code) => !hasMessage(code))).toEqual([])
  })

  it('codes that are put together are listed here', () => {
    expect(templates).toEqual(Object.keys(computed).sort())
  })

  it('no message speaks of a code that the backend does not know', () => {
    const known = new Set([...shaped, ...Object.values(computed).flat()])
    expect(codesWithMessage().filter((code) => !known.has(code))).toEqual([])
  })

  it('what is excepted here still stands in the backend', () => {
    expect([...others].filter((text) => !shaped.includes(text))).toEqual([])
  })

  it('messages are Chinese sentences that say what happened, that the data is safe, and what to do', () => {
    for (const code of codesWithMessage()) {
      const { what, safe, next } = messageOf({ code })
      for (const sentence of [what, safe, next]) {
        expect(sentence, code).toMatch(/\p{Script=Han}.*[。）？]$/su)
        expect(sentence, code).not.toMatch(/undefined|null|NaN|\[object/)
      }
    }
  })

  it('an unknown code is said honestly, with the code to pass on', () => {
    const { what, code } = messageOf({ code: 'future/thing' })
    expect(what).toContain('没有现成的说明')
    expect(code).toBe('future/thing')
  })

  it('facts are counted, never shown as code', () => {
    expect(messageOf({ code: 'desk/wrong-password', left: 3 }).what).toContain('还可以再试 3 次')
    expect(messageOf({ code: 'desk/login-wait', seconds: 8 }).what).toContain('8 秒')
    expect(messageOf({ code: 'desk/not-permitted', permission: 'applications:edit' }).next).toContain(
      '经办人',
    )
  })
})

it('every step of a task has words', () => {
  const steps = found(/\bstep: '([^']+)'/g)
  expect(steps.length).toBeGreaterThan(5)
  expect(steps.filter((step) => !hasStepText(step))).toEqual([])
})
