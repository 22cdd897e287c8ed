import { z } from 'zod'
import { event } from '../../core/module.ts'
import { digestPattern } from '../../core/suite.ts'

/** One of the two, and the last event that changed what is compared of it as the person saw it. */
const side = z.strictObject({ application: z.string().max(80), seen: z.string().regex(digestPattern) })

/**
 * A person looked at two applications side by side and said whether they are the same work [F14]. A subject of its own: it
 * is about two applications, which may be of two offices. It holds until one of them changes.
 */
export const duplicatesJudged = event({
  type: 'DuplicatesJudged',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    applications: z.tuple([side, side]),
    isDuplicate: z.boolean(),
    note: z.string().max(1000),
  }),
})
