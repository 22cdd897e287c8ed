import { z } from 'zod'
import { encryptionKeyText, publicKeyText } from '../../core/governing.ts'
import { event } from '../../core/module.ts'
import { digestPattern, suiteIds } from '../../core/suite.ts'

/** This office compared the other's 核对码 with two people; whatever comes from that office is checked under these keys. */
export const officePinned = event({
  type: 'OfficePinned',
  version: 2,
  audience: 'office',
  data: z.strictObject({
    institution: z.string(),
    suite: z.enum(suiteIds),
    officeKey: publicKeyText,
    encryptionKey: encryptionKeyText,
    /** The 24 digits that were compared. */
    code: z.string().regex(/^\d{24}$/),
    second: z.string(),
    /** Earlier pins of this institution that were known when this one was made, here or at another desk of the office. */
    replaces: z.array(z.string().regex(digestPattern)).max(100),
  }),
  upcast: { 1: (data) => ({ ...(data as object), replaces: [] }) },
})
