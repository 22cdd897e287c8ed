import { revisionQueries } from './queries.ts'
import { compare, takeIn } from './take-in-revised.ts'

/** Lists that come again: what they say that is new, and what of it a person takes. */
export const revisions = {
  name: 'revisions',
  events: [],
  calls: { compare, takeIn, ...revisionQueries },
} as const
