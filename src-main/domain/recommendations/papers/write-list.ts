import { z } from 'zod'
import { task } from '../../../core/module.ts'
import type { Sheet } from '../../../core/ports/tables.ts'
import { ok } from '../../../core/result.ts'
import { may } from '../../accounts/rules.ts'
import { fileToken } from '../../files/token.ts'
import { namePart } from '../../formal-review/papers/frozen.ts'
import { type Region, regionLabel } from '../../organisations/rules.ts'
import { minuteOf, namesOf } from '../../papers/words.ts'
import { changeInWords } from '../rules.ts'
import { type Drafted, draftLabel, readDrafted } from './drafted.ts'

/** The list of one draft as XLSX: text and numbers, never formulas; what it is of stands on a second sheet. */
export const writeList = task({
  permission: may('review:read'),
  input: z.strictObject({ recommendation: z.string().max(80), draft: z.int().min(1), folder: fileToken }),
  async run({ input, db, ports }) {
    const found = readDrafted(db, input.recommendation, input.draft)
    if (!found.ok) return found
    const drafted = found.value
    const bytes = await ports.tables.write([listOf(drafted), explanationOf(drafted, namesOf(db).name)])
    const label = draftLabel(drafted).replaceAll(' ', '')
    const name = `推荐汇总表-${label}-${namePart(drafted.batch.title)}-${drafted.draft.checkCode}.xlsx`
    const written = await ports.files.write(input.folder, name, bytes)
    return written.ok ? ok({ name: written.value.name }) : written
  },
})

const fenInWan = 1_000_000

function wan(fen: number | null): number | null {
  return fen === null ? null : Math.round((fen * 100) / fenInWan) / 100
}

/** The rows as a sheet. */
export function listOf({ draft, batch, comparison }: Drafted): Sheet {
  const isJoint = batch.kind === 'joint'
  return {
    name: '推荐汇总表',
    widths: [6, 22, 40, 14, 34, 16, 40, ...(isJoint ? [16, 16] : []), 30, 20],
    rows: [
      [
        '序号',
        isJoint ? '项目编号' : '联合体编号',
        isJoint ? '项目名称' : '联合体名称',
        '所属领域',
        '牵头单位',
        '牵头单位所在地区',
        '其他单位',
        ...(isJoint ? ['项目总投入（万元）', '申请财政资金（万元）'] : []),
        '推荐说明',
        '较上稿',
      ],
      ...draft.rows.map((row, place) => {
        const change = comparison?.changes.get(row.application)
        return [
          place + 1,
          row.number,
          row.title,
          row.field ?? '',
          row.lead,
          row.leadRegion === null ? '' : regionLabel(row.leadRegion as Region),
          row.others.join('、'),
          ...(isJoint ? [wan(row.total), wan(row.requested)] : []),
          row.note,
          change ? changeInWords(change) : '',
        ]
      }),
    ],
  }
}

function explanationOf(drafted: Drafted, nameOf: (code: string) => string): Sheet {
  const { page, draft, batch, comparison } = drafted
  return {
    name: '说明',
    widths: [20, 80],
    rows: [
      ['批次', batch.title],
      ['推荐单位', nameOf(page.institution)],
      ['稿次', draftLabel(drafted)],
      ['起草时间', minuteOf(draft.at)],
      ['项数', draft.rows.length],
      ['校验码', draft.checkCode],
      ['本稿校验值', draft.id],
      ...(comparison?.deleted ?? []).map(({ number, title, reason }) => [
        '较上稿删除',
        `${number} ${title}${reason === '' ? '' : `：${reason}`}`,
      ]),
      ...draft.leftOut.map(({ number, title, reason }) => ['未列入推荐', `${number} ${title}：${reason}`]),
    ],
  }
}
