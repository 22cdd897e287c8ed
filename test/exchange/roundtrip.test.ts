import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hex } from '../../src-main/core/bytes.ts'
import { documentName } from '../../src-main/platform/bundle/entry.ts'
import { stagedBodies, stagedHeaders } from '../../src-main/platform/bundle/staged.ts'
import { noise, send } from '../support/bundles.ts'
import { jiangsuToShanghai, sh } from '../support/jiangsu-to-shanghai.ts'

const { at, shanghai, contentOf } = jiangsuToShanghai()

test.each([
  ['plain', null],
  ['encrypted', sh],
])('a %s bundle brings headers, bodies and documents as they were', async (_, encryptTo) => {
  const { sender, content } = await contentOf(3, [noise('a document', 3_000_000)])
  const [document] = content.documents
  const result = await shanghai.check(at, await send(at, sender, content, encryptTo))
  expect(result).toMatchObject({ ok: true, value: { isEncrypted: encryptTo !== null, events: 3 } })
  if (!result.ok) return
  const { folder } = result.value
  expect([...stagedHeaders(folder, sender.id)].map(hex)).toEqual(
    sender.events.map(({ header }) => hex(header)),
  )
  expect([...stagedBodies(folder)].map(({ bytes }) => hex(bytes))).toEqual(
    sender.events.map(({ bytes }) => hex(bytes)),
  )
  expect(
    readFileSync(join(folder, documentName(document!.digest))).equals(readFileSync(document!.path)),
  ).toBe(true)
  expect(statSync(join(folder, 'bodies.ndjson')).mode & 0o777).toBe(0o600)
})
