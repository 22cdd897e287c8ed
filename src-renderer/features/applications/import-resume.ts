import type { Digest } from '../../../src-main/core/suite.ts'
import type { Mapping } from '../../../src-main/domain/applications/mapping.ts'
import type { RevisedField } from '../../../src-main/domain/revisions/rules.ts'
import type { Picked } from '../../ui/file-dialog.tsx'
import type { KeptLetter } from './use-letter.ts'

/** Choose, columns, check, compare (of a list that comes again), confirm. */
export type Step = 0 | 1 | 2 | 3 | 4

/** What is kept of an import that is not finished: never a line of the list itself. */
export type KeptImport = {
  /** Empty: nothing was begun. */
  readonly batch: string
  readonly file: Picked | null
  /** Of the file as it was read: another content makes rows and choices mean something else. */
  readonly digest: Digest | ''
  readonly sheet: string
  readonly mapping: Mapping | null
  readonly step: number
  readonly leftOut: readonly number[]
  readonly letter: KeptLetter | null
  /** What a person takes of a list that comes again; null before it was compared. */
  readonly choice: KeptChoice | null
}

export type KeptChoice = {
  /** Of the comparison that was shown: another one is looked at again. Empty when rows were left out since. */
  readonly seen: string
  readonly rows: readonly (readonly [row: number, fields: readonly RevisedField[]])[]
  readonly reason: string
}

export const nothingKept: KeptImport = {
  batch: '',
  file: null,
  digest: '',
  sheet: '',
  mapping: null,
  step: 0,
  leftOut: [],
  letter: null,
  choice: null,
}

/** Where an import goes on once its file was read again. */
export type Resumed = {
  readonly step: Step
  readonly leftOut: readonly number[]
  /** What the person should know about it; null when everything is as it was left. */
  readonly remark: string | null
}

/**
 * The step and the choices that still hold. Of a file with other content the choices of rows are dropped; with a letter
 * the person goes on from the first step, where the scan is checked again.
 */
export function resumedAt(kept: KeptImport, digest: string, isReadable: boolean): Resumed {
  const isSame = kept.digest === digest
  const step = kept.letter?.fields || !isReadable ? 0 : isSame ? asStep(kept.step) : 1
  if (!isSame) {
    const what = kept.leftOut.length > 0 ? '，原来标为「不导入」的行已清空' : ''
    return { step, leftOut: [], remark: `文件的内容与上次不同，已重新读取${what}，请再核对一遍。` }
  }
  return { step, leftOut: kept.leftOut, remark: null }
}

function asStep(step: number): Step {
  return step === 1 || step === 2 || step === 3 || step === 4 ? step : 0
}
