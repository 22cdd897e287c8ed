import type { RulePack } from '../pack.ts'
import { consortiumRules } from './consortium-rules.ts'
import { jointDraft } from './joint-draft.ts'
import { withDifferences } from './with-differences.ts'

const practice = { article: '通行做法' }
/** Rules of joint research that B does not know; a province may still switch them on. */
const notAsked = { ...practice, on: false }

/** B: 长三角创新联合体建设工作指引, in force from 2025-07-05 to 2027-07-04. */
export const consortium2025: RulePack = {
  id: 'consortium-2025',
  version: 1,
  kind: 'consortium',
  title: '创新联合体（2025年指引）',
  basis: {
    title: '长三角创新联合体建设工作指引（试行）',
    number: '苏科规范〔2025〕2号',
    confirmed: null,
  },
  inForce: { from: '2025-07-05', until: '2027-07-04' },
  switches: null,
  rules: [
    ...withDifferences(jointDraft.rules, {
      F01: {
        ...practice,
        defaults: { fields: ['number', 'title', 'field', 'lead', 'regions', 'kinds', 'route'] },
      },
      F02: { article: '五（一）', defaults: { kinds: ['组建协议'] } },
      F04: notAsked,
      F05: notAsked,
      F06: notAsked,
      F07: {
        article: '四（一）',
        explanation: '牵头单位应在长三角地区；为重大科技平台的应具有独立法人资格。',
      },
      F08: { ...notAsked, explanation: '联合体的地域要求见 C04。' },
      F13: notAsked,
      F15: notAsked,
      F16: notAsked,
      F17: notAsked,
      F18: notAsked,
      F19: { article: '七（三）' },
      F20: notAsked,
      F21: notAsked,
      F25: notAsked,
    }),
    ...consortiumRules,
  ],
}
