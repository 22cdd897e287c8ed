import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { timelineSentence } from '../../src-main/domain/history/rules.ts'
import { testFolder } from '../support/log.ts'
import { type Office, openOffice, pinEachOther, value } from '../support/office.ts'
import { type Seeded, seedOffice } from '../support/seed.ts'

let seeded: Seeded
let js: Office
let sh: Office
let application: string

beforeAll(async () => {
  seeded = await seedOffice({ home: testFolder(), count: 4, documents: 1 })
  js = seeded.office
  sh = await openOffice('SH')
  await pinEachOther(js, sh)
  application = [...seeded.applications.values()][0]!
  const { content } = (await value(js.desk.applications.open(application)))!
  const completed = JSON.parse(JSON.stringify({ ...content, task: '车载语音交互' }))
  await value(js.desk.applications.complete({ application, content: completed }))
  const verdict = {
    application,
    code: 'F04' as const,
    verdict: '不符合' as const,
    note: '与指南方向不符',
    evidence: [],
  }
  await value(js.desk.formalReview.recordVerdict(verdict))
  const { seen } = (await value(js.desk.formalReview.open(application)))!
  await value(
    js.desk.formalReview.closeAsNotAccepted(
      { application, reason: '与指南方向不符', seen },
      { second: js.second },
    ),
  )
})
afterAll(async () => {
  await js.close()
  await sh.close()
})

describe('the timeline of an application', () => {
  it('holds its import, what was typed in, and the review with both persons, in their order', async () => {
    const entries = await value(js.desk.history.timeline(application))
    const types = entries.map(({ type }) => type)
    const expected = [
      'ImportRecorded',
      'ApplicationImported',
      'ApplicationCompleted',
      'ReviewOpened',
      'VerdictRecorded',
      'OutcomeConfirmed',
      'ReviewClosed',
    ]
    expect(types.filter((type) => expected.includes(type))).toEqual(expected)
    expect(entries.find(({ type }) => type === 'OutcomeConfirmed')).toMatchObject({ actorName: '李复核' })
    expect(await value(js.desk.history.unshown(application))).toEqual([])
  })

  it('never shows personal data', async () => {
    const [person] = (await value(js.desk.applications.people(application))) ?? []
    expect(person?.name).toBeTruthy()
    const told = JSON.stringify([
      await value(js.desk.history.timeline(application)),
      await value(js.desk.history.recent({ offset: 0, limit: 500 })),
    ])
    expect(told).toContain('ApplicantPeopleRecorded')
    expect(told).not.toContain(person!.name)
  })
})

describe('recent events', () => {
  it('come newest first, in pages that fit together, each with the story it belongs to', async () => {
    const all = await value(js.desk.history.recent({ offset: 0, limit: 500 }))
    expect(all.rows).toHaveLength(all.total)
    // Who looked at the people above stands there too.
    const story = { subject: application }
    expect(all.rows[0]).toMatchObject({ entry: { type: 'PersonalDataSeen' }, story })
    expect(all.rows[1]).toMatchObject({ entry: { type: 'ReviewClosed' }, story })
    expect(all.rows[0]!.story!.title).toContain([...seeded.applications.keys()][0])
    expect(all.rows.at(-1)).toMatchObject({ entry: { type: 'ChainBegan' } })
    const pages = []
    for (let offset = 0; offset < all.total; offset += 7) {
      pages.push(...(await value(js.desk.history.recent({ offset, limit: 7 }))).rows)
    }
    expect(pages).toEqual(all.rows)
  })

  it('each have a sentence', async () => {
    const names = { office: (code: string) => code, person: () => null }
    const { rows } = await value(js.desk.history.recent({ offset: 0, limit: 500 }))
    for (const { entry } of rows) {
      const sentence = timelineSentence(entry!, names)
      expect(sentence).toMatch(/\p{Script=Han}/u)
      expect(sentence).not.toMatch(/undefined|null|NaN|\[object|不认识/)
    }
  })

  it('of another office say which bodies did not come along', async () => {
    const stick = await js.folder('stick')
    await value(js.desk.bundles.exportBundle({ to: 'SH', folder: stick.token, withDocuments: false }))
    const [file] = readdirSync(stick.path)
    const opened = await value(sh.desk.bundles.openBundle({ file: await sh.token(`${stick.path}/${file}`) }))
    await value(sh.desk.bundles.acceptBundle({ staged: opened.staged }))
    const { rows } = await value(sh.desk.history.recent({ offset: 0, limit: 500 }))
    const withheld = rows.filter(({ unshown }) => unshown === 'withheld')
    expect(withheld).toHaveLength(opened.withheld)
    expect(withheld.every(({ entry, institution }) => entry === null && institution === 'JS')).toBe(true)
    expect(rows.find(({ entry }) => entry?.type === 'OutcomeConfirmed')).toMatchObject({
      institution: 'JS',
      entry: { actorName: '李复核' },
      story: { subject: application },
    })
  })
})
