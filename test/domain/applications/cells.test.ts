import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAmountCell } from '../../../src-main/domain/applications/amount-cell.ts'
import {
  isPersonalData,
  quotable,
  readCellText,
  singleLine,
} from '../../../src-main/domain/applications/cell-text.ts'
import { readDateCell, splitPeriod } from '../../../src-main/domain/applications/date-cell.ts'

describe('dates', () => {
  test.each([
    ['2026-01-31', '2026-01-31'],
    ['2026/1/31', '2026-01-31'],
    ['2026.1.31', '2026-01-31'],
    ['2026年1月31日', '2026-01-31'],
    ['２０２６年１月３１日', '2026-01-31'],
    ['20260131', '2026-01-31'],
    ['2026-01-31 00:00:00', '2026-01-31'],
    ['2026-01-31T00:00:00.000Z', '2026-01-31'],
    ['2028-02-29', '2028-02-29'],
  ])('%s is %s', (text, date) => {
    expect(readDateCell(text, 'start')).toEqual({ ok: true, date, fromSerial: false })
  })

  test('a month alone begins with its first day and ends with its last', () => {
    expect(readDateCell('2027年2月', 'start')).toMatchObject({ date: '2027-02-01' })
    expect(readDateCell('2028.2', 'end')).toMatchObject({ date: '2028-02-29' })
    expect(readDateCell('202612', 'end')).toMatchObject({ date: '2026-12-31' })
  })

  test('the serial number of a spreadsheet is read as the day it shows', () => {
    expect(readDateCell('46023', 'start')).toEqual({ ok: true, date: '2026-01-01', fromSerial: true })
    expect(readDateCell('46023.5', 'start')).toMatchObject({ date: '2026-01-01' })
  })

  test.each([
    '2026-02-30',
    '2026年2月29日',
    '2026-13-01',
    '2026-00-10',
    '20260231',
    '20261340',
    '2026-04-31',
  ])('%s does not exist in the calendar', (text) => {
    expect(readDateCell(text, 'end')).toEqual({ ok: false, problem: 'no-such-date' })
  })

  test('years that no project has, and texts that are no dates, are told apart', () => {
    expect(readDateCell('1026-01-01', 'start')).toEqual({ ok: false, problem: 'date-out-of-range' })
    expect(readDateCell('99999', 'start')).toEqual({ ok: false, problem: 'date-out-of-range' })
    for (const text of ['长期', '3年', '26-1-1', '2026', '二〇二六年一月', '1/2/2026']) {
      expect(readDateCell(text, 'start')).toEqual({ ok: false, problem: 'not-a-date' })
    }
  })

  test.each([
    '2026年1月至2028年12月',
    '2026年1月—2028年12月',
    '2026.01-2028.12',
    '2026-01-2028-12',
    '2026/1~2028/12',
    '2026 年 1 月 到 2028 年 12 月止',
  ])('%s is a period of two months', (text) => {
    const split = splitPeriod(text)
    if (!split.ok) throw new Error('no period')
    expect(readDateCell(split.from, 'start')).toMatchObject({ date: '2026-01-01' })
    expect(readDateCell(split.to, 'end')).toMatchObject({ date: '2028-12-31' })
  })

  test('a period of full dates is split at the right hyphen', () => {
    expect(splitPeriod('2026-01-01-2028-12-31')).toEqual({ ok: true, from: '2026-01-01', to: '2028-12-31' })
    expect(splitPeriod('2026年1月1日至2028年12月31日')).toMatchObject({ ok: true })
    for (const text of ['36个月', '3年', '2026年', '']) expect(splitPeriod(text)).toEqual({ ok: false })
  })

  test('property: every day of the century is read back from every way of writing it', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10)
        const [y, m, d] = iso.split('-').map(Number)
        for (const text of [iso, `${y}/${m}/${d}`, `${y}年${m}月${d}日`, iso.replaceAll('-', '')]) {
          expect(readDateCell(text, 'start')).toMatchObject({ ok: true, date: iso })
        }
      }),
    )
  })
})

