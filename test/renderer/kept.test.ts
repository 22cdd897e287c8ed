import { describe, expect, it } from 'vitest'
import { features } from '../../src-renderer/app/routes.ts'
import {
  type KeptImport,
  nothingKept,
  resumedAt,
} from '../../src-renderer/features/applications/import-resume.ts'
import { keptFormWords } from '../../src-renderer/text/kept-forms.ts'

describe('what was kept before a power cut', () => {
  const application = 'application/0a1b2c3d-17'
  const notes = JSON.stringify({ notes: { F04: '与指南不符', F03: '缺章', F07: '未说明' }, evidence: {} })
  it.each([
    ['batches/new', '{}', '新建批次', '/batches/new', null],
    ['batches/batch/0a1b2c3d-2', '{}', '批次的修改', '/batches/0a1b2c3d-2/edit', 'batch/0a1b2c3d-2'],
    ['rule-packs/batch/0a1b2c3d-2', '{}', '评审方案', '/rule-packs/0a1b2c3d-2', 'batch/0a1b2c3d-2'],
    [
      'rule-packs/batch/0a1b2c3d-2/joint-draft/2',
      '{}',
      '评审方案',
      '/rule-packs/0a1b2c3d-2',
      'batch/0a1b2c3d-2',
    ],
    [`${application}/info`, '{}', '申报信息', '/applications/0a1b2c3d-17', application],
    [`${application}/field-title`, '{}', '审查时补录的内容', '/review/0a1b2c3d-17', application],
    [`review/closing/${application}`, '{}', '形式审查的结论', '/review/0a1b2c3d-17', application],
    ['bundles/export/ZJ', '{}', '导出数据交换包的选择', '/exchange/export/ZJ', null],
  ])('%s is told as a form with a page', (form, text, title, to, of) => {
    expect(keptFormWords(form, text)).toEqual({ title, to, of })
  })

  it('names the items of a review whose notes were being typed', () => {
    const { title } = keptFormWords(`review/${application}`, notes)!
    expect(title).toMatch(/^形式审查「F04 .+、F03 .+」等 3 项的意见$/)
  })

  it('leaves out what has no page of its own', () => {
    expect(keptFormWords('accounts/close/person/1', '{}')).toBeNull()
  })

  it('every page it leads to is one of the program', () => {
    const patterns = features.flatMap(({ routes }) => routes.map(({ path }) => path))
    const leads = ['batches/new', 'offices/new', 'accounts/new', 'calendar/basis', 'applications/import']
    for (const form of leads) expect(patterns).toContain(keptFormWords(form, '{}')!.to)
  })
})

describe('an import that goes on', () => {
  const kept: KeptImport = { ...nothingKept, digest: `sha256:${'a'.repeat(64)}`, step: 2, leftOut: [5, 7] }

  it('goes on at its step with its choices when the file is the same', () => {
    expect(resumedAt(kept, kept.digest, true)).toEqual({ step: 2, leftOut: [5, 7], remark: null })
  })

  it('drops the choices of rows when the file is another, and says so', () => {
    const at = resumedAt(kept, `sha256:${'b'.repeat(64)}`, true)
    expect([at.step, at.leftOut]).toEqual([1, []])
    expect(at.remark).toContain('原来标为「不导入」的行已清空')
  })

  it('with a letter it begins where the scan is checked', () => {
    const letter = { fields: { institution: 'ZJ', office: '厅', number: '1', date: '' }, scan: null }
    expect(resumedAt({ ...kept, letter }, kept.digest, true).step).toBe(0)
  })
})
