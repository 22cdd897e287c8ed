import { fromBase64, toBase64 } from './base64.ts'
import { type Bytes, concat, equal, fromHex, utf8 } from './bytes.ts'
import { isDigest } from './event.ts'
import { hasKeys, parseStrict } from './json.ts'
import type { Json } from './result.ts'
import type { Digest, Signer, Suite } from './suite.ts'

/**
 * A DSSE envelope with one signature, as plain data: it may lie inside of other JSON, because the signature covers the
 * bytes that `payload` carries in base64, not the JSON around them.
 */
export type Envelope = {
  readonly payload: string
  readonly payloadType: string
  readonly signatures: readonly [{ readonly keyid: Digest; readonly sig: string }]
}

/** Signs the exact bytes of a payload of the named type with one key, known to the caller. */
export type Sign = (payloadType: string, payload: Bytes) => Promise<Bytes>

/** DSSE's pre-authentication encoding: the only bytes that keys of the desk ever sign. */
export function pae(payloadType: string, payload: Bytes): Bytes {
  const type = utf8(payloadType)
  return concat([utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload])
}

export function signWith(signer: Signer): Sign {
  return (payloadType, payload) => signer.sign(pae(payloadType, payload))
}

/** Digest of the raw bytes of a public key: the id of a device, and the `keyid` of an envelope. */
export function keyId(suite: Suite, publicKey: string): Digest {
  const raw = fromHex(publicKey)
  if (!raw) throw new Error('a public key is lower-case hex')
  return suite.digest(raw)
}

/** An envelope around this payload, signed by the key with this id. */
export async function seal(
  payloadType: string,
  payload: Bytes,
  by: { readonly keyid: Digest; readonly sign: Sign },
): Promise<Envelope> {
  const sig = toBase64(await by.sign(payloadType, payload))
  return { payload: toBase64(payload), payloadType, signatures: [{ keyid: by.keyid, sig }] }
}

/** The payload, when the envelope is of this type and its one signature is by this key; else undefined. */
export function opened(
  envelope: Envelope,
  by: { readonly suite: Suite; readonly publicKey: string; readonly payloadType: string },
): Bytes | undefined {
  const [{ keyid, sig }] = envelope.signatures
  const payload = fromBase64(envelope.payload)
  const signature = fromBase64(sig)
  if (!payload || !signature || envelope.payloadType !== by.payloadType) return undefined
  if (!by.suite.isPublicKey(by.publicKey) || keyid !== keyId(by.suite, by.publicKey)) return undefined
  return by.suite.verify(by.publicKey, pae(by.payloadType, payload), signature) ? payload : undefined
}

/** The payload before anything is known about its signature: only to learn whose key to ask for. */
export function unverifiedPayload(envelope: Envelope): Bytes {
  return fromBase64(envelope.payload)!
}

const envelopeKeys = ['payload', 'payloadType', 'signatures']
const signatureKeys = ['keyid', 'sig']
const typePattern = /^desk\/[a-z-]+\/v[1-9][0-9]{0,2}$/

/** The envelope that this JSON is, or undefined: exact keys in order, one signature, base64 without slack. */
export function readEnvelope(value: Json | undefined): Envelope | undefined {
  if (!hasKeys(value, envelopeKeys)) return undefined
  const { payload, payloadType, signatures } = value
  if (typeof payload !== 'string' || fromBase64(payload) === null) return undefined
  if (typeof payloadType !== 'string' || !typePattern.test(payloadType)) return undefined
  if (!Array.isArray(signatures) || signatures.length !== 1) return undefined
  const signature: Json = signatures[0]
  if (!hasKeys(signature, signatureKeys)) return undefined
  const { keyid, sig } = signature
  if (!isDigest(keyid) || typeof sig !== 'string' || !fromBase64(sig)?.length) return undefined
  return { payload, payloadType, signatures: [{ keyid, sig }] }
}

/** The same envelope with its keys in the settled order, to be written into other JSON. */
export function orderedEnvelope({ payload, payloadType, signatures }: Envelope): Envelope {
  const [{ keyid, sig }] = signatures
  return { payload, payloadType, signatures: [{ keyid, sig }] }
}

export function encodeEnvelope(envelope: Envelope): Bytes {
  return utf8(JSON.stringify(orderedEnvelope(envelope)))
}

/** The envelope in these bytes, or undefined unless {@link encodeEnvelope} writes exactly them. */
export function decodeEnvelope(bytes: Bytes): Envelope | undefined {
  const envelope = readEnvelope(parseStrict(bytes))
  return envelope && equal(encodeEnvelope(envelope), bytes) ? envelope : undefined
}
