import { z } from 'zod'
import { event } from '../../core/module.ts'
import { digestPattern } from '../../core/suite.ts'

const digest = z.string().regex(digestPattern)
const range = z.strictObject({ device: digest, from: z.int().min(1), to: z.int().min(1) })

/** A bundle was written for an institution; whether it arrived is said by that institution's receipt. */
export const bundleSent = event({
  type: 'BundleSent',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    to: z.string(),
    /** Label for people, as it stands in the file's name. */
    label: z.string().max(120),
    digest,
    size: z.int().min(0),
    encrypted: z.boolean(),
    ranges: z.array(range).max(1000),
    bodies: z.int().min(0),
    documents: z.int().min(0),
  }),
})

/** Receipt: what this desk took in of whose chains, up to which place. Travels back in any ordinary bundle. */
export const bundleReceived = event({
  type: 'BundleReceived',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    from: z.string(),
    digest,
    chains: z
      .array(range.extend({ institution: z.string(), head: digest }))
      .min(1)
      .max(1000),
    documents: z.int().min(0),
  }),
})
