import { z } from 'zod'
import { type Bytes, utf8 } from '../../core/bytes.ts'
import { parseStrict } from '../../core/json.ts'
import { environments } from '../../core/office.ts'
import { isEncryptionKeyText, isKeyText, suiteIds } from '../../core/suite.ts'
import { institutionCode } from '../offices/rules.ts'

const schema = z
  .strictObject({
    type: z.literal('desk/introduction/v1'),
    environment: z.enum(environments),
    institution: z.string().regex(institutionCode),
    suite: z.enum(suiteIds),
    officeKey: z.string(),
    encryptionKey: z.string().refine(isEncryptionKeyText),
  })
  .refine(({ suite, officeKey }) => isKeyText(suite, officeKey))

/** Public keys of an office on their way to another. It proves nothing by itself: the 核对码 is compared by people. */
export type Introduction = z.output<typeof schema>

export const introductionSuffix = '.核对.json'
export const maxIntroductionBytes = 4096

export function encodeIntroduction(introduction: Introduction): Bytes {
  return utf8(JSON.stringify(introduction))
}

export function decodeIntroduction(bytes: Bytes): Introduction | undefined {
  const parsed = schema.safeParse(parseStrict(bytes))
  return parsed.success ? parsed.data : undefined
}
