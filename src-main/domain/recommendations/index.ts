import { answerCalls } from './agree.ts'
import { draft, proposal } from './draft.ts'
import * as events from './events.ts'
import { finalise, obstacles, reopen } from './finalise.ts'
import { recommendationPapers } from './papers/index.ts'
import { projection } from './projection.ts'
import { recommendationQueries } from './queries.ts'

/** 集中推荐 [A13, B5]: drafts of the 推荐汇总表, what the offices answered to exactly each, and the final list. */
export const recommendations = {
  name: 'recommendations',
  events: [
    events.recommendationDrafted,
    events.finalListConfirmed,
    events.recommendationFinalised,
    events.recommendationReopened,
    events.agreementRecorded,
    events.agreementWithdrawn,
  ],
  projection,
  calls: {
    proposal,
    draft,
    obstacles,
    finalise,
    reopen,
    ...recommendationQueries,
    ...answerCalls,
    ...recommendationPapers,
  },
} as const
