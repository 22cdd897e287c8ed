import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { utf8 } from '../../src-main/core/bytes.ts'
import { encodeManifest } from '../../src-main/core/manifest.ts'
import type { Environment } from '../../src-main/core/office.ts'
import type { Pin } from '../../src-main/core/pin.ts'
import type { Digest } from '../../src-main/core/suite.ts'
import { checkBundle } from '../../src-main/platform/bundle/check.ts'
import { documentName } from '../../src-main/platform/bundle/entry.ts'
import { stagedBodies, stagedHeaders } from '../../src-main/platform/bundle/staged.ts'
import { folders } from '../support/bundles.ts'
import { goldenSm2 } from '../support/golden-sm2.ts'
import { job } from '../support/job.ts'
import { vectors } from '../support/vectors.ts'

type Golden = {
  readonly recipient: {
    readonly environment: Environment
    readonly institution: string
    readonly ageIdentity: string
  }
  readonly pin: Pin
  readonly files: readonly { readonly file: string; readonly size: number; readonly digest: Digest }[]
  readonly device: Digest
  readonly events: readonly Digest[]
  readonly document: { readonly digest: Digest; readonly text: string }
}

type Chain = readonly {
  readonly header: { readonly text: string }
  readonly body: { readonly text: string }
}[]

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'bundles')
const readGolden = (name: string): Golden => JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8'))
const first = {
  golden: readGolden('v1'),
  manifest: vectors<{ text: string }>('manifest'),
  chain: vectors<Chain>('chain'),
}
const sm2 = {
  golden: readGolden('v1-sm2'),
  ...vectors<{ manifest: { text: string }; chain: Chain }>('sm2-sm3'),
}
const all = [first, sm2].flatMap((one) => one.golden.files.map((file) => ({ ...one, ...file })))
const at = folders()

test.each(all)(
  'the golden bundle $file is read for ever',
  async ({ golden, manifest: expected, chain, file, size, digest }) => {
    const { recipient, pin, device, events, document } = golden
    const result = await checkBundle({
      path: join(fixtures, file),
      tempFolder: at.temp,
      identities: [recipient.ageIdentity],
      us: recipient,
      known: {
        pin: (institution) => (institution === pin.institution ? pin : null),
        retirement: () => null,
        head: () => null,
        eventAt: () => null,
        bodyOf: () => null,
        wants: () => true,
      },
      job: job(),
    })
    expect(result).toMatchObject({
      ok: true,
      value: { size, digest, chains: [{ state: 'joins', device, fresh: 3 }] },
    })
    if (!result.ok) return
    const { folder, manifest } = result.value
    expect(Buffer.from(encodeManifest(manifest)).toString()).toBe(expected.text)
    expect([...stagedHeaders(folder, device)].map((bytes) => Buffer.from(bytes).toString())).toEqual(
      chain.map(({ header }) => header.text),
    )
    expect(
      [...stagedBodies(folder)].map(({ event, bytes }) => [event, Buffer.from(bytes).toString()]),
    ).toEqual(events.map((event, i) => [event, chain[i]!.body.text]))
    expect(readFileSync(join(folder, documentName(document.digest)))).toEqual(
      Buffer.from(utf8(document.text)),
    )
  },
)

test('the golden bundle and vectors of sm2-sm3 come out again, byte for byte', async () => {
  const made = await goldenSm2(join(at.root, 'golden'))
  expect(made.vectors).toEqual(vectors('sm2-sm3'))
  const { files, ...rest } = made.bundle
  expect(rest).toEqual({ ...readGolden('v1-sm2'), files: undefined })
  // The age file has a new key each time.
  expect(files[0]).toEqual(readGolden('v1-sm2').files[0])
})
