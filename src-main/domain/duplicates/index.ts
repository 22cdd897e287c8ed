import { compareAll } from './compare.ts'
import { duplicatesJudged } from './events.ts'
import { projection } from './projection.ts'
import { sideBySide } from './side-by-side.ts'

/** Applications that may be the same work as another, of any office and any batch that is here [F13, F14]. */
export const duplicates = {
  name: 'duplicates',
  events: [duplicatesJudged],
  projection,
  calls: { compareAll, sideBySide },
} as const
