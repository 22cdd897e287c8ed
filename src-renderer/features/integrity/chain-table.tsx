import type { DeskVerdict } from '../../../src-main/core/verify.ts'
import { faultWords } from '../../../src-main/domain/integrity/rules.ts'
import { minuteOf } from '../../ui/dates.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { StateTag } from '../../ui/state-tag.tsx'

/** Every chain that is held here: whose, how long, whether it holds, and where it first does not. */
export function ChainTable({ chains }: { readonly chains: DeskVerdict['chains'] }) {
  return (
    <SmallTable
      label="各单位的记录"
      head={['单位', '电脑', '完好的记录', '其中有内容的', '核对点', '末条编号', '结果']}
      rows={chains.map((chain) => ({
        key: chain.device,
        cells: [
          <OfficeChip key="office" code={chain.institution} form="name" />,
          chain.own ? '本机' : chain.device.slice(-8),
          chain.events,
          chain.bodies,
          chain.checkpoints,
          chain.head?.slice(-8) ?? '',
          <Result key="result" chain={chain} />,
        ],
      }))}
    />
  )
}

function Result({ chain: { fault, clockJumps } }: { readonly chain: DeskVerdict['chains'][number] }) {
  const [jump] = clockJumps
  return (
    <>
      <StateTag state={fault ? '不可信' : '完好'} /> {fault && faultWords(fault)}
      {jump && (
        <div>
          第 {jump.seq} 条起时钟曾倒拨（{minuteOf(jump.from)} 之后又记 {minuteOf(jump.to)}
          {clockJumps.length > 1 && `，共 ${clockJumps.length} 处`}），记录的先后不受影响
        </div>
      )}
    </>
  )
}
