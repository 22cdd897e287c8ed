import { expect, it } from 'vitest'
import { testFolder } from '../support/log.ts'
import { value } from '../support/office.ts'
import { seedConsortium, seedOffice } from '../support/seed.ts'

it('the published consortium is taken in from a list and shows no 不符合', async () => {
  const seeded = await seedOffice({ home: testFolder(), count: 1, documents: 0 })
  const application = await seedConsortium(seeded, '长三角语言计算创新联合体')
  const page = (await value(seeded.office.desk.formalReview.open(application)))!
  expect(page.application.content.organisations).toHaveLength(6)
  expect(page.findings.filter(({ verdict }) => verdict === 'fail')).toEqual([])
  expect(page.findings.filter(({ verdict }) => verdict === 'pass').map(({ code }) => code)).toEqual(
    expect.arrayContaining(['C03', 'C04', 'C08']),
  )
  await seeded.office.close()
})
