import { type Bytes, equal, utf8 } from './bytes.ts'
import { type Envelope, keyId, opened, type Sign, seal } from './dsse.ts'
import { isDigest } from './event.ts'
import { hasKeys, parseStrict } from './json.ts'
import { type Environment, isEnvironment } from './office.ts'
import { type Digest, isSuiteId, type Suite, type SuiteId } from './suite.ts'

export const checkpointType = 'desk/checkpoint/v1'

/** A device says: my chain has `seq` events, the last of them with the id `head`. */
export type Checkpoint = {
  readonly v: 1
  readonly environment: Environment
  readonly suite: SuiteId
  readonly device: Digest
  readonly seq: number
  readonly head: Digest
}

const keys = ['v', 'environment', 'suite', 'device', 'seq', 'head']

export function encodeCheckpoint(checkpoint: Omit<Checkpoint, 'v'>): Bytes {
  const { environment, suite, device, seq, head } = checkpoint
  return utf8(JSON.stringify({ v: 1, environment, suite, device, seq, head }))
}

/** The checkpoint in these bytes, or undefined unless {@link encodeCheckpoint} writes exactly them. */
export function decodeCheckpoint(bytes: Bytes): Checkpoint | undefined {
  const value = parseStrict(bytes)
  if (!hasKeys(value, keys)) return undefined
  const { v, environment, suite, device, seq, head } = value
  if (v !== 1 || !isEnvironment(environment) || !isSuiteId(suite)) return undefined
  if (!isDigest(device) || typeof seq !== 'number' || seq < 1 || !isDigest(head)) return undefined
  const checkpoint = { v, environment, suite, device, seq, head } as const
  return equal(encodeCheckpoint(checkpoint), bytes) ? checkpoint : undefined
}

/** Signs a checkpoint; `sign` signs with the key of the device that the checkpoint names. */
export function signCheckpoint(checkpoint: Omit<Checkpoint, 'v'>, sign: Sign): Promise<Envelope> {
  return seal(checkpointType, encodeCheckpoint(checkpoint), { keyid: checkpoint.device, sign })
}

/** The checkpoint, when this device key signed it and it names that device and suite; else undefined. */
export function verifyCheckpoint(
  envelope: Envelope,
  by: { readonly suite: Suite; readonly deviceKey: string },
): Checkpoint | undefined {
  const payload = opened(envelope, { suite: by.suite, publicKey: by.deviceKey, payloadType: checkpointType })
  const checkpoint = payload && decodeCheckpoint(payload)
  if (!checkpoint || checkpoint.suite !== by.suite.id) return undefined
  return checkpoint.device === keyId(by.suite, by.deviceKey) ? checkpoint : undefined
}
