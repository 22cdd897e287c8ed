import { z } from 'zod'
import { event } from './module.ts'
import { digestPattern, isEncryptionKeyText, suiteIds } from './suite.ts'

const digest = z.string().regex(digestPattern)
const base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/)

/** A public key as lower-case hex; how long it is depends on the suite. */
export const publicKeyText = z.string().regex(/^(?:[0-9a-f]{64}|[0-9a-f]{128})$/)
export const encryptionKeyText = z.string().refine(isEncryptionKeyText)

/** A DSSE envelope as it lies in the data of an event: around a certificate or a checkpoint. */
export const envelopeData = z.strictObject({
  payload: base64,
  payloadType: z.string().max(60),
  signatures: z.tuple([z.strictObject({ keyid: digest, sig: base64 })]).readonly(),
})

/**
 * Condition for bodies `b`, word for word that of the partial index `bodies_governing`: only a query that says it may
 * use the index instead of reading every body.
 */
export const isGoverning = `b.type IN ('ChainBegan', 'DeviceCertified', 'DeviceRetired')`

const place = z.strictObject({ seq: z.int().min(1), id: digest })

/** Genesis, seq 1 of every chain: who writes it, with which keys, certified by the office key. */
export const chainBegan = event({
  type: 'ChainBegan',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    environment: z.enum(['正式', '演练']),
    institution: z.string(),
    suite: z.enum(suiteIds),
    officeKey: publicKeyText,
    encryptionKey: encryptionKeyText,
    deviceKey: publicKeyText,
    certificate: envelopeData,
    program: z.string().max(40),
    /** The device that this one goes on for, and the last place of its chain that was known when this one began. */
    succeeds: place.extend({ device: digest }).nullable(),
  }),
})

/**
 * The office certified a device: a further desk, or a known one again under a new office key. The newest certificate of
 * a device is the one that travels with its chain.
 */
export const deviceCertified = event({
  type: 'DeviceCertified',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    device: digest,
    /** What people of the office call that desk. */
    name: z.string().max(40),
    officeKey: publicKeyText,
    encryptionKey: encryptionKeyText,
    certificate: envelopeData,
  }),
})

/**
 * A device of the same office is out of use: what its chain says up to `last` counts, nothing after it does (null: we
 * hold nothing of it). The device that says so writes on its subjects from here on.
 */
export const deviceRetired = event({
  type: 'DeviceRetired',
  version: 1,
  audience: 'members',
  data: z.strictObject({ device: digest, last: place.nullable(), reason: z.string().max(200) }),
})

/** The writer of this subject gives it to another device. */
export const handedOver = event({
  type: 'HandedOver',
  version: 1,
  audience: 'members',
  data: z.strictObject({ to: digest }),
})

/** First event of the new writer: names the {@link handedOver} by which it writes. */
export const takenOver = event({
  type: 'TakenOver',
  version: 1,
  audience: 'members',
  data: z.strictObject({ from: digest }),
})
