import { z } from 'zod'
import type { Bytes } from '../../core/bytes.ts'
import { readCertified } from '../../core/certified.ts'
import type { Envelope } from '../../core/dsse.ts'
import { deviceCertified } from '../../core/governing.ts'
import { command, happened, type TaskContext, task } from '../../core/module.ts'
import type { DeskRequest, OfficeKeys } from '../../core/ports/enrolment.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { readDesks } from './desks.ts'
import { digits } from './digits.ts'
import { readOwnKeys } from './pins.ts'
import { seedFromGroups } from './rules.ts'

/** Opens a request of another desk; the code must come from that desk's screen, so it is compared and not shown. */
export const readDeskRequest = task({
  permission: may('administration:edit'),
  input: z.strictObject({ file: fileToken }),
  async run({ input, db, desk, ports }) {
    const request = await ports.enrolment.readRequest(input.file)
    if (!request.ok) return request
    const known = readDesks(db, desk).find(({ device }) => device === request.value.device)
    if (known?.state === 'this') return refuse('trust/own-desk')
    if (known?.state === 'retired') return refuse('trust/desk-retired-already')
    const { name, code } = request.value
    // Who has written before has its people and records already: it asks for a new certificate only.
    return ok({ name: known?.name ?? name, code, isNew: !known || known.state === 'waiting' })
  },
})

/** A certificate for a desk of the office: another one, or this one under a new office key. */
export const recordCertified = command({
  permission: may('administration:edit'),
  input: deviceCertified.data,
  decide: ({ input, newSubject }) =>
    ok({ events: [happened(deviceCertified, newSubject('desk'), input)], value: null }),
})

export type CertifiedDesk = {
  readonly seed: Bytes
  readonly certificate: Envelope
}

/**
 * Certifies the desk of a request with the office key that the recovery sheet makes (or the secret, while it is still
 * kept here) and records it; again for the same desk, the certificate that was recorded counts.
 */
export async function certifyDesk(
  context: TaskContext<unknown>,
  {
    request,
    heard,
    groups,
  }: { readonly request: DeskRequest; readonly heard: string; readonly groups: string | null },
): Promise<Result<CertifiedDesk>> {
  const { db, desk, execute } = context
  if (desk.condition) return refuse('desk/read-only', { reason: desk.condition.reason })
  if (digits(heard) !== digits(request.code)) return refuse('trust/join-code-differs')
  const known = readDesks(db, desk).find(({ device }) => device === request.device)
  if (known?.state === 'this') return refuse('trust/own-desk')
  if (known?.state === 'retired') return refuse('trust/desk-retired-already')
  const secret = await officeSecret(context, groups)
  if (!secret.ok) return secret
  const { seed, office } = secret.value
  const before = readCertified(db, desk.institution).findLast(
    (one) => one.by === desk.device && one.device === request.device && one.officeKey === office.officeKey,
  )
  if (before) return ok({ seed, certificate: before.certificate })
  const certificate = await office.certify(request.deviceKey)
  const { officeKey, encryptionKey } = office
  const name = known?.name ?? request.name
  const said = { device: request.device, name, officeKey, encryptionKey, certificate }
  const recorded = execute(recordCertified, said)
  return recorded.ok ? ok({ seed, certificate }) : recorded
}

async function officeSecret(
  { db, desk, ports }: TaskContext<unknown>,
  groups: string | null,
): Promise<Result<{ readonly seed: Bytes; readonly office: OfficeKeys }>> {
  const seed = groups === null ? await ports.vault.recoverySeed() : seedFromGroups(groups)
  if (!seed) return refuse(groups === null ? 'trust/recovery-sheet-needed' : 'trust/recovery-groups-wrong')
  const office = ports.enrolment.officeOf(seed)
  const isOurs = office.officeKey === readOwnKeys(db, desk.device).officeKey
  return isOurs ? ok({ seed, office }) : refuse('trust/recovery-sheet-of-another-key')
}