describe('amounts', () => {
  const amount = (text: string, unit: 'wan' | 'yuan' = 'wan') => {
    const read = readAmountCell(text, unit)
    return read.ok ? read.amount : read.problem
  }

  test('万元 and 元 are kept in 分 without rounding', () => {
    expect(amount('1234.56')).toBe(1_234_560_000)
    expect(amount('1,234.56')).toBe(1_234_560_000)
    expect(amount('１２３４．５６')).toBe(1_234_560_000)
    expect(amount('¥1 234.56')).toBe(1_234_560_000)
    expect(amount('12345678.9', 'yuan')).toBe(1_234_567_890)
    expect(amount('0')).toBe(0)
  })

  test('a unit in the cell counts before the unit of the column', () => {
    expect(amount('500万元', 'yuan')).toBe(500_000_000)
    expect(amount('5000000元')).toBe(500_000_000)
    expect(amount('1.2亿元')).toBe(12_000_000_000)
    expect(amount('1.2亿')).toBe(12_000_000_000)
  })

  test('the noise of binary floating point is dropped, real digits are not', () => {
    expect(amount('123.45000000000002')).toBe(123_450_000)
    expect(amount('0.30000000000000004')).toBe(300_000)
    expect(readAmountCell('123.4567', 'wan')).toMatchObject({ ok: true, amount: 123_456_700, isFine: true })
    expect(readAmountCell('123.45', 'wan')).toMatchObject({ isFine: false })
  })

  test('what cannot be an amount has its own code', () => {
    expect(amount('-5')).toBe('amount-negative')
    expect(amount('(5)')).toBe('amount-negative')
    expect(amount('1.2345678')).toBe('amount-too-fine')
    expect(amount('1.234', 'yuan')).toBe('amount-too-fine')
    expect(amount('1000000000')).toBe('amount-too-large')
    expect(amount('9'.repeat(400))).toBe('amount-too-large')
    for (const text of ['约300', '300-500', '三百万', '12.3.4', '#REF!', '50%', '1e999999']) {
      expect(amount(text)).toBe('amount-is-text')
    }
  })

  test('amounts that look like the other unit are doubted, not changed', () => {
    expect(readAmountCell('12000000', 'wan')).toMatchObject({ ok: true, unitDoubt: true })
    expect(readAmountCell('12000', 'wan')).toMatchObject({ unitDoubt: false })
    expect(readAmountCell('1200', 'yuan')).toMatchObject({ ok: true, amount: 120_000, unitDoubt: true })
    expect(readAmountCell('1200000', 'yuan')).toMatchObject({ unitDoubt: false })
  })

  test('property: 万元 with two decimals are read exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (hundredths) => {
        expect(amount((hundredths / 100).toFixed(2))).toBe(hundredths * 10_000)
      }),
    )
  })

  test('property: no text makes the reader throw or give a broken amount', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-+eE()万亿元¥ ') }), (text) => {
        const read = readAmountCell(text, 'wan')
        if (read.ok) expect(Number.isSafeInteger(read.amount) && read.amount >= 0).toBe(true)
      }),
    )
  })
})

describe('texts', () => {
  test('rare characters and their variants survive, invisible ones are taken out and counted', () => {
    expect(readCellText(' 𠮷龘㐀䶮葛\u{e0100} ')).toEqual({
      text: '𠮷龘㐀䶮葛\u{e0100}',
      invisible: 0,
      lost: false,
      privateUse: false,
    })
    expect(readCellText('思必\u200b驰\u202e公司\u2066')).toMatchObject({ text: '思必驰公司', invisible: 3 })
    expect(readCellText('甲\u{e0041}\u3164乙\u0007')).toMatchObject({ text: '甲乙', invisible: 3 })
  })

  test('characters that the file has lost and those only one machine knows are told', () => {
    expect(readCellText('张\ufffd')).toMatchObject({ lost: true })
    expect(readCellText('张\ud842')).toMatchObject({ lost: true, text: '张\ufffd' })
    expect(readCellText('张\ue000')).toMatchObject({ privateUse: true, lost: false })
  })

  test('a title broken into lines becomes one line without spaces between characters', () => {
    expect(singleLine('面向车载\n语音 AI\r\n芯片')).toBe('面向车载语音 AI 芯片')
  })

  test('phone numbers, ID numbers and mail addresses are recognised and never quoted', () => {
    for (const text of ['13800001234', '+86 138-0000-1234', '11010519491231002X', 'a.b@example.cn']) {
      expect(isPersonalData(text)).toBe(true)
      expect(quotable(`约 ${text}`)).toBe('')
    }
    for (const text of ['1380000', '91350100M000100Y43', '2026-01-01', '约300'])
      expect(isPersonalData(text)).toBe(false)
    expect(quotable('长'.repeat(50))).toHaveLength(40)
  })
})
