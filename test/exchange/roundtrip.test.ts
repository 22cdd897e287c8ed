import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { hex } from '../../src-main/core/bytes.ts'
import { documentName } from '../../src-main/platform/bundle/entry.ts'
import { stagedBodies, stagedHeaders } from '../../src-main/platform/bundle/staged.ts'
import {
  allOf,
  desk,
  device,
  folders,
  noise,
  office,
  record,
  send,
  storeDocument,
} from '../support/bundles.ts'

const at = folders()
afterAll(at.remove)
const js = office('江苏省科学技术厅')
const sh = office('上海市科学技术委员会')

test.each([
  ['plain', null],
  ['encrypted', sh],
])('a %s bundle brings headers, bodies and documents as they were', async (_, encryptTo) => {
  const sender = await device(js)
  for (const text of ['一', '二', '三']) record(sender, text)
  const document = storeDocument(at.store, noise('a document', 3_000_000))
  const path = await send(at, sender, { ...allOf(sender, sh.institution), documents: [document] }, encryptTo)
  const result = await desk(sh, [js]).check(at, path)
  expect(result).toMatchObject({ ok: true, value: { isEncrypted: encryptTo !== null, events: 3 } })
  if (!result.ok) return
  const { folder } = result.value
  expect([...stagedHeaders(folder, sender.id)].map(hex)).toEqual(
    sender.events.map(({ header }) => hex(header)),
  )
  expect([...stagedBodies(folder)].map(({ bytes }) => hex(bytes))).toEqual(
    sender.events.map(({ bytes }) => hex(bytes)),
  )
  expect(readFileSync(join(folder, documentName(document.digest))).equals(readFileSync(document.path))).toBe(
    true,
  )
  expect(statSync(join(folder, 'bodies.ndjson')).mode & 0o777).toBe(0o600)
})
