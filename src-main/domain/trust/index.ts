import { z } from 'zod'
import {
  chainBegan,
  deviceCertified,
  deviceRetired,
  encryptionKeyText,
  handedOver,
  publicKeyText,
  takenOver,
} from '../../core/governing.ts'
import { command, happened, query, task } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { suiteIds } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { readInstitutions } from '../offices/index.ts'
import { readDeskRequest } from './certify-desk.ts'
import { desks, retireDesk } from './desks.ts'
import { digits } from './digits.ts'
import { officePinned } from './events.ts'
import {
  decodeIntroduction,
  encodeIntroduction,
  type Introduction,
  introductionSuffix,
  maxIntroductionBytes,
} from './introduction.ts'
import { adoptRenewal, readRenewal, renewOfficeKey, writeRenewalRequest } from './office-key.ts'
import { type PinRecord, pinsToReplace, projection, readOwnKeys, readPins } from './pins.ts'
import { recoverySheet } from './recovery-sheet.ts'

const identity = query({
  permission: may('signed-in'),
  input: z.null(),
  read({ db, desk }) {
    const keys = readOwnKeys(db, desk.device)
    const { environment, institution, device } = desk
    const code = desk.pinCode({ institution, suite: desk.suite, ...keys })
    return { environment, institution, suite: desk.suite, device, ...keys, code }
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
    if (!desk.mayPin({ suite, officeKey, encryptionKey })) return refuse('trust/key-not-allowed')
    const earlier = readPins(db, desk.institution).find((pin) => pin.institution === institution) ?? null
    const known = readInstitutions(db).some(({ code }) => code === institution)
    if (!known) return refuse('trust/unknown-institution', { institution })
    const code = desk.pinCode({ institution, suite, officeKey, encryptionKey })
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
    officeKey: publicKeyText,
    encryptionKey: encryptionKeyText,
    heard: z.string(),
  }),
  decide({ input, db, desk, second, newSubject }) {
    const { heard, ...keys } = input
    if (input.institution === desk.institution) return refuse('trust/own-introduction')
    if (!readInstitutions(db).some(({ code }) => code === input.institution)) {
      return refuse('trust/unknown-institution', { institution: input.institution })
    }
    if (!desk.mayPin(input)) return refuse('trust/key-not-allowed')
    const code = digits(desk.pinCode(keys))
    if (digits(heard) !== code) return refuse('trust/code-differs')
    const replaces = [...pinsToReplace(db, desk.institution, input.institution)]
    const data = { ...keys, code, second: second!.id, replaces }
    return ok({ events: [happened(officePinned, newSubject('pin'), data)], value: null })
  },
})

/** The chain's beginning and the other offices' keys: what every signature is checked against. */
export const trust = {
  name: 'trust',
  events: [chainBegan, deviceCertified, deviceRetired, handedOver, takenOver, officePinned],
  projection,
  calls: {
    identity,
    pins,
    writeIntroduction,
    readIntroduction,
    pin,
    ...recoverySheet,
    desks,
    retireDesk,
    readDeskRequest,
    renewOfficeKey,
    writeRenewalRequest,
    readRenewal,
    adoptRenewal,
  },
} as const
