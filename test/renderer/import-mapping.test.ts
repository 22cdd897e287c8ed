import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../src-main/domain/applications/mapping.ts'
import { importFields } from '../../src-main/domain/applications/rules.ts'
import { constantFields, fieldGroups } from '../../src-renderer/features/applications/field-choices.ts'
import {
  columnOf,
  doubledColumns,
  withConstant,
  withField,
  withGroup,
  withUnit,
} from '../../src-renderer/features/applications/mapping-edit.ts'

const none: Mapping = { headingRow: 0, headingRows: 1, columns: [], constants: {}, moneyUnit: 'wan' }

describe('saying what a column means', () => {
  it('every field can be chosen, each once', () => {
    const offered = fieldGroups.flatMap(({ options }) => options.map(({ value }) => value))
    expect(offered.toSorted()).toEqual(importFields.toSorted())
    expect(constantFields.filter((field) => !importFields.includes(field))).toEqual([])
  })

  it('a second column of participants becomes the second participant instead of a contradiction', () => {
    let mapping = withField(none, 3, 'member-name')
    mapping = withField(mapping, 4, 'member-name')
    mapping = withField(mapping, 5, 'member-name')
    expect(mapping.columns.map(({ group }) => group)).toEqual([0, 1, 2])
    expect(doubledColumns(mapping)).toEqual(new Set())
  })

  it('two columns for one title are told, columns left out never are', () => {
    const mapping = withField(withField(withField(none, 0, 'title'), 2, 'title'), 4, 'ignore')
    expect(doubledColumns(withField(mapping, 5, 'ignore'))).toEqual(new Set([0, 2]))
  })

  it('participants that are given the same place are told', () => {
    const mapping = withField(withField(none, 1, 'member-name'), 2, 'member-name')
    expect(doubledColumns(withGroup(mapping, 2, 0))).toEqual(new Set([1, 2]))
  })

  it('a unit belongs to money only and goes when the meaning goes', () => {
    const mapping = withUnit(withField(none, 6, 'total'), 6, 'yuan')
    expect(columnOf(mapping, 6)?.unit).toBe('yuan')
    expect(columnOf(withField(mapping, 6, 'requested'), 6)?.unit).toBe('yuan')
    expect(columnOf(withField(mapping, 6, 'field'), 6)?.unit).toBeNull()
  })

  it('a column without a meaning is kept under its heading: it has no entry', () => {
    expect(withField(withField(none, 2, 'title'), 2, null).columns).toEqual([])
  })

  it('columns stay in the order of the sheet, whatever is said first', () => {
    const mapping = withField(withField(withField(none, 5, 'title'), 1, 'number'), 3, 'lead-name')
    expect(mapping.columns.map(({ column }) => column)).toEqual([1, 3, 5])
  })

  it('an empty constant is none', () => {
    const given = withConstant(none, 'lead-region', '江苏省')
    expect(given.constants).toEqual({ 'lead-region': '江苏省' })
    expect(withConstant(given, 'lead-region', '').constants).toEqual({})
  })
})
