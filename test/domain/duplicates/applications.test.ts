import { beforeEach, describe, expect, test } from 'vitest'
import { findingSentences } from '../../../src-main/domain/formal-review/rules.ts'
import { recordImportWithdrawn } from '../../../src-main/domain/formal-review/withdraw-import.ts'
import { modules } from '../../../src-main/domain/index.ts'
import { applied, compareAll, findingOf, granted, idsIn } from '../../support/duplicates.ts'
import { type LogDesk, openLogDesk } from '../../support/office-desks.ts'
import { prose } from '../../support/prose.ts'

const text = prose(900, 1)
const [one, two, three] = ['CSJ-1', 'CSJ-2', 'CSJ-3'] as const
const said = (desk: LogDesk, id: string, code: 'F13' | 'F14') =>
  findingSentences(findingOf(desk, id, code)).join('')

let js: LogDesk
beforeEach(async () => {
  js = await openLogDesk('JS')
})

describe('F14 among all lists that are here', () => {
  test('a text that another application has is told with its share, once texts were compared', async () => {
    const { ids } = applied(js, { title: '2026年第一批' }, [
      { number: one, title: '车规级功率芯片', summary: text },
      { number: two, title: '固态电池电解质', summary: `${text.slice(0, 700)}${prose(400, 2)}` },
      { number: three, title: '脑机接口电极', summary: prose(900, 3) },
    ])
    expect(said(js, ids.get(one)!, 'F14')).toContain('新近有变化，文字尚未比对')
    await compareAll(js)
    expect(findingOf(js, ids.get(one)!, 'F14')).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'text-overlaps', facts: { found: [{ number: two, office: '江苏', batch: null }] } },
    })
    expect(said(js, ids.get(one)!, 'F14')).toMatch(
      /与 CSJ-2（江苏）文字重合约 \d\d%。已比对江苏本批名单。上海、浙江、安徽本批名单未到，未比对。文字已比对。/,
    )
    expect(findingOf(js, ids.get(three)!, 'F14').reason.code).toBe('no-duplicate-so-far')
  })

  test('an application without text says so, and the others say how many there are', async () => {
    const { ids } = applied(js, { title: '2026年第一批' }, [
      { number: one, title: '车规级功率芯片', summary: text },
      { number: two, title: '固态电池电解质', summary: null, indicators: null },
    ])
    await compareAll(js)
    expect(said(js, ids.get(two)!, 'F14')).toContain('本项没有可比对的文字')
    expect(said(js, ids.get(one)!, 'F14')).toContain('本批另有 1 项没有可比对的文字')
  })

  test('earlier batches are compared too, and named; an equal title there is only told', async () => {
    applied(js, { title: '2025年第一批' }, [
      { number: one, title: '车规级功率芯片', summary: text },
      { number: two, title: '固态电池电解质' },
    ])
    const { ids } = applied(js, { title: '2026年第一批' }, [
      { number: one, title: '固态电池电解质', summary: null },
      { number: three, title: '别的名称', summary: text },
    ])
    await compareAll(js)
    const title = findingOf(js, ids.get(one)!, 'F14')
    expect(title).toMatchObject({ verdict: 'hint', reason: { code: 'same-title-earlier' } })
    expect(said(js, ids.get(one)!, 'F14')).toContain('CSJ-2（2025年第一批）')
    expect(said(js, ids.get(three)!, 'F14')).toContain('CSJ-1（2025年第一批）文字重合约 100%')
  })

  test('lists of other offices are compared when they have come, withdrawn ones are not', async () => {
    const { batch } = applied(js, { title: '2026年第一批' }, [
      { number: one, title: '车规级功率芯片', summary: text },
    ])
    const sh = await openLogDesk('SH')
    sh.receive(js)
    applied(sh, { batch }, [{ number: two, title: '车规级功率芯片', summary: text }])
    js.receive(sh)
    await compareAll(js)
    const own = idsIn(js, batch).get(one)!
    expect(findingOf(js, own, 'F14')).toMatchObject({ verdict: 'fail', reason: { code: 'same-title' } })
    expect(said(js, own, 'F14')).toContain('已比对上海、江苏本批名单')
    expect(said(js, own, 'F14')).toContain('浙江、安徽本批名单未到，未比对')
    const list = sh
      .ask(modules.applications.calls.imports, batch)
      .find(({ institution }) => institution === 'SH')!
    granted(sh.run(recordImportWithdrawn, { import: list.id, reason: '重复导入' }))
    js.receive(sh)
    expect(findingOf(js, own, 'F14').reason.code).toBe('no-duplicate-so-far')
    expect(said(js, own, 'F14')).toContain('上海、浙江、安徽本批名单未到')
  })

  test('nothing is compared again while nothing has changed; a completed text is', async () => {
    const { ids } = applied(js, { title: '2026年第一批' }, [
      { number: one, title: '车规级功率芯片', summary: prose(900, 4) },
      { number: two, title: '固态电池电解质', summary: text },
    ])
    const first = await compareAll(js)
    expect(await compareAll(js)).toEqual(first)
    const { content } = js.ask(modules.applications.calls.open, ids.get(one)!)!
    granted(
      js.run(modules.applications.calls.complete, {
        application: ids.get(one)!,
        content: { ...content, summary: text } as never,
      }),
    )
    expect(said(js, ids.get(one)!, 'F14')).toContain('文字尚未比对')
    expect(await compareAll(js)).not.toEqual(first)
    expect(said(js, ids.get(two)!, 'F14')).toContain('CSJ-1（江苏）文字重合约 100%')
  })
})

