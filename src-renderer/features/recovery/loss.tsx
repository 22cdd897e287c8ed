import type { ChainLoss, PastEnd, Witnessing } from '../../../src-main/domain/recovery/loss.ts'
import { placesAloud } from '../../text/places.ts'
import { Facts } from '../../ui/facts.tsx'
import { Note } from '../../ui/note.tsx'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { Section } from '../../ui/page.tsx'

/** Which of our own records are missing, by number: who proves that they existed, what came back. */
export function LossFacts({
  loss,
  isOver = false,
}: {
  readonly loss: ChainLoss
  /** The desk works again: what is missing now stays missing. */
  readonly isOver?: boolean
}) {
  const nameOf = useOfficeName()
  const who = ({ institution, seq }: Witnessing) =>
    institution === null ? `本机曾记到第 ${seq} 条` : `${nameOf(institution)}收到过第 ${seq} 条`
  const { heldThen, held, cameBack, missing, witnesses, contradictions, withoutContent } = loss
  return (
    <>
      <Facts
        rows={[
          ['出问题时本机有', `第 1 至 ${heldThen} 条`],
          ['现在有', `第 1 至 ${held} 条`],
          ['已经找回', cameBack ? placesAloud(cameBack) : '没有'],
          [isOver ? '未找回的记录' : '还缺', missing ? placesAloud(missing) : '没有发现缺少'],
          ...(witnesses.length > 0 ? ([['依据', witnesses.map(who).join('；')]] as const) : []),
          [
            '只有编号、没有内容的',
            withoutContent.count === 0
              ? '没有'
              : `${withoutContent.count} 条：${withoutContent.ranges.map(placesAloud).join('、')}`,
          ],
        ]}
      />
      {missing && isOver && (
        <Note tone="warn">
          {placesAloud(missing)}
          没有找回，由新的工作台接续以后不再采用。请对照纸质材料和对方单位的数据，把其中还要用的内容重新录入。
        </Note>
      )}
      {withoutContent.count > 0 && (
        <Note>
          没有内容的记录只给本单位看（例如密码重置、人员信息），其他单位手里没有。本单位还有另一台工作台的，可以请它给「本单位」导出一个数据交换包，在这里导入。
        </Note>
      )}
      {contradictions.length > 0 && (
        <Note tone="warn">
          {contradictions
            .map(
              ({ institution, seq }) => `${institution === null ? '本机' : nameOf(institution)}第 ${seq} 条`,
            )
            .join('、')}
          与现在的不同：同一套数据曾在两个地方同时使用。请与对方核对这些记录的内容。
        </Note>
      )}
    </>
  )
}

/** Records of desks of this office beyond the place where another went on for them. */
export function PastEnds({ all }: { readonly all: readonly PastEnd[] }) {
  if (all.length === 0) return null
  return (
    <Section title="未找回的记录">
      {all.map(({ device, last, count, records }) => (
        <Note key={device} tone="warn">
          本单位一台已被接续的工作台，到第 {last} 条为止有效；后来又出现 {count} 条（
          {placesAloud({ from: records[0]!.seq, to: records.at(-1)!.seq })}
          ），保存着但不采用。请对照原始材料，把还要用的内容在现在的工作台上重新录入。
        </Note>
      ))}
    </Section>
  )
}
