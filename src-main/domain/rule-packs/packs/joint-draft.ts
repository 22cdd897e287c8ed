import type { RulePack } from '../pack.ts'
import { contentRules } from './content-rules.ts'
import { moneyAndConductRules } from './money-and-conduct-rules.ts'
import { organisationRules } from './organisation-rules.ts'

/** A: the draft of the joint research measures; it has neither number nor dates. */
export const jointDraft: RulePack = {
  id: 'joint-draft',
  version: 1,
  kind: 'joint',
  title: '联合攻关（草案）',
  basis: {
    title: '长三角科技创新共同体联合攻关计划实施办法（试行）（草案）',
    number: null,
    confirmed: null,
  },
  inForce: null,
  switches: {
    guideSuffices: false,
    biomedicalByMilestones: false,
    guideIssuedBy: '建设办公室',
    listGoes: '提交工作专班审议',
    listName: '拟立项名单',
  },
  rules: [...contentRules, ...organisationRules, ...moneyAndConductRules],
}
