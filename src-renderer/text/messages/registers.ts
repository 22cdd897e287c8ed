import { count, type Messages, words } from '../message.ts'

const kept = '没有记录任何内容，原有登记没有变。'

export const registers: Messages = {
  'day-in-future': {
    what: ({ today }) => `日期在今天（${words(today)}）之后。`,
    safe: kept,
    next: '请核对日期；本机日期不对的，请先调准。',
  },
  'penalty-without-record': {
    what: '结果是「无记录」，却填了惩戒期。',
    safe: kept,
    next: '请核对：有惩戒的，结果选「有记录」；没有的，清空惩戒期。',
  },
  'penalty-reversed': {
    what: '惩戒期的截止早于开始。',
    safe: kept,
    next: '请对照查询结果改正。',
  },
  'no-name': {
    what: '单位名称没有填写，或者太短。',
    safe: kept,
    next: '请填写单位全称。',
  },
  'one-record-at-a-time': {
    what: '「有记录」要逐家登记：各家的惩戒期和依据不同。',
    safe: kept,
    next: '请先只选一家单位。',
  },
  'evidence-not-here': {
    what: '作为依据的文件不在本机，或者还没有读过。',
    safe: kept,
    next: '请重新选择依据；文件在另一台工作台上的，请先用数据交换包带过来。',
  },
  'no-such-page': {
    what: ({ pages }) => `作为依据的文件只有 ${words(pages)} 页。`,
    safe: kept,
    next: '请改正页码。',
  },
  'not-in-application': {
    what: '这项申报的人员信息中没有这个人，或者人员信息不在本机。',
    safe: kept,
    next: '请先在申报页面补录人员信息。',
  },
  'not-a-record': {
    what: '这一条不是「有记录」，或者已经撤销，不需要解除。',
    safe: kept,
    next: '页面已刷新，请核对。',
  },
  'lifted-already': {
    what: '这条记录已经由两人解除。',
    safe: kept,
    next: '页面已刷新，不需要再办。',
  },
  'changed-meanwhile': {
    what: '在您确认之前，这条登记有了变动，所以没有解除。',
    safe: '记录仍然有效，您写的理由还在。',
    next: '请看过最新内容后再确认一次。',
  },
  'has-records': {
    what: ({ count: records }) => `其中有 ${count(records)} 条「有记录」，不能撤销。`,
    safe: kept,
    next: '记录有误或者不再执行的，请由两人写明理由逐条解除。',
  },
  'withdrawn-already': {
    what: '这条登记已经撤销。',
    safe: kept,
    next: '页面已刷新，不需要再办。',
  },
  'unknown-entry': {
    what: '没有找到这条登记。',
    safe: kept,
    next: '页面已刷新，请核对。',
  },
  'read-again': {
    what: '这份名单读过之后程序重新启动过，读到的内容已经不在。',
    safe: kept,
    next: '请重新选择文件。',
  },
  'nothing-to-check': {
    what: '这一批没有需要核查的单位，没有生成表格。',
    next: '需要全部单位的，请选择「全部单位」。',
  },
}
