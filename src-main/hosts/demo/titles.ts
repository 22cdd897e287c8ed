type Theme = {
  readonly field: string
  readonly subjects: readonly string[]
  readonly aims: readonly string[]
}

const chips: Theme = {
  field: '集成电路',
  subjects: [
    '车规级碳化硅功率芯片',
    '高端光刻胶',
    '高密度先进封装基板',
    '射频前端滤波器',
    '大尺寸硅外延片',
    '高精度模数转换芯片',
    '存算一体芯片',
    '半导体量测装备',
  ],
  aims: ['低缺陷制备关键技术研究', '国产化工艺开发与验证', '可靠性提升与应用示范', '核心部件研制'],
}
const intelligence: Theme = {
  field: '人工智能',
  subjects: [
    '车载多模态语音交互',
    '工业质检视觉大模型',
    '医学影像辅助诊断',
    '城市交通信号协同优化',
    '具身智能机器人',
    '科学计算智能体',
    '政务可信大模型',
    '低空飞行智能调度',
  ],
  aims: ['关键技术研究', '可信评测与示范应用', '系统研发及产业化', '异构协同推理技术攻关'],
}
const medicine: Theme = {
  field: '生物医药',
  subjects: [
    '脑机接口柔性电极',
    '基因治疗病毒载体',
    '抗体偶联药物',
    '医学影像设备探测器',
    '连续血糖监测传感器',
    '细胞治疗产品',
    '合成生物底盘菌株',
    '可降解心血管支架',
  ],
  aims: ['规模化制备关键技术研究', '质量评价体系研究', '核心工艺与装备研制', '临床转化与应用示范'],
}
const future: Theme = {
  field: '未来产业',
  subjects: ['室温量子传感器', '固态电池电解质', '太赫兹通信器件', '人形机器人灵巧手', '高温超导带材'],
  aims: ['关键技术研究', '工程样机研制', '中试验证与应用示范'],
}

/** Four, three, four and one of twelve: the fields of Jiangsu's projects of 2024. */
const inTurn: readonly Theme[] = [
  chips,
  intelligence,
  medicine,
  chips,
  medicine,
  intelligence,
  chips,
  medicine,
  future,
  chips,
  intelligence,
  medicine,
]

/** The fields that the titles are in. */
export const fields: readonly string[] = [chips, intelligence, medicine, future].map(({ field }) => field)

export type Topic = { readonly title: string; readonly field: string; readonly task: string }

/** This many topics, the same every time; none twice among the first ninety. */
export function makeTopics(count: number): readonly Topic[] {
  const met = new Map<Theme, number>()
  return Array.from({ length: count }, (_, i) => {
    const theme = inTurn[i % inTurn.length]!
    const nth = met.get(theme) ?? 0
    met.set(theme, nth + 1)
    const { field, subjects, aims } = theme
    const place = nth % subjects.length
    const task = subjects[place]!
    const aim = aims[(place + Math.floor(nth / subjects.length)) % aims.length]!
    return { title: `${task}${aim}`, field, task }
  })
}
