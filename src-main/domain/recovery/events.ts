import { z } from 'zod'
import { conditionReasons } from '../../core/condition.ts'
import { event } from '../../core/module.ts'

/** Second event of a chain that goes on for another after a loss: who confirmed it, and what was lost by then. */
export const successionConfirmed = event({
  type: 'SuccessionConfirmed',
  version: 1,
  audience: 'office',
  data: z.strictObject({
    reason: z.enum(conditionReasons),
    /** Null where nobody else could confirm: then the recovery sheet stood for the second person. */
    second: z.string().nullable(),
    /** Places of the old chain: when the desk became read-only, and the last one that is known to have existed. */
    heldThen: z.int().min(0),
    knownUpTo: z.int().min(0),
    /** Records of the old chain whose content is not here. */
    withoutContent: z.int().min(0),
  }),
})
