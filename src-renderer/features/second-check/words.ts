import type { CheckLevel } from '../../../src-main/domain/formal-review/rules.ts'

export const levelWords: Record<CheckLevel, string> = {
  不要求: '不要求复核',
  只对不予受理和补交: '不予受理和补交材料须先复核',
  全部: '所有结论都须先复核',
}
