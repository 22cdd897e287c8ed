import { describe, expect, it } from 'vitest'
import type { FileEntry, FileToken } from '../../src-main/core/ports/files.ts'
import type { DocumentsFound } from '../../src-main/domain/applications/attach-documents.ts'
import {
  type ChosenApplication,
  foundDocuments,
  toAttach,
} from '../../src-renderer/features/applications/found-documents.ts'

const file = (name: string): FileEntry => ({
  token: name as FileToken,
  name,
  kind: 'file',
  size: 10,
  modified: '2026-11-22T00:00:00.000Z',
})

const found: DocumentsFound = {
  matched: [
    { file: file('1.pdf'), number: '1', application: 'application/1', attached: false },
    { file: file('2.pdf'), number: '2', application: 'application/2', attached: true },
  ],
  ambiguous: [{ file: file('3和4.pdf'), numbers: ['3', '4'] }],
  unmatched: [file('没有编号.pdf')],
  missing: ['4', '5'],
}
const none = new Map<FileToken, ChosenApplication>()

describe('files of a folder', () => {
  it('only what is certain and new is attached', () => {
    expect(toAttach(foundDocuments(found, none))).toEqual([{ application: 'application/1', file: '1.pdf' }])
  })

  it('what needs a decision stands first', () => {
    expect(foundDocuments(found, none).map(({ state }) => state)).toEqual([
      '待指定',
      '对不上',
      '将附上',
      '已附过',
      '缺文件',
      '缺文件',
    ])
  })

  it('a decision attaches the file, and its application lacks nothing any more', () => {
    const choices = new Map([['3和4.pdf' as FileToken, { application: 'application/4', number: '4' }]])
    const documents = foundDocuments(found, choices)
    expect(toAttach(documents)).toContainEqual({ application: 'application/4', file: '3和4.pdf' })
    expect(documents.filter(({ state }) => state === '缺文件').map(({ number }) => number)).toEqual(['5'])
  })
})
