import type { Db } from '../../core/db.ts'
import type { DeskFacts } from '../../core/module.ts'
import type { Paper } from '../../core/ports/papers.ts'
import type { DeskVerdict } from '../../core/verify.ts'
import { footerOf } from '../papers/place.ts'
import { namesOf } from '../papers/words.ts'
import type { Opened } from './records.ts'
import {
  anchorWords,
  clockWords,
  conditionWords,
  databaseWords,
  faultWords,
  isAllRight,
  listWords,
  machineWords,
  memoryWords,
  witnessWords,
} from './rules.ts'

export type ReportFacts = {
  readonly verdict: DeskVerdict
  readonly opened: Opened | null
  readonly desk: Pick<DeskFacts, 'institution' | 'environment' | 'device' | 'condition'>
  readonly at: string
}

/** Instants as they stand in the records: UTC, so that the page says the same on every machine. */
function instant(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)}（协调世界时）`
}

function short(digest: string | null): string {
  return digest ? digest.slice(-8) : '—'
}

/** The last check of a desk, to be printed. */
export function reportPaper(db: Db, by: string, { verdict, opened, desk, at }: ReportFacts): Paper {
  const { name: nameOf } = namesOf(db)
  const condition = desk.condition ? conditionWords(desk.condition) : null
  const jumps = verdict.chains.flatMap(({ clockJumps }) => clockJumps)
  return {
    name: '记录核查报告',
    environment: desk.environment,
    watermark: null,
    footer: `${footerOf(db, { by, at, place: null })}　本机编号：${short(desk.device)}`,
    blocks: [
      { kind: 'title', text: '记录核查报告' },
      { kind: 'subtitle', text: nameOf(desk.institution) },
      {
        kind: 'facts',
        rows: [
          ['结论', isAllRight(verdict) && !condition ? '全部记录与写入时一致' : '发现问题，见下'],
          ['核查时间', `${instant(verdict.startedAt)} 至 ${instant(verdict.finishedAt)}`],
          ['程序版本', verdict.program],
          ['数据文件', databaseWords[verdict.database]],
          [
            '数据结构',
            verdict.schema.length === 0 ? '与程序要求一致' : `不一致：${verdict.schema.join('、')}`,
          ],
          [
            '链外锚点',
            `${memoryWords[verdict.remembered.anchor]}${opened ? `；${anchorWords[opened.anchor]}` : ''}`,
          ],
          [
            '见证',
            `${memoryWords[verdict.remembered.witness]}${opened ? `；${witnessWords[opened.witness]}` : ''}`,
          ],
          ['本机绑定', opened ? machineWords[opened.machine] : '—'],
          ['各类清单', listWords(verdict, condition !== null)],
          [
            '时钟',
            [...(opened?.clockBehind ? [clockWords(opened.clockBehind)] : []), jumpWords(jumps.length)].join(
              '；',
            ),
          ],
        ],
      },
      {
        kind: 'table',
        head: ['单位', '电脑', '记录', '内容', '核对点', '末条编号', '结果'],
        widths: [120, 55, 45, 45, 45, 55, 130],
        align: ['left', 'center', 'right', 'right', 'right', 'center', 'left'],
        rows: verdict.chains.map((chain) => [
          `${nameOf(chain.institution)}${chain.own ? '（本机）' : ''}`,
          short(chain.device),
          String(chain.events),
          String(chain.bodies),
          String(chain.checkpoints),
          short(chain.head),
          chain.fault ? faultWords(chain.fault) : '完好',
        ]),
      },
      ...(condition
        ? [
            { kind: 'paragraph' as const, text: `工作台状态：只读。${condition.what}` },
            { kind: 'paragraph' as const, text: condition.safe },
          ]
        : []),
      {
        kind: 'note',
        text: '完整性校验用于发现改动，不是电子签章，也未经商用密码产品认证。本报告不含申报内容和个人信息。',
      },
      { kind: 'signatures', places: ['核查人', '复核人', '日期'] },
    ],
  }
}

function jumpWords(count: number): string {
  return count === 0 ? '没有倒拨的痕迹' : `有 ${count} 处倒拨的痕迹，记录的先后不受影响`
}

/** The same for other programs. */
export function reportFile({ verdict, opened, desk, at }: ReportFacts): string {
  const { institution, environment, device, condition } = desk
  return `${JSON.stringify(
    { type: 'desk/integrity-report/v1', at, institution, environment, device, condition, opened, verdict },
    null,
    2,
  )}\n`
}