describe('F13, one application a principal a batch', () => {
  const [id, otherId] = ['11010519491231002X', '110105194912310038']

  test('the same ID is a fault, the same name for a person, another ID of the same name is another person', () => {
    const { ids } = applied(js, { title: '2026年第一批' }, [
      { number: one, title: '一', principal: { name: '欧阳某', idNumber: id } },
      { number: two, title: '二', principal: { name: '欧阳某', idNumber: id.toLowerCase() } },
      { number: three, title: '三', principal: { name: '欧阳某' } },
      { number: 'CSJ-4', title: '四', principal: { name: '欧阳某', idNumber: otherId } },
    ])
    expect(findingOf(js, ids.get(one)!, 'F13')).toMatchObject({
      verdict: 'fail',
      reason: { code: 'principal-again', facts: { numbers: [two] } },
      also: [{ code: 'principal-of-same-name', facts: { numbers: [three] } }],
    })
    expect(findingOf(js, ids.get(three)!, 'F13')).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'principal-of-same-name', facts: { numbers: [one, two, 'CSJ-4'] } },
    })
    const everything = JSON.stringify([...ids.values()].map((one) => findingOf(js, one, 'F13')))
    expect(everything).not.toContain('欧阳')
    expect(everything.toUpperCase()).not.toContain(id)
  })

  test('is asked within the batch; other offices’ people were not compared, and it says so', async () => {
    const principal = { name: '欧阳某', idNumber: id }
    applied(js, { title: '2025年第一批' }, [{ number: one, title: '一', principal }])
    const { batch, ids } = applied(js, { title: '2026年第一批' }, [
      { number: one, title: '一', principal },
      { number: two, title: '二' },
    ])
    const sh = await openLogDesk('SH')
    sh.receive(js)
    applied(sh, { batch }, [{ number: three, title: '三', principal }])
    js.receive(sh)
    expect(findingOf(js, ids.get(one)!, 'F13')).toMatchObject({
      verdict: 'pass',
      reason: { code: 'principal-once', facts: { notCompared: ['上海'] } },
    })
    expect(said(js, ids.get(one)!, 'F13')).toContain('上海的人员信息不在本机，未比对')
    expect(findingOf(js, ids.get(two)!, 'F13').reason.code).toBe('principal-not-entered')
    expect(findingOf(js, idsIn(js, batch).get(three)!, 'F13').reason.code).toBe('principal-not-entered')
  })
})

describe('an application that its applicant took back', () => {
  test('repeats nothing, nor is it one application more of its principal, until it is back', async () => {
    const principal = { name: '欧阳某', idNumber: '11010519491231002X' }
    const { ids } = applied(js, { title: '2026年第一批' }, [
      { number: one, title: '车规级功率芯片', summary: text, principal },
      { number: two, title: '车规级功率芯片', summary: text, principal },
    ])
    const [own, other] = [ids.get(one)!, ids.get(two)!]
    await compareAll(js)
    expect(findingOf(js, own, 'F14').verdict).toBe('fail')
    const { withdraw, reinstate } = modules.applications.calls
    granted(js.run(withdraw, { application: other, reason: '重复申报', date: '2026-11-20' }))
    await compareAll(js)
    expect(findingOf(js, own, 'F14').reason.code).toBe('no-duplicate-so-far')
    expect(findingOf(js, own, 'F13').reason.code).toBe('principal-once')
    granted(js.run(reinstate, { application: other, reason: '登记有误' }))
    expect(findingOf(js, own, 'F14').verdict).toBe('fail')
    expect(said(js, own, 'F14')).toContain('文字尚未比对')
  })
})
