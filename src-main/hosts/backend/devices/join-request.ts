import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Bytes, concat, fromHex, utf8 } from '../../../core/bytes.ts'
import { keyId } from '../../../core/dsse.ts'
import { parseStrict } from '../../../core/json.ts'
import { type Environment, environments } from '../../../core/office.ts'
import { sixGroups } from '../../../core/pin.ts'
import type { DeskRequest } from '../../../core/ports/enrolment.ts'
import { isEncryptionKeyText, isKeyText, type SuiteId, suiteIds } from '../../../core/suite.ts'
import { institutionCode } from '../../../domain/offices/rules.ts'
import { signerFor, suiteOf } from '../../../platform/suites/suite-of.ts'
import { isEncryptionKey } from '../../../platform/suites/x25519.ts'

export const requestSuffix = '.加入申请.json'
export const maxRequestBytes = 4096

/** What people call a desk: it also names its files. */
export const deskName = z
  .string()
  .trim()
  .min(1)
  .max(20)
  .regex(/^[^\\/:*?"<>|.\p{Cc}\p{Cf}]+$/u)

const keyIn = (suite: SuiteId) => z.string().refine((key) => isKeyText(suite, key))

const schema = z.strictObject({
  type: z.literal('desk/join-request/v1'),
  environment: z.enum(environments),
  institution: z.string().regex(institutionCode),
  name: deskName,
  /** One seed makes a key in every suite: whoever asks need not know which one the office chose. */
  deviceKeys: z.strictObject({ 'ed25519-sha256': keyIn('ed25519-sha256'), 'sm2-sm3': keyIn('sm2-sm3') }),
  wrapKey: z.string().refine(isEncryptionKeyText),
})

/** Public keys of a desk on their way to another desk of its office. It proves nothing: people compare the code. */
export type JoinRequest = z.output<typeof schema>

export function requestOf(
  asking: { readonly environment: Environment; readonly institution: string; readonly name: string },
  keys: { readonly deviceSeed: Bytes; readonly wrapKey: string },
): JoinRequest {
  const key = (suite: SuiteId) => signerFor(suite, keys.deviceSeed).publicKey
  const deviceKeys = { 'ed25519-sha256': key('ed25519-sha256'), 'sm2-sm3': key('sm2-sm3') }
  return { type: 'desk/join-request/v1', ...asking, deviceKeys, wrapKey: keys.wrapKey }
}

export function encodeRequest(request: JoinRequest): Bytes {
  return utf8(JSON.stringify(request))
}

export function decodeRequest(bytes: Bytes): JoinRequest | undefined {
  const parsed = schema.safeParse(parseStrict(bytes))
  return parsed.success ? parsed.data : undefined
}

/** Six groups of four digits over environment, institution and exactly these keys. */
export function requestCode({ environment, institution, deviceKeys, wrapKey }: JoinRequest): string {
  const text = utf8(`desk-join/v1${environment}${institution}`)
  const keys = [...suiteIds.map((suite) => deviceKeys[suite]), wrapKey].map((key) => fromHex(key)!)
  const hash = createHash('sha256').update(concat([text, ...keys]))
  return sixGroups(`sha256:${hash.digest('hex')}`)
}

/** The request as an office of this suite sees it; undefined when one of its keys may not be used. */
export function askedIn(suite: SuiteId, request: JoinRequest): DeskRequest | undefined {
  const deviceKey = request.deviceKeys[suite]
  if (!suiteOf(suite).isPublicKey(deviceKey) || !isEncryptionKey(request.wrapKey)) return undefined
  const { name, wrapKey } = request
  return { name, wrapKey, deviceKey, device: keyId(suiteOf(suite), deviceKey), code: requestCode(request) }
}
