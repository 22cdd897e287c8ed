import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import type { Paper, PaperBlock } from '../../core/ports/papers.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { isDay } from '../batches/rules.ts'
import { paperTask } from '../papers/paper-task.ts'
import { footerOf } from '../papers/place.ts'
import {
  dateInWords,
  digestEnds,
  digestLines,
  digestName,
  minuteOf,
  namesOf,
  personOf,
  sealPlace,
  sizeInWords,
} from '../papers/words.ts'
import { type RegisteredBundle, readRegistered } from './register-record.ts'

const hand = z.strictObject({
  /** Name of the person; empty leaves a place to write. */
  by: z.string().trim().max(30),
  /** YYYY-MM-DD or empty. */
  on: z.string().max(10),
})

const typedSchema = z.strictObject({
  /** 光盘/优盘编号. */
  medium: z.string().trim().max(60),
  copies: z.int().min(1).max(99),
  /** How many parts the file was written in; null for one file. */
  parts: z.int().min(1).max(999).nullable(),
  handedOver: hand,
  received: hand,
})

/** What a person adds to a sheet by hand; it stands on the paper and nowhere else. */
export type SheetTyped = z.output<typeof typedSchema>

/** 《数据交换登记单》 of a bundle that this institution wrote or took in. */
export const registerSheet = paperTask({
  permission: may('bundles:read'),
  input: z.strictObject({ record: z.string().max(60), typed: typedSchema }),
  paper({ input, db, desk, person, now }) {
    const record = readRegistered(db, desk.institution, input.record)
    if (!record) return refuse('bundles/unknown-record')
    const { handedOver, received } = input.typed
    for (const { on } of [handedOver, received]) {
      if (on !== '' && !isDay(on)) return refuse('bundles/no-such-day')
    }
    if (handedOver.on !== '' && received.on !== '' && received.on < handedOver.on) {
      return refuse('bundles/received-before-handed-over')
    }
    const { typed } = input
    const paper = sheetOf(db, { record, typed, environment: desk.environment, by: person.name, at: now() })
    const { short } = namesOf(db)
    const route = `${short(record.from)}至${short(record.to)}`
    return ok({ paper, fileName: `${paper.name}-${route}-${record.place.checkCode}` })
  },
})

/** What was exchanged, how to compare it, who gave and who took it. */
function sheetOf(
  db: Db,
  {
    record,
    typed,
    environment,
    by,
    at,
  }: {
    readonly record: RegisteredBundle
    readonly typed: SheetTyped
    readonly environment: Paper['environment']
    readonly by: string
    readonly at: string
  },
): Paper {
  const names = namesOf(db)
  const { place, digest, direction } = record
  return {
    name: '数据交换登记单',
    environment,
    watermark: null,
    footer: footerOf(db, { by, at, place }),
    blocks: [
      { kind: 'title', text: '数据交换登记单' },
      {
        kind: 'subtitle',
        text: `${direction === 'sent' ? '发出' : '收到'}　校验码 ${place.checkCode}`,
      },
      {
        kind: 'facts',
        rows: [
          ['发出单位', names.name(record.from)],
          ['接收单位', names.name(record.to)],
          ['文件名', fileOf(record) ?? '（由接收人填写）'],
          ['文件大小', sizeAndEncryption(record)],
          ['记录范围', `${rangesInWords(record, names.short)}；附件 ${record.documents} 份`],
          [
            direction === 'sent' ? '写出时间' : '导入时间',
            `${minuteOf(record.at)}　经办人：${personOf(db, record.person)}`,
          ],
        ],
      },
      {
        kind: 'table',
        head: ['介质（光盘、优盘）编号', '份数', '密级'],
        widths: [6, 2, 2],
        rows: [[typed.medium === '' ? '　' : typed.medium, `${typed.copies} 份`, '非密']],
      },
      ...partsTable(record, typed),
      { kind: 'code', text: digestLines(digest, 4) },
      {
        kind: 'note',
        text: `以上为文件的校验值（${digestName(digest)}，十六进制，每四位一组）。首八位与末八位：${digestEnds(digest)}。收、发双方核对一致，即为同一份文件，内容未被改动；校验值用于完整性校验，不是电子签章。`,
      },
      {
        kind: 'table',
        head: ['交付方', '接收方'],
        widths: [1, 1],
        rows: [
          [names.name(record.from), names.name(record.to)],
          [signature('交付人', typed.handedOver), signature('接收人', typed.received)],
          [sealPlace, sealPlace],
        ],
      },
    ],
  }
}

/** The file's name: labels are recorded without the ending, which says whether it is encrypted. */
function fileOf({ label, encrypted }: RegisteredBundle): string | null {
  return label && `${label}${encrypted ? '.zip.age' : '.zip'}`
}

/** One line a part, with a place for the number of the medium it lies on. */
function partsTable(record: RegisteredBundle, { parts, medium }: SheetTyped): readonly PaperBlock[] {
  if (parts === null || parts < 2) return []
  const rows = Array.from({ length: parts }, (_, i) => {
    const part = String(i + 1).padStart(3, '0')
    return [`第 ${i + 1} 卷`, `${fileOf(record) ?? ''}.${part}`, medium === '' ? '　' : medium]
  })
  return [{ kind: 'table', head: ['分卷', '文件名', '介质编号'], widths: [2, 6, 3], rows }]
}

function signature(role: string, { by, on }: SheetTyped['handedOver']): string {
  return `${role}${by === '' ? '' : `：${by}`}（签字）：\n\n日期：${dateInWords(on)}`
}

function rangesInWords({ ranges }: RegisteredBundle, short: (code: string) => string): string {
  const count = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  const places = ranges.map(({ institution, from, to }) => `${short(institution)}第 ${from} 条至第 ${to} 条`)
  return `${places.join('；')}，共 ${count} 条`
}

function sizeAndEncryption({ size, encrypted, direction }: RegisteredBundle): string {
  if (size === null) return '（登记未记载，以校验值为准）'
  const who = direction === 'sent' ? '接收单位' : '本单位'
  return `${sizeInWords(size)}；${encrypted ? `已加密，仅${who}可以打开` : '未加密'}`
}
