import type { DeskCondition } from '../../core/condition.ts'
import type { ChainVerdict, DeskVerdict, Memory } from '../../core/verify.ts'
import type { Opened } from './records.ts'

/** Whether a check found nothing but what it could put right by itself. */
export function isAllRight({ database, schema, chains, remembered }: DeskVerdict): boolean {
  return (
    database === 'ok' &&
    schema.length === 0 &&
    chains.every(({ fault }) => fault === null) &&
    !Object.values(remembered).includes('contradicts')
  )
}

export const databaseWords: Readonly<Record<DeskVerdict['database'], string>> = {
  ok: '完好',
  'not-a-database': '不是数据库文件',
  unreadable: '读不出来',
  'pages-damaged': '有损坏的部分',
  'references-broken': '内部引用不一致',
}

export const memoryWords: Readonly<Record<Memory, string>> = {
  agrees: '与记录一致',
  contradicts: '与记录不一致',
  absent: '没有可比对的',
}

export const anchorWords: Readonly<Record<Opened['anchor'], string>> = {
  agrees: '一直在',
  'made-again': '曾被删除，已重新建立（见证表明没有缺少记录）',
  begun: '新建立',
}

export const witnessWords: Readonly<Record<Opened['witness'], string>> = {
  agrees: '一直在',
  'made-again': '不在，已重新建立（锚点表明没有缺少记录）',
  moved: '数据文件夹换过位置，原处已没有',
  begun: '新建立',
  'out-of-reach': '本机不允许保存见证，只靠锚点',
}

export const machineWords: Readonly<Record<Opened['machine'], string>> = {
  agrees: '与建立时是同一台电脑',
  'not-bound': '建立时读不到电脑编号，没有绑定',
  unreadable: '现在读不到电脑编号，无法比对',
}

const faults: Readonly<Record<NonNullable<ChainVerdict['fault']>['reason'], string>> = {
  chain: '记录前后接不上',
  'stored-id': '记录的编号被改动',
  body: '记录的内容被改动',
  'body-missing': '记录的内容不在了',
  columns: '记录的归类被改动',
  writer: '记录的归属被改动',
  checkpoint: '核对点不成立',
  certificate: '电脑的证明不成立',
  shorter: '上次核查时还在的记录不见了',
}

/** 「第 37 条起不可信：记录的内容被改动」 */
export function faultWords({ seq, reason }: NonNullable<ChainVerdict['fault']>): string {
  return `第 ${seq} 条起不可信：${faults[reason]}`
}

export function clockWords(minutesBehind: number): string {
  const days = Math.floor(minutesBehind / 1440)
  const amount = days > 0 ? `${days} 天` : `${minutesBehind} 分钟`
  return `电脑时钟比最后一条记录早 ${amount}，请先校准时间；记录的先后不受影响`
}

export function listWords({ projections }: DeskVerdict, isReadOnly: boolean): string {
  if (projections === null) return '没有比对'
  if (projections.length === 0) return '与记录一致'
  return `有 ${projections.length} 张与记录不一致${isReadOnly ? '' : '，已由记录重新生成'}`
}

export type ConditionWords = {
  /** In the banner and in every refusal. */
  readonly what: string
  readonly safe: string
  readonly next: string
}

const because: Readonly<Record<DeskCondition['reason'], string>> = {
  'history-lost': '原因：数据比本机记下的旧，有记录不见了。',
  copied: '原因：这套数据是副本。',
  damaged: '原因：记录与写入时不一致。',
  'peers-know-more': '原因：其他单位持有本机没有的记录。',
  retired: '原因：本单位已停用这台电脑。',
  restored: '原因：数据是从备份恢复的，还没有开始新的记录。',
}

/** Why nothing can be recorded, in half a line; empty for a reason of another version. */
export function readOnlyBecause(reason: string): string {
  return Object.hasOwn(because, reason) ? because[reason as DeskCondition['reason']] : ''
}

const recover = '请管理员打开「恢复」页面，按其中的步骤办理。'

/** Why a desk is read-only, what is safe, and what to do. */
export function conditionWords({ reason, facts }: Pick<DeskCondition, 'reason' | 'facts'>): ConditionWords {
  const readable = '现有记录都可以查看、打印，没有被本程序改动。'
  switch (reason) {
    case 'history-lost':
      return {
        what: lostWords(facts),
        safe: `到第 ${facts.found ?? 0} 条为止的记录都可以查看、打印，没有被本程序改动。`,
        next: recover,
      }
    case 'copied':
      return {
        what:
          facts.by === 'machine'
            ? '这套数据是在另一台电脑上建立的，这里是它的副本。'
            : '这套数据是从本机另一个文件夹复制来的，原来的还在。',
        safe: readable,
        next: `请回到原来的工作台办理。原来的已经不能用的，${recover}`,
      }
    case 'damaged':
      return {
        what: damageWords(facts),
        safe:
          typeof facts.seq === 'number'
            ? `第 ${facts.seq} 条以前的记录经核对可信；其余的请先不要作为依据。`
            : '记录仍可查看，请先不要作为依据；本程序没有改动它们。',
        next: `请导出核查报告存档，不要再用其他软件打开数据文件。${recover}`,
      }
    case 'peers-know-more':
      return {
        what: '其他单位持有本机没有、或与本机不一致的记录：本机的数据曾被换成旧的。',
        safe: readable,
        next: recover,
      }
    case 'retired':
      return {
        what: '本单位已停用这台电脑上的工作台，由另一台继续办理。',
        safe: readable,
        next: '请到接替的电脑上办理；认为不应停用的，请与本单位管理员核对。',
      }
    case 'restored':
      return {
        what: '这套数据是从备份恢复的。',
        safe: '备份时已有的记录都可以查看、打印。',
        next: recover,
      }
  }
}

function lostWords({ by, remembered, found }: DeskCondition['facts']): string {
  switch (by) {
    case 'another-desk':
      return '数据文件被换成了另一个工作台的。'
    case 'nothing-remembers':
      return '锚点和见证都不在，无法证明记录是完整的。'
    case 'check':
      return '记录少于本机记下的条数：有记录不见了。'
    default:
      return `数据比本机记下的旧：应有 ${remembered ?? '更多'} 条记录，现在只有 ${found ?? 0} 条。可能放回了旧的文件。`
  }
}

function damageWords({ fault, seq, name }: DeskCondition['facts']): string {
  if (fault === 'schema') return `数据文件的结构被改动（${name ?? ''}），可能有人用其他软件打开过。`
  const reason = faults[fault as keyof typeof faults]
  if (typeof seq === 'number' && reason) return `本单位的记录从第 ${seq} 条起与写入时不同：${reason}。`
  return '数据文件有损坏的部分。'
}
