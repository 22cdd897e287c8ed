import { mkdtempSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readClaim } from '../../src-main/platform/bundle/claim.ts'
import { writeBundle } from '../../src-main/platform/bundle/write.ts'
import { jiangsuToShanghai, sh } from '../support/jiangsu-to-shanghai.ts'
import { job } from '../support/job.ts'

const { at, contentOf } = jiangsuToShanghai()

test.for([
  ['one file', null],
  ['a set of parts', 4_000],
] as const)('asking a bundle what it says of itself leaves nothing behind: %s', async ([, partSize]) => {
  const { sender, content } = await contentOf(20)
  for (const encryptTo of [null, sh.encryptionKey]) {
    const folder = at.empty()
    const name = '数据交换包-苏至沪'
    const request = { content, folder, name, partSize, encryptTo, tempFolder: at.temp, job: job() }
    const written = await writeBundle({ ...request, sign: sender.sign })
    if (!written.ok) throw new Error(written.error.code)
    const path = join(folder, partSize === null ? written.value.file : `${written.value.file}.001`)
    const temp = mkdtempSync(join(at.temp, 'claim-'))
    expect(await readClaim({ path, folder: temp, job: job() })).toMatchObject(
      encryptTo === null
        ? { ok: true, value: { pin: { institution: content.sender.institution } } }
        : { ok: false, error: { code: 'bundles/encrypted-for-another' } },
    )
    expect(readdirSync(temp)).toEqual([])
  }
})
