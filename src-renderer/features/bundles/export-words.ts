import type { BundlePreview } from '../../../src-main/domain/bundles/preview.ts'
import { contentsInWords, isOnlyExchange } from '../../text/bundle-contents.ts'
import { bytesInWords } from '../../text/message.ts'
import { placesOf } from '../../text/places.ts'

/** What would go into the bundle, in sentences. */
export function goesInWords(
  { from, to, confirmed, types, relayed, documents }: BundlePreview,
  { withDocuments }: { readonly withDocuments: boolean },
  recipient: string,
  nameOf: (institution: string) => string,
): readonly string[] {
  const count = to - from + 1
  const contents = contentsInWords(types)
  const since =
    confirmed === 0
      ? `第一次导出：本单位从头至今的 ${count} 条记录（${placesOf({ from, to })}）。`
      : from <= confirmed
        ? `从头导出：本单位的全部 ${count} 条记录（${placesOf({ from, to })}），其中 ${confirmed} 条对方已经确认过。`
        : `对方已确认至第 ${confirmed} 条；这次是之后的 ${count} 条新记录（${placesOf({ from, to })}）。`
  return [
    since,
    isOnlyExchange(types)
      ? '没有新的业务内容，只有往来登记和回执；对方导入后就能看到「对方确认」。'
      : `其中有：${contents.join('、')}。`,
    ...(relayed.length > 0
      ? [
          `随包转送：${relayed.map((one) => `${nameOf(one.institution)}的记录 ${one.records} 条`).join('、')}。`,
        ]
      : []),
    withDocuments
      ? documents.count > 0
        ? `附件 ${documents.count} 份，约 ${bytesInWords(documents.bytes)}。`
        : '没有需要带的附件。'
      : '不带附件。',
    `整个文件加密，只有${recipient}能打开；对方能核对出是本单位写出的，没有被改动。`,
  ]
}

/** What would stay here, in sentences. */
export function staysInWords({ withheld }: BundlePreview, recipient: string): readonly string[] {
  if (withheld === 0) return []
  return [
    `不导出：仅本单位可见的 ${withheld} 条（如项目人员信息、核对登记）。${recipient}只会看到它们的编号和校验值，看不到内容。`,
  ]
}
