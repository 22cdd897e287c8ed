import { Radio } from 'antd'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { checkLevels } from '../../../src-main/domain/formal-review/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { useNotify } from '../../ui/notify.ts'
import { Section } from '../../ui/page.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './second-check.module.css'
import { levelWords } from './words.ts'

/** Which outcomes of a batch need a second check; chosen by the office that made the batch, and undone as easily. */
export function SecondCheckSection({ batch }: { readonly batch: Batch }) {
  const desk = useDesk()
  const may = useMay()
  const notify = useNotify()
  const { institution } = usePerson()
  const level = useQueryOf(desk.formalReview.checkLevel, batch.id)
  const planning = useRecord(desk.formalReview.planSecondCheck)
  const canEdit = batch.institution === institution && may('rule-packs:edit')
  async function choose(next: (typeof checkLevels)[number]) {
    const result = await planning.run({ batch: batch.id, level: next })
    if (!result.ok) return
    const { before } = result.value
    notify.done(`复核要求：${levelWords[next]}`, () =>
      desk.formalReview.planSecondCheck({ batch: batch.id, level: before }),
    )
  }
  return (
    <Section title="复核">
      <Loaded query={level}>
        {(now) => (
          <Radio.Group
            aria-label="哪些结论须先复核"
            className={styles.levels ?? ''}
            value={now}
            disabled={!canEdit || planning.isRunning}
            onChange={({ target }) => void choose(target.value)}
            options={checkLevels.map((one) => ({ value: one, label: levelWords[one] }))}
          />
        )}
      </Loaded>
      <p className={styles.hint}>
        复核由没有参加初审的复核人逐项进行，分歧由经办人处理后才能作结论。已作的结论不受影响；「不予受理」仍须两人共同确认。
      </p>
      <RefusalNote refusal={planning.refusal} onClose={planning.reset} />
    </Section>
  )
}
