import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { StateWord } from '../../text/states.ts'

/** Whether applications are being taken in on a day (YYYY-MM-DD). */
export function intakeState({ opens, closes }: Pick<Batch, 'opens' | 'closes'>, today: string): StateWord {
  if (today < opens) return '受理未开始'
  return today > closes ? '受理已截止' : '受理中'
}
