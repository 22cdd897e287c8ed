import { z } from 'zod'
import { event } from '../../core/module.ts'
import { digestPattern } from '../../core/suite.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/**
 * The last day for supplying material was put off, with who approved it [A13: 在一定期限内]; the notice keeps the day
 * that it named.
 */
export const deadlineExtended = event({
  type: 'DeadlineExtended',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    /** Id of the closing whose notice it extends. */
    notice: z.string().regex(digestPattern),
    from: day,
    to: day,
    reason: z.string().min(1).max(500),
    /** Who approved it in the office, as the paper names them. */
    approvedBy: z.string().min(1).max(60),
    approvedOn: day,
    /** 文号 or number of the sheet on which it was approved. */
    paper: z.string().min(1).max(80),
    /** It was given after the deadline had passed: shown as such for ever. */
    afterExpiry: z.boolean(),
  }),
})
