/** One thing that keys do; several names are several keys for it. */
export type KeyLine = readonly [keys: readonly string[], what: string]

/** THE list of all keys, by where they work. A part of the program that binds keys shows its group while it is on screen. */
export const keyGroups = {
  program: {
    title: '整个程序',
    lines: [
      [['Ctrl+K'], '搜索申报、批次、机构、人员、页面，或文书校验码'],
      [['?'], '显示这张表'],
      [['Tab', 'Shift+Tab'], '移到下一个、上一个可以操作的地方'],
      [['Ctrl+P'], '打印；打开文书时，打印这份文书'],
      [['Esc'], '关闭打开的窗口；在打开的页面上返回列表'],
      [['Ctrl+加号', 'Ctrl+减号', 'Ctrl+0'], '放大、缩小、恢复原大小'],
    ],
  },
  list: {
    title: '列表',
    lines: [
      [['↑', '↓', 'PageUp', 'PageDown', 'Home', 'End'], '移动'],
      [['Enter'], '打开当前行'],
      [['Ctrl+C'], '复制当前行（选了几行的，复制所选各行），可粘贴到 WPS、Excel'],
      [['Ctrl+Shift+C'], '连同表头复制'],
    ],
  },
  selection: {
    title: '列表中选择',
    lines: [
      [['空格'], '选择或取消当前行'],
      [['Shift+↑', 'Shift+↓'], '连续选择'],
      [['Ctrl+A'], '选择全部'],
      [['Esc'], '取消选择'],
    ],
  },
  search: { title: '筛选', lines: [[['/'], '到搜索框']] },
  columns: {
    title: '选择列',
    lines: [
      [['空格'], '显示或隐藏'],
      [['Alt+↑', 'Alt+↓'], '前移、后移'],
      [['Alt+←', 'Alt+→'], '变窄、变宽'],
    ],
  },
  application: {
    title: '申报页面',
    lines: [
      [['J', 'K'], '清单中的下一份、上一份申报'],
      [['Esc'], '返回清单'],
    ],
  },
  form: {
    title: '填写',
    lines: [
      [['Ctrl+Enter'], '保存'],
      [['Esc'], '关闭，输入的内容保留'],
    ],
  },
  document: {
    title: '附件',
    lines: [
      [['←', '→'], '上一页、下一页'],
      [['Home', 'End'], '第一页、最后一页'],
      [['+', '-', '0'], '放大、缩小、适合宽度'],
      [['R'], '旋转'],
      [['M'], '标注附件种类'],
    ],
  },
  review: {
    title: '审查',
    lines: [
      [['1'], '判为符合，转到下一个未定项'],
      [['2'], '判为不符合，转到下一个未定项'],
      [['3'], '判为不适用，转到下一个未定项'],
      [['0'], '撤回意见；机器判断的项改为待人工'],
      [['Ctrl+Z'], '撤销刚才的判断'],
      [['N'], '写说明；写时 Alt+1、2、3 直接判断，Esc 返回'],
      [['E'], '把左边正在看的页或字段记为依据'],
      [['↑', '↓'], '上一项、下一项'],
      [['←', '→'], '附件上一页、下一页'],
      [['V'], '附件与申报信息之间切换'],
      [['I'], '补录申报信息'],
      [['D'], '到附件里：缩放、旋转、M 标注；Esc 回来'],
      [['F'], '在附件文字中查找；回车逐处查看'],
      [['B'], 'F14：打开与可能重复的申报并列比对'],
      [['C'], '作出结论'],
      [['G'], '处理复核的分歧'],
      [['[', ']'], '清单中的上一份、下一份申报（也可用 K、J）'],
      [['Esc'], '返回'],
    ],
  },
  check: {
    title: '复核',
    lines: [
      [['Y'], '同意初审，转到下一项'],
      [['A'], '其余各项都同意'],
      [['1', '2', '3'], '判为符合、不符合、不适用；与初审不一致的写一句理由'],
      [['0'], '清除这一项的意见'],
      [['N'], '写说明；Esc 返回'],
      [['↑', '↓'], '上一项、下一项'],
      [['←', '→'], '附件上一页、下一页'],
      [['V'], '附件与申报信息之间切换'],
      [['D'], '到附件里；Esc 回来'],
      [['C'], '提交复核'],
      [['[', ']'], '待复核的上一份、下一份'],
      [['Esc'], '返回'],
    ],
  },
  supply: {
    title: '补交材料',
    lines: [
      [['R'], '登记收到的材料'],
      [['T'], '登记通话'],
      [['F'], '登记或更正通知发出'],
      [['E'], '延期'],
      [['G'], '继续审查'],
      [['Ctrl+Enter'], '在打开的窗口中登记'],
      [['Esc'], '返回清单'],
    ],
  },
  seals: {
    title: '核对盖章（F03）',
    lines: [
      [['S', 'A'], '下一盖章页、上一盖章页'],
      [['Y'], '这一家盖章与全称一致，转到下一家'],
      [['U'], '这一家未盖章或与全称不符，转到下一家'],
    ],
  },
  beside: {
    title: '并列比对',
    lines: [
      [['1'], '不是重复（写理由时用 Alt+1）'],
      [['2'], '重复，须写理由（写理由时用 Alt+2）'],
      [['Esc'], '返回审查'],
    ],
  },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly lines: readonly KeyLine[] }>>

export type KeyGroup = keyof typeof keyGroups
