import { type Region, regionShortLabel } from '../../../src-main/domain/organisations/rules.ts'
import {
  type Comparison,
  changeInWords,
  type DraftRow,
} from '../../../src-main/domain/recommendations/rules.ts'
import { formatWan, Money } from '../../ui/money.tsx'
import type { Column } from '../../ui/table-columns.ts'

export type PlacedRow = DraftRow & { readonly place: number }

/** The rows of a draft; with a comparison also what differs from the one before. */
export function draftColumns(isJoint: boolean, comparison: Comparison | null): readonly Column<PlacedRow>[] {
  const changeOf = ({ application }: PlacedRow) => {
    const change = comparison?.changes.get(application)
    return change ? changeInWords(change) : ''
  }
  return [
    {
      key: 'place',
      title: '序号',
      width: 60,
      align: 'right',
      isNumber: true,
      text: ({ place }) => String(place),
    },
    { key: 'number', title: '编号', width: 152, text: ({ number }) => number },
    { key: 'title', title: '名称', width: 220, grows: true, text: ({ title }) => title },
    ...(comparison ? [{ key: 'change', title: '较上稿', width: 170, text: changeOf }] : []),
    { key: 'lead', title: '牵头单位', width: 180, text: ({ lead }) => lead },
    {
      key: 'region',
      title: '地区',
      width: 64,
      text: ({ leadRegion }) => (leadRegion === null ? '' : regionShortLabel(leadRegion as Region)),
    },
    ...(isJoint
      ? ([
          {
            key: 'requested',
            title: '申请支持',
            width: 110,
            align: 'right',
            isNumber: true,
            text: ({ requested }) => (requested === null ? '' : formatWan(requested)),
            render: ({ requested }) => <Money fen={requested} />,
          },
        ] satisfies readonly Column<PlacedRow>[])
      : []),
    { key: 'note', title: '推荐说明', width: 180, text: ({ note }) => note },
  ]
}
