import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Environment } from '../../src-main/core/office.ts'
import type { Pin } from '../../src-main/core/pin.ts'
import type { Refusal } from '../../src-main/core/result.ts'
import type { Digest } from '../../src-main/core/suite.ts'
import { checkBundle } from '../../src-main/platform/bundle/check.ts'
import { contentsOf, folders } from '../support/bundles.ts'
import { job } from '../support/job.ts'
import { tamperedBundles } from '../support/tampered-bundles.ts'

type Expectations = {
  readonly recipient: {
    readonly environment: Environment
    readonly institution: string
    readonly ageIdentity: string
  }
  readonly pins: readonly Pin[]
  readonly retired: readonly { readonly device: Digest; readonly seq: number; readonly id: Digest }[]
  readonly files: readonly {
    readonly file: string
    readonly code: string | null
    readonly facts: Omit<Refusal, 'code'>
  }[]
}

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'bundles', 'tampered')
const expectations: Expectations = JSON.parse(readFileSync(join(fixtures, 'expectations.json'), 'utf8'))
const at = folders()

/** Codes of the checks that no small file can show, and where they are shown instead. */
const withoutFile: Readonly<Record<string, string>> = {
  'bundles/absurd-place': 'is judged by a desk, after these checks (jobs/bundles/check.ts)',
  'bundles/unreadable': 'is about what is no file (absurd.test.ts)',
  'bundles/too-large': 'needs more than 64 GiB (absurd.test.ts)',
  'bundles/no-space': 'is about our own disk (writing.test.ts, parts.test.ts)',
  'bundles/own-office-key-differs':
    'is about the own office, which is nobody’s pin here (who-sent-it.test.ts)',
  'bundles/too-many-entries': 'needs 100,000 entries (absurd.test.ts)',
}

function check(file: string) {
  const { recipient, pins, retired } = expectations
  return checkBundle({
    path: join(fixtures, file),
    tempFolder: at.temp,
    identities: [recipient.ageIdentity],
    us: recipient,
    known: {
      pin: (institution) => pins.find((pin) => pin.institution === institution) ?? null,
      retirement: (device) => retired.find((one) => one.device === device) ?? null,
      head: () => null,
      eventAt: () => null,
      bodyOf: () => null,
      wants: () => true,
    },
    job: job(),
  })
}

describe('for ever', () => {
  test.each(expectations.files.filter(({ code }) => code === null))('$file is accepted', async ({ file }) => {
    const result = await check(file)
    expect(result).toMatchObject({ ok: true, value: { events: 5, chains: [{ state: 'joins', fresh: 5 }] } })
    if (result.ok) rmSync(result.value.folder, { recursive: true })
  })

  test.each(expectations.files.filter(({ code }) => code !== null))(
    '$file is refused as $code and leaves nothing',
    async ({ file, code, facts }) => {
      expect(await check(file)).toEqual({ ok: false, error: { code, ...facts } })
      expect(contentsOf(at.temp)).toEqual([])
    },
  )
})

test('every refusal of the checks has its file, or a reason why it has none', () => {
  const readme = readFileSync('src-main/platform/bundle/README.md', 'utf8')
  const table = readme.slice(readme.indexOf('Checking:'), readme.indexOf('Writing:'))
  const rows = table.split('\n').filter((line) => line.startsWith('| `'))
  const codes = rows.flatMap((line) =>
    [...line.split('|')[1]!.matchAll(/`([^`]+)`/g)].map(([, code]) => code!),
  )
  expect(codes.length).toBeGreaterThan(40)
  const shown = expectations.files.flatMap(({ code }) => code ?? [])
  expect([...shown, ...Object.keys(withoutFile)].toSorted()).toEqual(codes.toSorted())
})

test('the whole set is small, and what is not encrypted is made again to the byte', async () => {
  const names = readdirSync(fixtures)
  expect(names.reduce((sum, name) => sum + statSync(join(fixtures, name)).size, 0)).toBeLessThan(2 ** 20)
  const made = new Map((await tamperedBundles(at)).flatMap(({ files }) => [...files]))
  expect([...made.keys(), 'expectations.json'].toSorted()).toEqual(names.toSorted())
  // Encryption, and signatures of the commercial suite, are never twice the same.
  const differing = names.filter((name) => {
    const bytes = made.get(name)
    return (
      bytes && !/\.age\b|分卷|^other-suite/u.test(name) && !bytes.equals(readFileSync(join(fixtures, name)))
    )
  })
  expect(differing).toEqual([])
})
