import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundles } from '../../src-main/domain/bundles/index.ts'
import { partSizes } from '../../src-main/domain/bundles/rules.ts'
import { openSqlite } from '../../src-main/platform/sqlite.ts'
import { type Office, openOffice, pinEachOther, value } from '../support/office.ts'

let js: Office
let sh: Office

beforeAll(async () => {
  js = await openOffice('JS')
  sh = await openOffice('SH')
  await pinEachOther(js, sh)
})
afterAll(async () => {
  await js.close()
  await sh.close()
})

it('a bundle in parts goes from office to office: any part opens it, and the record of sending names the whole', async () => {
  const stick = await js.folder('disc')
  const written = await value(
    js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: true, partSize: 20 }),
  )
  const { file, parts, digest, size } = written
  const list = file.replace(/\.zip\.age$/, '.分卷校验.txt')
  expect(parts).toBe(1)
  expect(readdirSync(stick.path).toSorted()).toEqual([list, `${file}.001`].toSorted())
  const bytes = readFileSync(path.join(stick.path, `${file}.001`))
  expect({ size, digest }).toEqual({
    size: bytes.length,
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
  })
  expect(sentDigests(js)).toContain(digest)
  const opened = await value(
    sh.desk.bundles.openBundle({ file: await sh.token(path.join(stick.path, `${file}.001`)) }),
  )
  expect(opened).toMatchObject({ digest, size, sender: 'JS', outcome: 'acceptable' })
  await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))
  const again = await value(sh.desk.bundles.openBundle({ file: await sh.token(path.join(stick.path, list)) }))
  expect(again).toMatchObject({ digest, outcome: 'already-imported' })
  await value(sh.desk.bundles.dropBundle({ staged: again.staged }))
})

it('a missing part is refused by its number, and nothing is left in the private folder', async () => {
  const stick = await js.folder('disc-2')
  const { file } = await value(
    js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: true, partSize: 50 }),
  )
  const token = await sh.token(path.join(stick.path, `${file}.001`))
  rmSync(path.join(stick.path, `${file}.001`))
  expect(await sh.desk.bundles.openBundle({ file: token })).toEqual({
    ok: false,
    error: { code: 'bundles/part-missing', part: 1, of: 1, parts: [1] },
  })
  expect(readdirSync(path.join(sh.home, 'SH-training', 'staging'))).toEqual([])
})

it('only the sizes that the screen offers are taken', () => {
  const { input } = bundles.calls.exportBundle
  const given = { to: 'SH', folder: 'token', withDocuments: true }
  for (const partSize of [...partSizes, null, undefined])
    expect(input.safeParse({ ...given, partSize }).success).toBe(true)
  for (const partSize of [0, 1, 30, -20, '20', 20.5])
    expect(input.safeParse({ ...given, partSize }).success).toBe(false)
})

function sentDigests(office: Office): readonly string[] {
  const db = openSqlite(path.join(office.home, 'JS-training', 'desk.sqlite'), { readOnly: true })
  const rows = db.sql<{ bytes: Uint8Array }>("SELECT bytes FROM bodies WHERE type = 'BundleSent'")
  db.close()
  return rows.map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString('utf8')).data.digest as string)
}
