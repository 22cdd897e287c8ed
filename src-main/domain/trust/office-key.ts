import { z } from 'zod'
import { readCertified } from '../../core/certified.ts'
import { deviceCertified, publicKeyText } from '../../core/governing.ts'
import { readChains } from '../../core/log.ts'
import { command, happened, task } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { recordCertified } from './certify-desk.ts'
import { readDesks } from './desks.ts'
import { digits } from './digits.ts'
import { readOwnKeys } from './pins.ts'

const recordNewKey = command({
  permission: may('administration:edit'),
  secondPermission: may('administration:second'),
  input: z.strictObject({ desks: z.array(deviceCertified.data).min(1).max(1000) }),
  decide: ({ input, newSubject }) =>
    ok({
      events: input.desks.map((data) => happened(deviceCertified, newSubject('desk'), data)),
      value: null,
    }),
})

/**
 * A new office key, when the recovery sheet was lost or seen: a new secret, every desk of the office certified again (the
 * retired ones too, or their earlier records could no longer be passed on), a new recovery sheet to print. Two people.
 * The other offices must compare the new 核对码; other desks of the office ask this one for their new keys.
 */
export const renewOfficeKey = task({
  permission: may('administration:edit'),
  /** The key that is replaced, as the person saw it: asking twice makes one new key. */
  input: z.strictObject({ officeKey: publicKeyText }),
  async run({ input, db, desk, ports, execute, changed }) {
    if (desk.condition) return refuse('desk/read-only', { reason: desk.condition.reason })
    if (input.officeKey !== readOwnKeys(db, desk.device).officeKey) return refuse('trust/office-key-is-new')
    const seed = ports.enrolment.newSeed()
    const { officeKey, encryptionKey, certify } = ports.enrolment.officeOf(seed)
    const keys = new Map(readChains(db).map(({ device, publicKey }) => [device, publicKey]))
    for (const { device, certificate } of readCertified(db, desk.institution)) {
      // Chains that are here were checked when they came; a desk that was only named is checked now.
      const deviceKey = keys.has(device) ? null : ports.enrolment.certifiedKey(device, certificate)
      if (deviceKey) keys.set(device, deviceKey)
    }
    const desks = []
    for (const { device, name } of readDesks(db, desk)) {
      const deviceKey = keys.get(device)
      if (!deviceKey) continue
      desks.push({ device, name, officeKey, encryptionKey, certificate: await certify(deviceKey) })
    }
    const recorded = execute(recordNewKey, { desks }, { alongside: () => ports.enrolment.adopt(seed) })
    seed.fill(0)
    if (!recorded.ok) return recorded
    changed()
    return ok({ desks: desks.length })
  },
})

/** Writes this desk's request for its certificate by the office key that another desk made. */
export const writeRenewalRequest = task({
  permission: may('administration:edit'),
  input: z.strictObject({ folder: fileToken }),
  async run({ input, db, desk, ports }) {
    const own = readDesks(db, desk).find(({ device }) => device === desk.device)!
    return ports.enrolment.writeRequest(input.folder, own.name)
  },
})

/** Opens the answer; the new 核对码 must come from the other desk's screen, so it is compared and not shown. */
export const readRenewal = task({
  permission: may('administration:edit'),
  input: z.strictObject({ file: fileToken }),
  async run({ input, desk, ports }) {
    const renewal = await ports.enrolment.readRenewal(input.file)
    if (!renewal.ok) return renewal
    const { name, officeKey, encryptionKey } = renewal.value
    const { institution, suite } = desk
    return ok({ by: name, code: desk.pinCode({ institution, suite, officeKey, encryptionKey }) })
  },
})

/** Takes over the new office key; `heard` are the 24 digits as the desk that made the key shows them. */
export const adoptRenewal = task({
  permission: may('administration:edit'),
  input: z.strictObject({ file: fileToken, heard: z.string() }),
  async run({ input, db, desk, ports, execute, changed }) {
    const renewal = await ports.enrolment.readRenewal(input.file)
    if (!renewal.ok) return renewal
    const { officeKey, encryptionKey, certificate, adopt } = renewal.value
    const { institution, suite, device } = desk
    const code = desk.pinCode({ institution, suite, officeKey, encryptionKey })
    if (digits(input.heard) !== digits(code)) return refuse('trust/code-differs')
    const { name } = readDesks(db, desk).find((one) => one.device === device)!
    const said = { device, name, officeKey, encryptionKey, certificate }
    const recorded = execute(recordCertified, said, { alongside: adopt })
    if (recorded.ok) changed()
    return recorded
  },
})
