import { appliedRules, type RuleCode } from '../rule-packs/rules.ts'
import { checkAttachments } from './checks/attachments.ts'
import { checkCreditCodes } from './checks/credit-codes.ts'
import { checkDates } from './checks/dates.ts'
import { checkDuplicates } from './checks/duplicates.ts'
import { checkIndustry } from './checks/industry.ts'
import { checkLead } from './checks/lead.ts'
import { checkMembersLegal, checkResearchMember } from './checks/members.ts'
import { checkMoneyAgrees, checkRequestedShare } from './checks/money.ts'
import { checkMemberRegions, checkUndertakingRegions } from './checks/regions.ts'
import { checkRequiredFields } from './checks/required-fields.ts'
import { checkSecrecy } from './checks/secrecy.ts'
import { conclude, type Finding, type Observation, observe } from './finding.ts'
import type { CheckInput, ReviewInput } from './review-input.ts'

const checks: Partial<Record<RuleCode, (input: CheckInput) => readonly Observation[]>> = {
  F01: checkRequiredFields,
  F02: checkAttachments,
  F07: checkLead,
  F08: checkUndertakingRegions,
  F09: checkCreditCodes,
  F14: checkDuplicates,
  F15: checkRequestedShare,
  F16: checkMoneyAgrees,
  F20: checkDates,
  F24: checkSecrecy,
  C02: checkMembersLegal,
  C03: checkResearchMember,
  C04: checkMemberRegions,
  C08: checkIndustry,
}

/**
 * One finding for every rule that is on, in the order of the pack. Data that are not there are never held against an
 * application: the finding is then `cannot-check`, as it is for rules that only a person can answer.
 */
export function machineFindings(input: ReviewInput): readonly Finding[] {
  return appliedRules(input.pack, input.plan.rules).map((rule) => {
    const check = checks[rule.code]
    return conclude(rule.code, check ? check({ ...input, rule }) : [observe('cannot-check', 'person', {})])
  })
}
