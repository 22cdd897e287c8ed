import type { RulePack } from '../pack.ts'
import { jointDraft } from './joint-draft.ts'
import { withDifferences } from './with-differences.ts'

/**
 * The text issued in 2023, as far as it is known to differ from the draft. Its articles are those of the draft and its
 * number is unknown until an office confirms them.
 */
export const joint2023: RulePack = {
  id: 'joint-2023',
  version: 1,
  kind: 'joint',
  title: '联合攻关（2023年文本）',
  basis: { title: '长三角科技创新共同体联合攻关计划实施办法（试行）', number: null, confirmed: null },
  inForce: null,
  switches: {
    guideSuffices: true,
    biomedicalByMilestones: true,
    guideIssuedBy: '三省一市科技厅（委）',
    listGoes: '按程序报批',
    listName: '拟立项建议名单',
  },
  rules: withDifferences(jointDraft.rules, {
    F06: { defaults: { mode: 'reserve-pool-or-guide' } },
    F20: {
      explanation: '起止时间应先后有序。2—3 年是政策导向，不是限制；生物医药项目可按里程碑安排。',
      lookAt: '起止时间与年度安排、考核节点是否一致；生物医药项目看里程碑。',
    },
  }),
}
