import { z } from 'zod'
import { command, happened, query, task } from '../../core/module.ts'
import type { FileToken } from '../../core/ports.ts'
import { ok, refuse } from '../../core/result.ts'
import { suiteIds } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { readInstitutions } from '../offices/index.ts'
import { chainBegan, officePinned } from './events.ts'
import {
  decodeIntroduction,
  encodeIntroduction,
  type Introduction,
  introductionSuffix,
  maxIntroductionBytes,
} from './introduction.ts'
import { type PinRecord, projection, readOwnKeys, readPins } from './pins.ts'
import { recoverySheet } from './recovery-sheet.ts'

const fileToken = z.string() as z.ZodType<FileToken>
const key = z.string().regex(/^[0-9a-f]{64}$/)

const identity = query({
  permission: may('signed-in'),
  input: z.null(),
  read({ db, desk }) {
    const keys = readOwnKeys(db, desk.device)
    const { environment, institution, device } = desk
    return { environment, institution, device, ...keys, code: desk.pinCode({ institution, ...keys }) }
  },
})

const pins = query({
  permission: may('bundles:list'),
  input: z.null(),
  read: ({ db, desk }): readonly PinRecord[] => readPins(db, desk.institution),
})

/** Writes this office's public keys into a folder (a stick), for another office to pin. */
const writeIntroduction = task({
  permission: may('bundles:edit'),
  input: z.strictObject({ folder: fileToken }),
  async run({ input, db, desk, ports }) {
    const { environment, institution, suite } = desk
    const introduction: Introduction = {
      type: 'desk/introduction/v1',
      environment,
      institution,
      suite,
      ...readOwnKeys(db, desk.device),
    }
    const short = readInstitutions(db).find(({ code }) => code === institution)?.short ?? institution
    const name = `${short}-${environment}${introductionSuffix}`
    return ports.files.write(input.folder, name, encodeIntroduction(introduction))
  },
})

/** Reads another office's public keys and the 核对码 that its people must read aloud; nothing is pinned yet. */
const readIntroduction = task({
  permission: may('administration:edit'),
  input: z.strictObject({ file: fileToken }),
  async run({ input, db, desk, ports }) {
    const bytes = await ports.files.read(input.file, maxIntroductionBytes)
    if (!bytes.ok) return bytes
    const introduction = decodeIntroduction(bytes.value)
    if (!introduction) return refuse('trust/not-an-introduction')
    const { environment, institution, suite, officeKey, encryptionKey } = introduction
    if (environment !== desk.environment) return refuse('trust/other-environment', { environment })
    if (institution === desk.institution) return refuse('trust/own-introduction')
    if (!desk.isPublicKey(officeKey)) return refuse('trust/key-not-allowed')
    const earlier = readPins(db, desk.institution).find((pin) => pin.institution === institution) ?? null
    const known = readInstitutions(db).some(({ code }) => code === institution)
    if (!known) return refuse('trust/unknown-institution', { institution })
    const code = desk.pinCode({ institution, officeKey, encryptionKey })
    return ok({ institution, suite, officeKey, encryptionKey, code, earlier })
  },
})

/**
 * Pins an office: `heard` are the 24 digits that were read aloud to us. Two people; digits that differ are refused, and
 * so is everything else that would make the comparison worthless.
 */
const pin = command({
  permission: may('administration:edit'),
  secondPermission: may('administration:second'),
  input: z.strictObject({
    institution: z.string(),
    suite: z.enum(suiteIds),
    officeKey: key,
    encryptionKey: key,
    heard: z.string(),
  }),
  decide({ input, db, desk, second, newSubject }) {
    const { heard, ...keys } = input
    if (input.institution === desk.institution) return refuse('trust/own-introduction')
    if (!readInstitutions(db).some(({ code }) => code === input.institution)) {
      return refuse('trust/unknown-institution', { institution: input.institution })
    }
    if (!desk.isPublicKey(input.officeKey)) return refuse('trust/key-not-allowed')
    const code = digits(desk.pinCode(keys))
    if (digits(heard) !== code) return refuse('trust/code-differs')
    const data = { ...keys, code, second: second!.id }
    return ok({ events: [happened(officePinned, newSubject('pin'), data)], value: null })
  },
})

function digits(text: string): string {
  return text.normalize('NFKC').replaceAll(/[^0-9]/g, '')
}

/** The chain's beginning and the other offices' keys: what every signature is checked against. */
export const trust = {
  name: 'trust',
  events: [chainBegan, officePinned],
  projection,
  calls: { identity, pins, writeIntroduction, readIntroduction, pin, ...recoverySheet },
} as const
