import { closeAsNotAccepted, closeAsPassed, closeForMaterial, reopen } from './closing.ts'
import { deadlineExtended } from './deadline-extended.ts'
import { earlierWordings } from './earlier-wording.ts'
import * as events from './events.ts'
import { judgeDuplicate } from './judge-duplicate.ts'
import { list, neighbours } from './list.ts'
import { loads } from './loads.ts'
import { packEffects } from './pack-effects.ts'
import { open } from './page.ts'
import { reviewPapers } from './papers/index.ts'
import { projection } from './projection.ts'
import {
  giveSecondCheck,
  planSecondCheck,
  requestSecondCheck,
  settleDifference,
} from './second-check/commands.ts'
import {
  differenceSettled,
  secondCheckGiven,
  secondCheckPlanned,
  secondCheckRequested,
} from './second-check/events.ts'
import { checkLevel, checks, openBlind } from './second-check/list.ts'
import { requestSignOff, signOff, signOffCounts } from './sign-off-request.ts'
import { counts } from './state-counts.ts'
import { recordVerdict, withdrawVerdict } from './verdicts.ts'
import { withdrawImport } from './withdraw-import.ts'

/** 形式审查: conformity and completeness only [A13]; for consortia aids that a province may switch off. */
export const formalReview = {
  name: 'formal-review',
  events: [
    events.reviewOpened,
    events.verdictRecorded,
    events.verdictWithdrawn,
    events.outcomeConfirmed,
    events.reviewClosed,
    events.reviewReopened,
    deadlineExtended,
    secondCheckPlanned,
    secondCheckRequested,
    secondCheckGiven,
    differenceSettled,
  ],
  projection,
  calls: {
    list,
    neighbours,
    counts,
    packEffects,
    requestSignOff,
    signOff,
    signOffCounts,
    judgeDuplicate,
    loads,
    open,
    earlierWordings,
    recordVerdict,
    withdrawVerdict,
    closeAsPassed,
    closeForMaterial,
    closeAsNotAccepted,
    reopen,
    withdrawImport,
    planSecondCheck,
    requestSecondCheck,
    giveSecondCheck,
    settleDifference,
    checkLevel,
    checks,
    openBlind,
    ...reviewPapers,
  },
} as const
