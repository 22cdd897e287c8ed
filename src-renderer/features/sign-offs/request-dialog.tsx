import { Modal } from 'antd'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { ListRow } from '../../../src-main/domain/formal-review/list-row.ts'
import { useDesk } from '../../app/desk.ts'
import { Facts } from '../../ui/facts.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'

/** Says what will be laid before whoever decides, and records it; answers the 呈批件, or null when it was given up. */
export function RequestDialog({
  batch,
  rows,
  done,
}: {
  readonly batch: Batch
  readonly rows: readonly Pick<ListRow, 'id' | 'state' | 'number'>[]
  readonly done: (signOff: string | null) => void
}) {
  const desk = useDesk()
  const requesting = useRecord(desk.formalReview.requestSignOff)
  const counts = (['通过', '补交材料中', '不予受理'] as const).flatMap((state) => {
    const count = rows.filter((row) => row.state === state).length
    return count === 0 ? [] : [`${state} ${count} 项`]
  })
  async function request() {
    const result = await requesting.run({ batch: batch.id, applications: rows.map(({ id }) => id) })
    if (result.ok) done(result.value.signOff)
  }
  return (
    <Modal
      open
      title="呈批形式审查结论"
      width={560}
      okText={`呈批 ${rows.length} 项`}
      cancelText="取消"
      okButtonProps={{ loading: requesting.isRunning }}
      onOk={() => void request()}
      onCancel={() => done(null)}
    >
      <Facts
        rows={[
          ['批次', batch.title],
          ['项数', `${rows.length} 项`],
          ['结论', counts.join('，')],
        ]}
      />
      <p>
        将形成一份带附表的呈批件，打印后呈处长或分管领导签批，再凭校验码登记。呈批件只对现在的结论有效，之后重新打开审查的须另行呈批。
      </p>
      <RefusalNote refusal={requesting.refusal} onClose={requesting.reset} />
    </Modal>
  )
}
