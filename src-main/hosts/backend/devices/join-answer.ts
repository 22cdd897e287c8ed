import { z } from 'zod'
import { type Bytes, concat, fromHex, utf8 } from '../../../core/bytes.ts'
import { verifyCertificate } from '../../../core/certificate.ts'
import { envelopeData, publicKeyText } from '../../../core/governing.ts'
import { parseStrict } from '../../../core/json.ts'
import { type Environment, environments } from '../../../core/office.ts'
import type { Files, FileToken } from '../../../core/ports/files.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { digestPattern, suiteIds } from '../../../core/suite.ts'
import { roles } from '../../../domain/accounts/rules.ts'
import {
  ageHeaderSize,
  ageIdentity,
  ageMagic,
  ageRecipient,
  Damaged,
  decrypted,
  encrypted,
} from '../../../platform/bundle/age.ts'
import { suiteOf } from '../../../platform/suites/suite-of.ts'
import { encryptionKeyOf } from '../../../platform/suites/x25519.ts'
import type { JoinRequest } from './join-request.ts'

export const answerSuffix = '.加入许可'
const maxAnswerBytes = 65_536

const secret = z.string().regex(/^[0-9a-f]{64}$/)

const schema = z.strictObject({
  type: z.literal('desk/join-answer/v1'),
  environment: z.enum(environments),
  institution: z.string(),
  suite: z.enum(suiteIds),
  officeKey: publicKeyText,
  deviceKey: publicKeyText,
  certificate: envelopeData,
  /** X25519 secrets of the office, the newest first. */
  encryptionSecrets: z.array(secret).min(1).max(100),
  /** Key of the row that the recovery sheet opens; the seed on the sheet cannot be made from it. */
  recoveryKey: secret,
  /** What the answering desk is called. */
  by: z.string().max(40),
  admission: z
    .strictObject({
      person: z.strictObject({
        id: z.string(),
        name: z.string().max(40),
        roles: z.array(z.enum(roles)).min(1),
      }),
      bundle: z.strictObject({ file: z.string().max(200), digest: z.string().regex(digestPattern) }),
    })
    .nullable(),
})

export type JoinAnswer = z.output<typeof schema>

/** The answer, readable by the desk that asked and nobody else. */
export async function encodeAnswer(answer: JoinAnswer, wrapKey: string): Promise<Bytes> {
  const chunks: Bytes[] = []
  for await (const chunk of encrypted(ageRecipient(wrapKey), [utf8(JSON.stringify(answer))]))
    chunks.push(chunk)
  return concat(chunks)
}

/**
 * Reads the answer to a request. Refused as `trust/not-a-join-answer` (another file), `trust/answer-for-another-request`,
 * `trust/answer-damaged`, `trust/answer-not-for-this-desk` (environment, institution or key are not those that were
 * asked for), `trust/answer-certificate-invalid`.
 */
export async function decodeAnswer(
  bytes: Bytes,
  asked: JoinRequest,
  wrapSecret: Bytes,
): Promise<Result<JoinAnswer>> {
  const header = bytes.subarray(0, ageHeaderSize)
  if (bytes.length < ageHeaderSize || ageMagic.some((byte, at) => header[at] !== byte))
    return refuse('trust/not-a-join-answer')
  const opened = await decrypted(header, [ageIdentity(wrapSecret)], [bytes])
  if (!opened.ok) {
    const isForAnother = opened.error.code === 'bundles/encrypted-for-another'
    return refuse(isForAnother ? 'trust/answer-for-another-request' : 'trust/answer-damaged')
  }
  const plain: Bytes[] = []
  try {
    for await (const chunk of opened.value) plain.push(chunk)
  } catch (error) {
    if (error instanceof Damaged) return refuse('trust/answer-damaged')
    throw error
  }
  const parsed = schema.safeParse(parseStrict(concat(plain)))
  if (!parsed.success) return refuse('trust/not-a-join-answer')
  return check(parsed.data, asked)
}

/** Reads the answer in a picked file; refused as by {@link decodeAnswer}, or as the disk does. */
export async function readAnswerFile(
  files: Files,
  file: FileToken,
  asked: JoinRequest,
  wrapSecret: Bytes,
): Promise<Result<JoinAnswer>> {
  const bytes = await files.read(file, maxAnswerBytes)
  if (!bytes.ok) return bytes.error.code === 'files/too-large' ? refuse('trust/not-a-join-answer') : bytes
  return decodeAnswer(bytes.value, asked, wrapSecret)
}

function check(answer: JoinAnswer, asked: JoinRequest): Result<JoinAnswer> {
  const { suite, officeKey } = answer
  const isForUs =
    answer.environment === asked.environment &&
    answer.institution === asked.institution &&
    answer.deviceKey === asked.deviceKeys[suite]
  if (!isForUs) return refuse('trust/answer-not-for-this-desk')
  const certificate = verifyCertificate(answer.certificate, { suite: suiteOf(suite), officeKey })
  const isCertified =
    certificate?.environment === answer.environment &&
    certificate.institution === answer.institution &&
    certificate.deviceKey === answer.deviceKey &&
    certificate.encryptionKey === encryptionKeyOf(fromHex(answer.encryptionSecrets[0]!)!)
  return isCertified ? ok(answer) : refuse('trust/answer-certificate-invalid')
}

export function officeOfAnswer(answer: JoinAnswer): {
  readonly environment: Environment
  readonly institution: string
  readonly officeKey: string
  readonly encryptionKey: string
} {
  const { environment, institution, officeKey, encryptionSecrets } = answer
  return {
    environment,
    institution,
    officeKey,
    encryptionKey: encryptionKeyOf(fromHex(encryptionSecrets[0]!)!),
  }
}

export function secretsOf({ encryptionSecrets }: JoinAnswer): readonly Bytes[] {
  return encryptionSecrets.map((text) => fromHex(text)!)
}
