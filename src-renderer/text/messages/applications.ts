import type { Json } from '../../../src-main/core/result.ts'
import { count, type Messages, words } from '../message.ts'

export const applications: Messages = {
  unknown: {
    what: '没有找到这项申报，它可能已随整批导入撤回。',
    next: '请返回申报清单，从清单中重新打开。',
  },
  'at-other-desk': {
    what: ({ desks, count: n }) => `有 ${count(n)} 项申报由${names(desks)}办理，本台只能查看。`,
    next: '需要在本台办理的，请在那个工作台上把它移交给本台，再用数据交换包带过来。',
  },
  'import-at-other-desk': {
    what: ({ desks }) => `这次导入是在${names(desks)}登记的，只能在那里撤回。`,
    next: '请在那个工作台上撤回；其中已移交出去的申报要先移交回去。',
  },
  'handed-over': {
    what: ({ desks, count: n }) => `其中 ${count(n)} 项申报已移交给${names(desks)}，不能整批撤回。`,
    next: '请先由对方移交回本台，导入对方的数据交换包之后再撤回。',
  },
  'unknown-import': {
    what: '没有找到这次导入。',
    next: '请返回「历次导入」重新查看。',
  },
  'number-exists': {
    what: ({ rows }) =>
      rowsOf(rows).length > 0
        ? `第 ${rowsInWords(rows)} 行的编号在本批次中已有，没有导入任何一行。`
        : '这个编号在本批次中已有别的申报在用。',
    next: '请核对编号。清单导入的，请返回第一步重新读入：已有的编号会逐项与现有内容对比，由您选择采用哪些变化。',
  },
  'read-again': {
    what: '读入的清单已经过期，需要重新读一次。',
    next: '请返回第一步重新选择文件，已作的列对应会自动带出。',
  },
  'rows-with-errors': {
    what: ({ rows }) => `第 ${rowsInWords(rows)} 行还有必须改正的问题，没有导入任何一行。`,
    next: '请在原文件中改正后重新读入，或者把这些行标为「不导入」。',
  },
  'nothing-left': {
    what: '所有的行都标为不导入，没有可以导入的申报。',
    next: '请至少保留一行，或者取消本次导入。',
  },
  'no-headings': {
    what: '没有找到标题行。',
    next: '请在表格预览中点选标题所在的行。',
  },
  'document-with-secrecy-mark': {
    what: ({ name }) => `文件「${words(name)}」中发现密级标志，已停止办理，一份附件也没有附上。`,
    safe: '本程序没有保存这份文件，原文件没有被改动。',
    next: '勿复制、勿删除、勿带走，请立即报保密办。',
  },
  'letter-institution-missing': {
    what: '没有选择清单来自哪个单位。',
    next: '请在「来自未装工作台的单位」中选择来函的单位。',
  },
  'letter-office-missing': {
    what: '没有填写来函单位。',
    next: '请照来函落款填写，如「浙江省科学技术厅战略规划处」。',
  },
  'letter-number-missing': {
    what: '没有填写来函的文号。',
    next: '请照来函填写文号；来函没有文号的，写「无文号」。',
  },
  'letter-date-missing': {
    what: '没有填写来函的日期。',
    next: '请照来函落款填写日期，如 2026-11-22。',
  },
  'letter-no-such-day': {
    what: '来函的日期在日历上不存在。',
    next: '请照来函落款重新填写日期，如 2026-11-22。',
  },
  'letter-in-the-future': {
    what: ({ today }) => `来函的日期晚于今天（${words(today)}）。`,
    next: '请核对来函落款的日期；本机日期不对的，请先校正本机日期。',
  },
  'letter-from-ourselves': {
    what: '来函单位不能是本单位。',
    next: '本单位自己的清单，请不要选「来自未装工作台的单位」。',
  },
  'letter-office-has-desk': {
    what: '这个单位已经与本机核对过核对码，应当用数据交换包往来。',
    next: '请对方导出数据交换包；数据交换包经过完整性校验，来源可靠。',
  },
  'letter-scan-kind': {
    what: '来函的扫描件不是 PDF，也不是图片。',
    next: '请把来函扫描成 PDF，或拍照存为 JPG、PNG，再选择一次。',
  },
  'letter-scan-encrypted': {
    what: '来函的扫描件设有打开密码，不能留存。',
    next: '请换一份没有密码的扫描件。',
  },
  'letter-scan-unreadable': {
    what: '来函的扫描件打不开：已损坏、没有页，或没有复制完整。',
    next: '请重新扫描，确认能打开之后再选择一次。',
  },
  'letter-scan-gone': {
    what: '来函的扫描件已不在本机，没有导入任何一行。',
    next: '请返回第一步，重新选择来函的扫描件。',
  },
  'letter-with-secrecy-mark': {
    what: '来函的扫描件中发现密级标志，已停止办理。',
    safe: '本程序没有保存这份扫描件，原文件没有被改动。',
    next: '勿复制、勿删除、勿带走，请立即报保密办。',
  },
  'no-such-document': {
    what: '这项申报没有这个附件，它可能刚被移除。',
    next: '请刷新申报页面后再办理。',
  },
  'pages-backwards': {
    what: '起始页大于结束页，没有保存标注。',
    next: '请改正页码后重新标注。',
  },
  'already-withdrawn': {
    what: '这次导入已经撤回过。',
    next: '不需要再办理。需要恢复的，请用原清单重新导入。',
  },
  'verdict-since': {
    what: ({ count: judged, numbers }) =>
      `${Array.isArray(numbers) ? numbers.map(String).join('、') : ''}${
        Number(judged) > 5 ? ` 等 ${count(judged)} 项` : ''
      }在这次导入更新之后又有了审查意见或结论，不能整批撤回。`,
    next: '个别申报有误的，请在申报页面中更正，或导入更正后的清单；已有的审查意见不会因此改变。',
  },
  'withdrawn-before': {
    what: ({ date }) => `这项申报已登记为申报单位于 ${words(date)} 撤回。`,
    next: '不需要再登记。登记有误的，请在申报页面中撤销后重新登记。',
  },
  'not-withdrawn': {
    what: '这项申报没有登记过申报单位撤回，不需要撤销。',
    next: '请刷新申报页面后再看。',
  },
  'no-such-day': {
    what: '撤回的日期在日历上不存在。',
    next: '请照申报单位来函或来电的日期填写，如 2026-11-22。',
  },
  'day-in-the-future': {
    what: ({ today }) => `撤回的日期晚于今天（${words(today)}）。`,
    next: '请核对日期；本机日期不对的，请先校正本机日期。',
  },
  'review-has-begun': {
    what: ({ count: reviewed }) => `其中 ${count(reviewed)} 项已经开始形式审查，不能整批撤回。`,
    next: '个别申报有误的，请在申报页面中更正；确需全部撤回的，请先与审查人员商定。',
  },
}

function rowsOf(rows: Json | undefined): readonly Json[] {
  return Array.isArray(rows) ? rows : []
}

function rowsInWords(rows: Json | undefined): string {
  const all = rowsOf(rows)
  const shown = all.slice(0, 10).join('、')
  return all.length > 10 ? `${shown} 等 ${all.length}` : shown
}

/** 「二楼工作台、三楼工作台」 */
function names(desks: Json | undefined): string {
  return Array.isArray(desks) ? desks.map(String).join('、') : '本单位另一个工作台'
}
