import type { BatchContent } from '../../src-main/domain/batches/index.ts'
import { fields } from './applications.ts'

/** A joint batch as an office sets one up; a test names what matters to it, the rest is any sound value. */
export function jointBatch(given: Partial<BatchContent> = {}): BatchContent {
  return {
    title: '2026年度联合攻关',
    year: 2026,
    kind: 'joint',
    fields,
    opens: '2026-11-01',
    closes: '2026-12-31',
    host: 'JS',
    undertaking: { 受理: null, 形式审查: null, 专家评审: null },
    rulePack: 'joint-draft',
    rulePackVersion: 2,
    signOff: false,
    ...given,
  }
}
