const steps: Readonly<Record<string, string>> = {
  'tables/read': '正在读取表格',
  'check-rows': '正在逐行检查',
  'copy-documents': '正在复制附件',
  'documents/copy': '正在复制附件',
  'documents/inspect': '正在查看附件内容',
  'store-documents': '正在存入附件',
  'take-in': '正在导入内容',
  record: '正在登记',
  write: '正在写出数据交换包',
  'read-back': '正在回读核对',
  decrypt: '正在解密',
  verify: '正在核对数据交换包',
}

/** What a task is doing, by the step it reports. */
export function stepText(step: string): string {
  return steps[step] ?? '正在处理'
}

/** True for a step that has words of its own. */
export function hasStepText(step: string): boolean {
  return Object.hasOwn(steps, step)
}
