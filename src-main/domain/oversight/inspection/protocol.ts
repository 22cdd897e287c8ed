import { z } from 'zod'
import type { Paper } from '../../../core/ports/papers.ts'
import { ok, refuse } from '../../../core/result.ts'
import { may } from '../../accounts/rules.ts'
import { namePart } from '../../formal-review/papers/frozen.ts'
import { type PaperContext, paperTask } from '../../papers/paper-task.ts'
import { footerOf, placeOf } from '../../papers/place.ts'
import { digestLines, minuteOf, namesOf, personOf } from '../../papers/words.ts'
import { type Inspection, readInspection, replayed } from './queries.ts'

/** 随机抽查记录: what was frozen, what was thrown, what was drawn, and how anybody does it again. */
export const inspectionProtocol = paperTask({
  permission: may('dossiers:read'),
  input: z.strictObject({ inspection: z.string().max(120) }),
  paper(context) {
    const found = readInspection(context.db, context.input.inspection)
    if (!found) return refuse('oversight/unknown-inspection')
    return ok({
      paper: protocolOf(found, context),
      fileName: `随机抽查记录-${namePart(found.batchTitle)}-第${found.frozen.round}次`,
    })
  },
})

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'now'>

const strataWords = { none: '不分层', region: '按牵头单位所在地', outcome: '按形式审查状态' } as const

export function protocolOf(inspection: Inspection, { db, desk, person, now }: Context): Paper {
  const { frozen, drawn, batchTitle, at } = inspection
  const size = frozen.size.kind === 'count' ? `${frozen.size.value} 项` : `${frozen.size.value}%`
  const each = frozen.strata === 'none' ? '' : '每层'
  const ranks = new Map(replayed(inspection)?.ranks.map(({ row, rank }) => [row, rank]))
  return {
    name: '随机抽查记录',
    environment: desk.environment,
    watermark: null,
    footer: footerOf(db, { by: person.name, at: now(), place: placeOf(db, inspection.id, 'last')! }),
    blocks: [
      { kind: 'title', text: drawn ? '随机抽查记录' : '随机抽查名单封存单' },
      { kind: 'subtitle', text: `${batchTitle}　第 ${frozen.round} 次` },
      {
        kind: 'facts',
        rows: [
          ['抽查单位', namesOf(db).name(inspection.institution)],
          ['名单范围', frozen.chosen || '本批次全部申报'],
          ['名单', `${frozen.rows.length} 项，按编号排列，序号从 1 起`],
          ['分层', strataWords[frozen.strata]],
          ['抽取', `${each}${size}${frozen.size.kind === 'percent' ? '，不足 1 项进为 1 项' : ''}`],
          ['名单封存', `${minuteOf(at)}　${inspection.person ?? '（本机无此账号）'}`],
          ...(frozen.again
            ? ([
                ['重新封存的原因', `${frozen.again.reason}（第二人：${personOf(db, frozen.again.second)}）`],
              ] as const)
            : []),
          ...(drawn ? ([['抽取时间', minuteOf(drawn.at)]] as const) : []),
        ],
      },
      { kind: 'heading', text: '一、封存值（抽取以前公布，各方核对）' },
      { kind: 'code', text: digestLines(frozen.digest, 4) },
      ...(drawn
        ? ([
            { kind: 'heading', text: '二、三方掷出的点数' },
            {
              kind: 'table',
              head: ['参加方', '点数'],
              widths: [1, 2],
              rows: drawn.parties.map((party, i) => [
                party,
                drawn.dice[i]!.replaceAll(/(.{4})/g, '$1 ').trim(),
              ]),
            },
            { kind: 'heading', text: '三、抽中的申报' },
            {
              kind: 'table',
              head: ['名单序号', '编号', ...(frozen.strata === 'none' ? [] : ['层']), '排位值（前 16 位）'],
              widths: frozen.strata === 'none' ? [2, 5, 5] : [2, 5, 3, 5],
              align: ['center', 'left', 'left'],
              rows: drawn.drawn.map((row) => {
                const { number, stratum } = frozen.rows[row - 1]!
                const rank = ranks.get(row)?.slice(0, 16) ?? ''
                return [String(row), number, ...(frozen.strata === 'none' ? [] : [stratum]), rank]
              }),
            },
          ] as const)
        : []),
      { kind: 'heading', text: `${drawn ? '四' : '二'}、怎样核对` },
      {
        kind: 'paragraph',
        text: '任何人都可以用通用的 SHA-256 工具重做一遍（文本均为 UTF-8，行末为换行符）：',
      },
      {
        kind: 'note',
        text: [
          '1．名单文本：每项一行，依次为序号、制表符、编号、制表符、层（不分层的为空）。求其 SHA-256（十六进制小写），得名单值。',
          `2．封存文本共六行：desk/inspection/v1；批次 ${frozen.batch}；第几次 ${frozen.round}；抽取方式 ${frozen.size.kind}；抽取数 ${frozen.size.value}；名单值。其 SHA-256 即上面的封存值。`,
          '3．种子文本共四行：封存值和三方点数，按表中次序。其 SHA-256 即种子。',
          '4．各项的排位文本两行：种子、序号。其 SHA-256 即排位值；每层按排位值从小到大取前几项。',
          drawn
            ? `本次种子：${drawn.seed}`
            : '名单封存后只能抽取一次；重新封存须写明原因并经第二人确认，次数永久累计。',
        ].join('\n'),
      },
      {
        kind: 'signatures',
        places: drawn ? drawn.parties : ['监督人员', '参加方一', '参加方二', '参加方三'],
      },
    ],
  }
}
