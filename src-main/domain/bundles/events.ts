import { z } from 'zod'
import { envelopeData } from '../../core/governing.ts'
import { event } from '../../core/module.ts'
import type { Json } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'

const digest = z.string().regex(digestPattern)
const range = z.strictObject({ device: digest, from: z.int().min(1), to: z.int().min(1) })

/** A bundle was written for an institution; whether it arrived is said by that institution's receipt. */
export const bundleSent = event({
  type: 'BundleSent',
  version: 2,
  audience: 'members',
  data: z.strictObject({
    to: z.string(),
    /** Label for people, as it stands in the file's name. */
    label: z.string().max(120),
    digest,
    size: z.int().min(0),
    encrypted: z.boolean(),
    ranges: z.array(range).max(1000),
    /** Places of which every body that the recipient may read is inside, also where the headers went out before. */
    covers: z.array(range).max(1000),
    bodies: z.int().min(0),
    documents: z.int().min(0),
  }),
  upcast: { 1: (data) => ({ ...(data as Sent1), covers: (data as Sent1).ranges }) },
})

/** What a {@link bundleSent} says, as its projection keeps it. */
export type BundleSent = z.output<typeof bundleSent.data>

type Received1 = { readonly chains: readonly { readonly [key: string]: Json }[] }
type Sent1 = { readonly ranges: Json }

/** Receipt: what this desk took in of whose chains, up to which place. Travels back in any ordinary bundle. */
export const bundleReceived = event({
  type: 'BundleReceived',
  version: 2,
  audience: 'members',
  data: z.strictObject({
    from: z.string(),
    digest,
    /** Everything in it found its place; false when some of it waits for ranges that are missing. */
    whole: z.boolean(),
    chains: z
      .array(
        range.extend({
          institution: z.string(),
          head: digest,
          /** What the chain's device signed at `to`: who lost its records must believe its own signature. */
          checkpoint: envelopeData.nullable(),
        }),
      )
      .min(1)
      .max(1000),
    documents: z.int().min(0),
  }),
  upcast: {
    1: (data) => ({
      ...(data as object),
      whole: true,
      chains: (data as Received1).chains.map((chain) => ({ ...chain, checkpoint: null })),
    }),
  },
})

/** What a {@link bundleReceived} says, as its projection keeps it. */
export type BundleReceived = z.output<typeof bundleReceived.data>
