import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { jointBatch } from '../support/batches.ts'
import { closeIn } from '../support/closed.ts'
import { send, takeIn } from '../support/exchange.ts'
import { testFolder } from '../support/log.ts'
import { code, type Office, openOffice, pinEachOther, value } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'
import { type Seeded, seedOffice } from '../support/seed.ts'

let js: Office
let sh: Office
let seeded: Seeded

beforeAll(async () => {
  seeded = await seedOffice({ home: testFolder(), count: 3, documents: 0 })
  js = seeded.office
  const content = jointBatch({ opens: '2026-09-01', host: 'JS', signOff: true })
  await value(js.desk.batches.change({ batch: seeded.batch, content }))
  sh = await openOffice('SH')
  await pinEachOther(js, sh)
})
afterAll(async () => {
  await js.close()
  await sh.close()
})

const answer = { answer: '同意' as const, number: '沪科函〔2026〕3号', date: '2026-11-21', remark: '' }

async function scanIn(office: Office): Promise<string> {
  const folder = await office.folder('scans')
  const file = path.join(folder.path, '回函.pdf')
  writeFileSync(file, await makePdf({ pages: 1, text: () => '回函' }))
  return (await value(office.desk.documents.keepScan({ file: await office.token(file) }))).scan
}

it('two offices with desks agree on a list by bundles, a third on paper, and two people make it final', async () => {
  const { batch, applications } = seeded
  const ids = [...applications.values()]
  for (const id of ids) await closeIn(js, id, { outcome: '通过' })

  // Nothing may be recommended before it is signed.
  expect((await value(js.desk.recommendations.proposal({ batch })))!.rows).toEqual([])
  const { signOff } = await value(js.desk.formalReview.requestSignOff({ batch, applications: ids }))
  const signed = await scanIn(js)
  await value(
    js.desk.signOffs.register({
      signOff,
      opinion: '同意',
      date: '2026-11-20',
      person: '王处',
      office: '资源配置处处长',
      number: '苏科签〔2026〕12号',
      remark: '',
      returned: [],
      scan: signed,
    }),
  )
  const { rows } = (await value(js.desk.recommendations.proposal({ batch })))!
  const { recommendation } = await value(
    js.desk.recommendations.draft({
      batch,
      rows: rows.map(({ application }) => ({ application, note: '' })),
      leftOut: [],
      parties: ['SH', 'ZJ'],
    }),
  )

  // Shanghai gets the list with the sign-off, and not the signed paper of Jiangsu.
  await takeIn(sh, await send(js, 'SH'))
  const [there] = await value(sh.desk.recommendations.ofBatch({ batch }))
  expect(there!.drafts[0]!.rows.map(({ number }) => number)).toEqual([...applications.keys()])
  expect(await value(sh.desk.formalReview.signOff(signOff))).toMatchObject({
    scan: null,
    paper: { number: '苏科签〔2026〕12号' },
  })
  expect(await code(sh.desk.documents.read({ document: signed, offset: 0, length: 10 }))).toBe(
    'documents/not-here',
  )
  const draft = there!.drafts[0]!.id
  const scan = await scanIn(sh)
  await value(sh.desk.recommendations.answer({ recommendation, draft, ...answer, scan }))

  // Jiangsu may not say it for Shanghai, which has a desk; Zhejiang has none.
  const own = js.desk.recommendations
  const said = { recommendation, draft, ...answer, scan: null }
  expect(await code(own.registerAnswer({ ...said, of: 'SH' }))).toBe('recommendations/has-a-desk')
  expect(await code(own.registerAnswer({ ...said, of: 'ZJ', scan: `sha256:${'1'.repeat(64)}` }))).toBe(
    'documents/scan-gone',
  )
  await value(own.registerAnswer({ ...said, of: 'ZJ' }))
  expect(await code(own.finalise({ recommendation, draft }, { second: js.second }))).toBe(
    'recommendations/agreement-missing',
  )
  await takeIn(js, await send(sh, 'JS'))
  const [here] = await value(own.ofBatch({ batch }))
  expect(here!.agreements.map(({ of, isUnverified }) => [of, isUnverified]).toSorted()).toEqual([
    ['SH', false],
    ['ZJ', true],
  ])
  // The scan of the answer came along: it was meant for Jiangsu.
  expect((await value(js.desk.documents.read({ document: scan, offset: 0, length: 4 }))).length).toBe(4)
  expect(await code(own.finalise({ recommendation, draft }))).not.toBe('ok')
  await value(own.finalise({ recommendation, draft }, { second: js.second }))
  await takeIn(sh, await send(js, 'SH'))
  expect((await value(sh.desk.recommendations.ofBatch({ batch })))[0]!.final).toMatchObject({ draft })

  // The XLSX of the list has no formula in it.
  const folder = await js.folder('lists')
  const { name } = await value(own.writeList({ recommendation, draft: 1, folder: folder.token }))
  expect(name).toMatch(/^推荐汇总表-定稿-.*\.xlsx$/)
})
