import { reviewCommands } from './commands.ts'
import { deadlineExtended } from './deadline-extended.ts'
import { earlierWordings } from './earlier-wording.ts'
import * as events from './events.ts'
import { judgeDuplicate } from './judge-duplicate.ts'
import { counts, list, neighbours } from './list.ts'
import { open } from './page.ts'
import { reviewPapers } from './papers/index.ts'
import { projection } from './projection.ts'
import { requestSignOff, signOff, signOffCounts } from './sign-off-request.ts'

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
  ],
  projection,
  calls: {
    list,
    neighbours,
    counts,
    open,
    earlierWordings,
    requestSignOff,
    signOff,
    signOffCounts,
    judgeDuplicate,
    ...reviewCommands,
    ...reviewPapers,
  },
} as const
