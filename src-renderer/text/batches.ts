import type { BatchContent } from '../../src-main/domain/batches/index.ts'

/** The two kinds of work, as the offices call them. */
export const kindNames: Readonly<Record<BatchContent['kind'], string>> = {
  joint: '联合攻关',
  consortium: '创新联合体',
}

/** What stands where a stage names no institution [A13, A14, A15]. */
export const officeOfLead = '牵头单位所在地厅（委）'
