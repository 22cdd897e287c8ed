import { z } from 'zod'
import { event } from '../../core/module.ts'
import { digestPattern, suiteIds } from '../../core/suite.ts'

const key = z.string().regex(/^[0-9a-f]{64}$/)
const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)

/** The DSSE envelope around the device certificate, as core/certificate.ts makes it. */
const envelope = z.strictObject({
  payload: base64,
  payloadType: z.string().max(60),
  signatures: z.tuple([z.strictObject({ keyid: z.string().regex(digestPattern), sig: base64 })]).readonly(),
})

/** Genesis, seq 1 of every chain: who writes it, with which keys, certified by the office key. */
export const chainBegan = event({
  type: 'ChainBegan',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    environment: z.enum(['正式', '演练']),
    institution: z.string(),
    suite: z.enum(suiteIds),
    officeKey: key,
    encryptionKey: key,
    deviceKey: key,
    certificate: envelope,
    program: z.string().max(40),
    succeeds: z
      .strictObject({
        device: z.string().regex(digestPattern),
        seq: z.int().min(1),
        id: z.string().regex(digestPattern),
      })
      .nullable(),
  }),
})

/** This office compared the other's 核对码 with two people; whatever comes from that office is checked under these keys. */
export const officePinned = event({
  type: 'OfficePinned',
  version: 1,
  audience: 'office',
  data: z.strictObject({
    institution: z.string(),
    suite: z.enum(suiteIds),
    officeKey: key,
    encryptionKey: key,
    /** The 24 digits that were compared. */
    code: z.string().regex(/^\d{24}$/),
    second: z.string(),
  }),
})
