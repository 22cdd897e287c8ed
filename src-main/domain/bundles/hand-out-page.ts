import type { Db } from '../../core/db.ts'
import type { Paper } from '../../core/ports/papers.ts'
import { readBatch } from '../batches/index.ts'
import { footerOf, type RecordPlace } from '../papers/place.ts'
import {
  digestEnds,
  digestLines,
  minuteOf,
  namesOf,
  openDate,
  personOf,
  sealPlace,
  sizeInWords,
} from '../papers/words.ts'
import type { HandOutTables } from './hand-out-projection.ts'

/** The page that goes with a handed-out XLSX: what it is, how it is compared, a seal above, a receipt to send back below. */
export function pageToStamp(
  db: Db,
  {
    row,
    place,
    environment,
    by,
    at,
  }: {
    readonly row: HandOutTables['sheets_handed_over']
    readonly place: RecordPlace
    readonly environment: Paper['environment']
    readonly by: string
    readonly at: string
  },
): Paper {
  const names = namesOf(db)
  const batch = readBatch(db, row.batch)
  const title = batch ? `「${batch.title}」（${batch.year} 年度）` : '本批次'
  return {
    name: '申报清单附函',
    environment,
    watermark: null,
    footer: footerOf(db, { by, at, place }),
    blocks: [
      { kind: 'title', text: '申报清单附函' },
      {
        kind: 'paragraph',
        text: `现向${names.name(row.recipient)}提供${title}申报清单（电子表格，共 ${row.rows} 项）。清单以本函所列校验值对应的文件为准，不含个人信息。`,
      },
      {
        kind: 'facts',
        rows: [
          ['文号', '（由提供单位填写）'],
          ['文件名', row.label],
          ['文件大小', sizeInWords(row.size)],
          [
            '范围',
            `${row.scope === 'own' ? '本单位登记的申报' : '本批次在本单位的全部申报（来源见表内）'}，${row.rows} 项`,
          ],
          ['生成时间', `${minuteOf(row.at)}　经办人：${personOf(db, row.person)}`],
        ],
      },
      { kind: 'code', text: digestLines(row.digest, 4) },
      {
        kind: 'note',
        text: `以上为文件的校验值（SHA-256，十六进制，每四位一组）。首八位与末八位：${digestEnds(row.digest)}。核对方法：certutil -hashfile 文件名 SHA256。文件打开后另存，校验值会改变，请核对原件。`,
      },
      {
        kind: 'table',
        head: ['提供单位', '接收单位确认（请盖章后退回一份）'],
        widths: [1, 1],
        rows: [
          [names.name(row.sender), names.name(row.recipient)],
          [
            `经办人（签字）：\n\n日期：${openDate}`,
            `已收到上述文件。\n校验值核对：□一致　□不一致\n接收人（签字）：\n\n日期：${openDate}`,
          ],
          [sealPlace, sealPlace],
        ],
      },
    ],
  }
}
