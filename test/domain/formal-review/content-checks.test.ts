import { describe, expect, test } from 'vitest'
import { aDocument, anApplication, anOrganisation, aReviewInput } from '../../support/applications.ts'
import { findingOn } from '../../support/findings.ts'

describe('F01 required fields', () => {
  test('passes when all that the plan requires are entered', () => {
    expect(findingOn('F01')).toMatchObject({
      verdict: 'pass',
      reason: { code: 'all-entered', facts: { count: 9 } },
    })
  })

  test('absent data are never held against an application', () => {
    const money = { total: null, requested: null, selfRaised: null, offered: null, contract: null }
    const found = findingOn('F01', {
      application: anApplication({ field: null, end: null, money, organisations: [] }),
    })
    expect(found).toMatchObject({
      verdict: 'cannot-check',
      reason: {
        code: 'not-entered',
        facts: { fields: ['field', 'lead', 'regions', 'end', 'total', 'requested'] },
      },
    })
    expect(found.evidence).toContainEqual({ field: 'end' })
  })

  test('a placeholder is a fault, whatever else is absent', () => {
    const found = findingOn('F01', {
      application: anApplication({ title: '待定', field: 'XX', start: null }),
    })
    expect(found).toMatchObject({ verdict: 'fail', reason: { facts: { fields: ['title', 'field'] } } })
    expect(found.also).toMatchObject([{ code: 'not-entered', facts: { fields: ['start'] } }])
  })

  test('one organisation without a region is enough for 各单位所在地 to be open', () => {
    const organisations = [anOrganisation(), anOrganisation({ name: '乙', region: null })]
    expect(findingOn('F01', { application: anApplication({ organisations }) })).toMatchObject({
      reason: { code: 'not-entered', facts: { fields: ['regions'] } },
    })
  })

  test('the plan decides which fields are required', () => {
    const plan = { ...aReviewInput().plan, rules: { F01: { parameters: { fields: ['summary'] } } } }
    expect(findingOn('F01', { plan })).toMatchObject({ reason: { facts: { fields: ['summary'] } } })
  })
})

describe('F02 attachments', () => {
  test('passes when every required kind is marked in documents that can be read', () => {
    expect(findingOn('F02')).toMatchObject({ verdict: 'pass', also: [] })
  })

  test('cannot be checked without documents, or while a document is not here or was not looked into', () => {
    expect(findingOn('F02', { documents: [] })).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'no-documents' },
    })
    const away = findingOn('F02', { documents: [aDocument({ facts: null })] })
    expect(away).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'documents-not-here', facts: { count: 1 } },
    })
    const unread = findingOn('F02', {
      documents: [aDocument({ facts: { state: 'not-checked', pages: null } })],
    })
    expect(unread).toMatchObject({ verdict: 'cannot-check', reason: { code: 'documents-not-looked-into' } })
  })

  test.each([
    ['damaged', 'documents-damaged'],
    ['encrypted', 'documents-encrypted'],
  ] as const)('a document that is %s is a fault', (state, code) => {
    const found = findingOn('F02', { documents: [aDocument({ facts: { state, pages: null } })] })
    expect(found).toMatchObject({ verdict: 'fail', reason: { code } })
    expect(found.evidence).toEqual([{ document: aDocument().document.document, page: 1 }])
  })

  test('a document without pages is a fault', () => {
    const found = findingOn('F02', { documents: [aDocument({ facts: { pages: 0, textPages: [] } })] })
    expect(found).toMatchObject({ verdict: 'fail', reason: { code: 'documents-without-pages' } })
  })

  test('a kind that nobody has marked may still be in the scan', () => {
    const marks = [{ kind: '申报书（盖章）', from: 1, to: 5 }] as const
    expect(findingOn('F02', { documents: [aDocument({ marks })] })).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'kinds-not-marked', facts: { kinds: ['科研诚信承诺书', '合作协议'] } },
    })
  })

  test('a kind is missing when every page has been marked as something else', () => {
    const marks = [
      { kind: '申报书（盖章）', from: 1, to: 9 },
      { kind: '合作协议', from: 10, to: 10 },
    ] as const
    expect(findingOn('F02', { documents: [aDocument({ marks })] })).toMatchObject({
      verdict: 'fail',
      reason: { code: 'kinds-missing', facts: { kinds: ['科研诚信承诺书'] } },
    })
  })

  test('a mark beyond the last page is a fault', () => {
    const marks = [...aDocument().document.marks, { kind: '其他', from: 10, to: 12 } as const]
    expect(findingOn('F02', { documents: [aDocument({ marks })] })).toMatchObject({
      verdict: 'fail',
      reason: { code: 'mark-beyond-pages', facts: { kind: '其他', to: 12, pages: 10 } },
    })
  })
})

describe('F24 secrecy', () => {
  test('passes when every page could be read and none has a mark', () => {
    expect(findingOn('F24')).toMatchObject({
      verdict: 'pass',
      reason: { code: 'no-secrecy-marks', facts: { documents: 1, pages: 10 } },
    })
  })

  test('a mark in a document is named with its page', () => {
    const facts = { secrecyMarks: [{ page: 3, text: '机密★5年' }] }
    const found = findingOn('F24', { documents: [aDocument({ facts })] })
    expect(found).toMatchObject({ verdict: 'fail', reason: { code: 'marks-in-documents' } })
    expect(found.evidence).toEqual([{ document: aDocument().document.document, page: 3 }])
    expect(JSON.stringify(found)).not.toContain('机密')
  })

  test('a 密级 other than 公开, or a mark in a text, is a fault', () => {
    expect(findingOn('F24', { application: anApplication({ secrecy: '秘密' }) })).toMatchObject({
      verdict: 'fail',
    })
    const marked = anApplication({ summary: '密级：机密', other: { 备注: '秘密★3年' } })
    expect(findingOn('F24', { application: marked })).toMatchObject({
      verdict: 'fail',
      reason: { code: 'marks-in-fields', facts: { fields: ['summary', 'other'] } },
    })
  })

  test('商业秘密 and 国家秘密 are words, not marks', () => {
    const pledge = anApplication({ summary: '本单位承诺不侵犯商业秘密，不涉及国家秘密。', secrecy: null })
    expect(findingOn('F24', { application: pledge })).toMatchObject({ verdict: 'pass' })
  })

  test('scanned pages are for a person', () => {
    const found = findingOn('F24', { documents: [aDocument({ facts: { textPages: [1, 2] } })] })
    expect(found).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'pages-are-scans', facts: { pages: 8 } },
    })
    const long = findingOn('F24', { documents: [aDocument({ facts: { pages: 900, pagesRead: 10 } })] })
    expect(long).toMatchObject({
      verdict: 'cannot-check',
      reason: { code: 'pages-not-read', facts: { pages: 890 } },
    })
    expect(long.evidence).toEqual([{ document: aDocument().document.document, page: 11 }])
    expect(findingOn('F24', { documents: [] })).toMatchObject({ verdict: 'cannot-check' })
    expect(findingOn('F24', { documents: [aDocument({ facts: null })] })).toMatchObject({
      verdict: 'cannot-check',
    })
  })
})
