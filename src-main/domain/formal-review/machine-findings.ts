import { appliedRules, type RuleCode } from '../rule-packs/rules.ts'
import { checkAttachments, checkRecommendation } from './checks/attachments.ts'
import { checkBatchField } from './checks/batch-field.ts'
import { checkContract } from './checks/contract.ts'
import { checkCounts } from './checks/counts.ts'
import { checkCreditCodes } from './checks/credit-codes.ts'
import { checkDates } from './checks/dates.ts'
import { checkDuplicates, checkOneApplication } from './checks/duplicates.ts'
import { checkEthics } from './checks/ethics.ts'
import { checkGovernment } from './checks/government.ts'
import { checkGuide, checkReservePool } from './checks/guide.ts'
import { checkIndustry } from './checks/industry.ts'
import { checkLead } from './checks/lead.ts'
import { checkLeadKind } from './checks/lead-kind.ts'
import { checkLeadRegistration } from './checks/lead-registration.ts'
import { checkMemberAbilities, checkSeals, pagesToLookAt } from './checks/looked-at-pages.ts'
import { checkMembersLegal, checkResearchMember } from './checks/members.ts'
import { checkMoneyAgrees, checkRequestedShare } from './checks/money.ts'
import { checkPrincipal } from './checks/principal.ts'
import { checkReceipt } from './checks/receipt.ts'
import { checkMemberRegions, checkUndertakingRegions } from './checks/regions.ts'
import { checkIntegrity, checkSocialCredit } from './checks/registers.ts'
import { checkRelations } from './checks/relations.ts'
import { checkRequiredFields } from './checks/required-fields.ts'
import { checkRoute } from './checks/route.ts'
import { checkSecrecy } from './checks/secrecy.ts'
import { conclude, type Finding, type Observation, observe } from './finding.ts'
import type { CheckInput, ReviewInput } from './review-input.ts'

const checks: Partial<Record<RuleCode, (input: CheckInput) => readonly Observation[]>> = {
  F01: checkRequiredFields,
  F02: checkAttachments,
  F03: checkSeals,
  F04: checkGuide,
  F05: checkBatchField,
  F06: checkReservePool,
  F07: checkLead,
  F08: checkUndertakingRegions,
  F09: checkCreditCodes,
  F10: checkLeadRegistration,
  F11: checkCounts,
  F12: checkPrincipal,
  F13: checkOneApplication,
  F14: checkDuplicates,
  F15: checkRequestedShare,
  F16: checkMoneyAgrees,
  F17: checkContract,
  F18: checkRelations,
  F19: checkIntegrity,
  F20: checkDates,
  F21: checkEthics,
  F22: checkRecommendation,
  F23: checkReceipt,
  F24: checkSecrecy,
  F25: checkGovernment,
  C01: checkLeadKind,
  C02: checkMembersLegal,
  C03: checkResearchMember,
  C04: checkMemberRegions,
  C05: pagesToLookAt,
  C06: pagesToLookAt,
  C07: pagesToLookAt,
  C08: checkIndustry,
  C09: checkRoute,
  C10: checkMemberAbilities,
  C11: checkSocialCredit,
}

/**
 * One finding for every rule that is on, in the order of the pack. Data that are not there are never held against an
 * application: the finding is then `cannot-check`, as it is for rules that only a person can answer. `only` leaves rules out.
 */
export function machineFindings(
  input: ReviewInput,
  only: (code: RuleCode) => boolean = () => true,
): readonly Finding[] {
  const rules = appliedRules(input.pack, input.plan.rules)
  return rules
    .filter(({ code }) => only(code))
    .map((rule) => {
      const check = checks[rule.code]
      const observations = check?.({ ...input, rule, rules }) ?? [observe('cannot-check', 'person', {})]
      return conclude(rule.code, observations)
    })
}
