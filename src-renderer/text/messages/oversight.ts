import { count, type Messages } from '../message.ts'

export const oversight: Messages = {
  'not-comparable': {
    what: '选的批次不能用来对照：不是同一类别，或者就是这个批次。',
    next: '请另选一个同类的批次，或者选“不对照”。',
  },
  'frozen-before': {
    what: (facts) => `这个批次已经封存过 ${count(facts.count)} 次抽查名单。`,
    next: '要再抽一次的，请写明原因并由第二人共同确认；次数永久累计，记在抽查记录上。',
  },
  'never-frozen': {
    what: '这个批次还没有封存过抽查名单，不存在重新封存。',
    next: '请直接封存名单。',
  },
  'more-than-all': {
    what: '抽取的比例不能超过 100%。',
    next: '请改为 1 到 100 之间的数。',
  },
  'nothing-to-inspect': {
    what: '按选定的范围，名单上没有申报。',
    next: '请放宽状态或地区后再封存。',
  },
  'frame-too-long': {
    what: (facts) => `名单超过 ${count(facts.most)} 项，不能一次封存。`,
    next: '请按状态或地区缩小范围，分几次抽查。',
  },
  'unknown-inspection': {
    what: '没有这次抽查。',
    next: '请回到抽查列表重新打开。',
  },
  'other-office': {
    what: '这次抽查由其他单位进行，本单位只能查看。',
    next: '如需抽查，请另行封存本单位的名单。',
  },
  'drawn-before': {
    what: '这份名单已经抽取过，不能再掷一次。',
    safe: '原来的抽取结果没有改变。',
    next: '要重新抽查的，请重新封存名单，写明原因并由第二人确认。',
  },
  'not-drawn': {
    what: '这项申报没有被抽中，不能记录抽查结果。',
    next: '请从抽中的申报里选择。',
  },
  'finding-needs-words': {
    what: '有瑕疵或有问题的，需要写明情况。',
    next: '请写明发现了什么，再保存。',
  },
  'too-many-people': {
    what: (facts) => `符合的人员超过 ${count(facts.most)} 人次，没有显示。`,
    safe: '没有显示任何个人信息，也没有记入留痕。',
    next: '请输入完整的姓名或证件号码。',
  },
}
