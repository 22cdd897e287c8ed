import type { Parameter, Rule, RuleCode, RulePack } from '../pack.ts'
import { attachmentOptions, fieldOptions } from './content-rules.ts'

type Change = Partial<Pick<Rule, 'explanation' | 'lookAt'>> & {
  /** Added, or in the place of the parameter of the same name, whose default stays. */
  readonly parameters?: readonly Parameter[]
}

function kinds(title: string, ...by: readonly string[]): Parameter {
  return { kind: 'set', name: 'kinds', title, options: attachmentOptions, default: by }
}

const day = {
  kind: 'day',
  name: 'day',
  title: '计算到哪一天',
  hint: '空着按受理截止日',
  default: '',
} as const

/** What the machine looks at since it has a check for every rule: parameters that only an office's guide can fill. */
const changes: Readonly<Partial<Record<RuleCode, Change>>> = {
  F01: {
    parameters: [
      {
        kind: 'set',
        name: 'fields',
        title: '必填项',
        options: [
          ...fieldOptions,
          { value: 'lead-registered', label: '牵头单位成立日期' },
          { value: 'received', label: '收到日期' },
        ],
        default: [],
      },
    ],
  },
  F03: {
    lookAt: '机器列出应盖章的单位和已标记的页；逐字对照印章与单位全称，留意合同专用章、部门章和缺签字。',
    parameters: [kinds('要盖章的材料', '申报书（盖章）', '科研诚信承诺书', '合作协议')],
  },
  F04: {
    lookAt:
      '机器只比对名称是否在所列方向和任务之中；对照指南原文的考核指标和支持对象，只判是否相符，不评水平。',
    parameters: [
      { kind: 'list', name: 'directions', title: '指南方向和任务', hint: '指南或榜单的名称', default: [] },
    ],
  },
  F05: {
    lookAt: '机器只比对所选领域是否在本批次领域之中；名称、任务与所选领域是否一致由人工看，选错可通知更正。',
  },
  F06: {
    parameters: [
      {
        kind: 'list',
        name: 'states',
        title: '可申报的状态',
        hint: '云平台显示的状态',
        default: ['揭榜成功', '部分揭榜成功'],
      },
    ],
  },
  F10: {
    lookAt: '营业执照的成立日期和指南规定的截止日；成立日期未录入的，可在证照旁补录。',
    parameters: [day],
  },
  F11: {
    explanation: '指南对参加单位数或子课题数有上限的，核对数量；只作为需求方或解决方的单位不计。',
    parameters: [
      {
        kind: 'number',
        name: 'organisations',
        title: '单位上限（0 为不限）',
        unit: '个',
        min: 0,
        max: 100,
        default: 10,
      },
      {
        kind: 'number',
        name: 'subtasks',
        title: '子课题上限（0 为不限）',
        unit: '个',
        min: 0,
        max: 50,
        default: 5,
      },
    ],
  },
  F12: {
    lookAt: '负责人简历、身份证明和在职证明；机器只核对设定的年龄和职称，结论中不写姓名、年龄和号码。',
    parameters: [
      {
        kind: 'number',
        name: 'maxAge',
        title: '年龄上限（0 为不限）',
        unit: '岁',
        min: 0,
        max: 100,
        default: 0,
      },
      { kind: 'list', name: 'titles', title: '应有的职称', hint: '有其中一个即可，空着不限', default: [] },
      day,
    ],
  },
  F17: {
    lookAt: '机器看合同额是否录入、合同或意向是否标记；合同双方、金额、任务与申报书是否一致由人工看。',
  },
  F21: {
    lookAt:
      '机器只在名称、任务、指标和简介中找所列字样；研究对象和方法、批件的单位题目有效期由人工看，不涉及的判不适用。',
    parameters: [
      {
        kind: 'list',
        name: 'words',
        title: '提示关注的字样',
        hint: '出现时提示',
        default: [
          '临床',
          '受试者',
          '患者',
          '人类遗传资源',
          '人源',
          '胚胎',
          '干细胞',
          '基因编辑',
          '病原',
          '病毒',
          '动物实验',
          '实验动物',
          '活体',
        ],
      },
    ],
  },
  F23: {
    lookAt: '系统提交时间或收文登记日期；收到日期未录入的，可在收文记录旁补录。',
  },
  F25: {
    lookAt: '机器只按名称结尾和类型提示；管委会、村委会等是否党政机关、负责人任职情况由人工判断。',
    parameters: [
      {
        kind: 'list',
        name: 'endings',
        title: '提示关注的名称结尾',
        hint: '单位名称以它结尾',
        default: ['人民政府', '委员会', '厅', '局', '办公室', '街道办事处', '人民法院', '人民检察院'],
      },
    ],
  },
  C05: { parameters: [kinds('要看的材料', '组建协议')] },
  C06: { parameters: [kinds('要看的材料', '组建协议', '经费管理办法')] },
  C07: { parameters: [kinds('要看的材料', '组建协议', '理事会章程')] },
  C09: {
    lookAt: '机器看所需材料是否标记；路径一看项目立项文件，路径二看省级批文、新增成员和修订后的协议。',
    parameters: [
      { ...kinds('路径一的材料', '组建协议'), name: 'route1' },
      { ...kinds('路径二的材料', '组建协议', '省级创新联合体批文'), name: 'route2' },
    ],
  },
  C10: { parameters: [kinds('要看的材料', '成果证明', '其他')] },
}

/** The second version of a pack: the same rules and articles, with the parameters that version 1 lacks. */
export function secondVersion(pack: RulePack): RulePack {
  return { ...pack, version: 2, rules: pack.rules.map(changed) }
}

function changed(rule: Rule): Rule {
  const { parameters = [], ...words } = changes[rule.code] ?? {}
  const kept = rule.parameters.map((old) => {
    const now = parameters.find(({ name }) => name === old.name)
    return now ? ({ ...now, default: old.default } as Parameter) : old
  })
  const added = parameters.filter(({ name }) => !rule.parameters.some((old) => old.name === name))
  return { ...rule, ...words, parameters: [...kept, ...added] }
}
