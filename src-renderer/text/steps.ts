const steps: Readonly<Record<string, string>> = {
  'tables/read': '正在读取表格',
  'tables/return': '正在写出标注了问题的表格',
  'check-rows': '正在逐行检查',
  'copy-documents': '正在复制附件',
  'documents/copy': '正在复制附件',
  'documents/inspect': '正在查看附件内容',
  'store-documents': '正在存入附件',
  'dossiers/papers': '正在生成卷宗的各件文书',
  'dossiers/look': '正在查看附件能否编入卷宗',
  'dossiers/bind': '正在编成一卷',
  'take-in': '正在导入内容',
  record: '正在登记',
  'hand-over': '正在移交',
  'compare-rules': '正在按新版本规则逐项核对',
  write: '正在写出数据交换包',
  'write-sheets': '正在生成表格',
  'read-back': '正在回读核对',
  join: '正在核对并拼接分卷',
  keep: '正在保存等待的数据交换包',
  decrypt: '正在解密',
  verify: '正在核对数据交换包',
  'backup/snapshot': '正在复制数据文件',
  'backup/verify': '正在核对复制的数据',
  'backup/database': '正在写出并回读数据文件',
  'backup/documents': '正在写出并回读附件',
  'backup/finish': '正在完成备份',
  'backup/tidy': '正在清理较早的备份',
  'restore/database': '正在读取备份的数据文件',
  'restore/verify': '正在逐条核对备份的记录',
  'restore/documents': '正在读取并核对备份的附件',
  'recovery/verify': '正在逐条核对记录',
  'recovery/rebuild': '正在整理可信的记录',
  'read-texts': '正在读取申报和附件的文字',
  'compare-titles': '正在比对名称',
  'compare-texts': '正在比对文字',
  'machine-checks': '正在逐项核对',
  'verify-database': '正在检查数据文件',
  'verify-chains': '正在逐条核查记录',
  'verify-contents': '正在核查记录的归类',
  'verify-lists': '正在比对各类清单',
  'demo-desks': '正在建立五个单位的演练工作台',
  'demo-batches': '正在建立批次',
  'demo-lists': '正在导入各单位的申报清单',
  'demo-documents': '正在生成并附上申报书',
  'demo-reviews': '正在登记审查意见和结论',
  'demo-exchange': '正在交换数据',
  'demo-first-day': '正在准备第一天的材料',
  'demo-backups': '正在备份',
}

/** What a task is doing, by the step it reports. */
export function stepText(step: string): string {
  return steps[step] ?? '正在处理'
}

/** True for a step that has words of its own. */
export function hasStepText(step: string): boolean {
  return Object.hasOwn(steps, step)
}
