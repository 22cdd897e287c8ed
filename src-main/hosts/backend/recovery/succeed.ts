import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { utf8 } from '../../../core/bytes.ts'
import { certify } from '../../../core/certificate.ts'
import { signCheckpoint } from '../../../core/checkpoint.ts'
import { keyId, signWith } from '../../../core/dsse.ts'
import { devicePrefix } from '../../../core/event.ts'
import type { Job } from '../../../core/ports/job.ts'
import type { NewDevice, Succession } from '../../../core/ports/recovery.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import type { Digest } from '../../../core/suite.ts'
import { verifyChain } from '../../../core/verify.ts'
import { storeCredential } from '../../../domain/accounts/commands.ts'
import { readOwnKeys } from '../../../domain/trust/pins.ts'
import { readAnchor } from '../../../platform/anchor.ts'
import { signerFor, suiteOf } from '../../../platform/suites/suite-of.ts'
import { type DailyKeys, officeSeeds, sealForRecovery } from '../../../platform/vault.ts'
import { noteSuccession } from '../../../platform/witness.ts'
import { beginChain } from '../begin-chain.ts'
import { keepCheckpoint } from '../checkpoints.ts'
import { conditionSetting, type Desk } from '../desk.ts'
import { followKeyring, storeKeyring } from '../keyring.ts'
import { noteSecurity } from '../security-log.ts'
import { readCredential, sealOfficeSeed, seedOwner } from '../vault-port.ts'
import { rebuildDesk } from './rebuild.ts'

type Means = {
  readonly program: string
  /** Folder of the witness. */
  readonly witness: string
  readonly migrations: string
  /** Closes a desk; whoever is logged in at it is logged out. */
  close(root: string): Promise<void>
  /** Closes the desk and opens it again. */
  reopen(desk: Desk): Promise<Result<unknown>>
}

/** The way from a chain that may not be continued to a new device, for one session. */
export function createSuccession(
  context: Means & { readonly desk: Desk; readonly keys: DailyKeys },
): Succession {
  const { desk, keys, ...means } = context
  return {
    rebuild: (job) => rebuildDesk(desk, means, job),
    async beginAnew(request, job) {
      const begun = await beginDevice(desk, keys, request, means, job)
      if (!begun.ok) return begun
      const opened = await means.reopen(desk)
      return opened.ok ? begun : opened
    },
  }
}

async function beginDevice(
  desk: Desk,
  keys: DailyKeys,
  { seed, actor, events }: NewDevice,
  { program, witness }: Means,
  job: Job,
): Promise<Result<{ readonly device: Digest }>> {
  const { db, log, executor, folder } = desk
  const { chain } = executor
  const { institution, environment } = folder
  const suite = suiteOf(chain.suite)
  const office = signerFor(chain.suite, officeSeeds(seed).office)
  const { officeKey, encryptionKey } = readOwnKeys(db, chain.device)
  if (office.publicKey !== officeKey) {
    noteSecurity(desk, 'recovery/other-sheet', { person: actor.id })
    return refuse('recovery/other-sheet')
  }
  const whole = await verified(desk, job)
  if (!whole.ok) return whole

  const next: DailyKeys = {
    deviceSeed: randomBytes(32),
    encryptionKeys: followKeyring(db, keys).encryptionKeys,
  }
  const deviceKey = signerFor(chain.suite, next.deviceSeed).publicKey
  const publicKeys = { officeKey, encryptionKey, deviceKey }
  const certificate = await certify(
    suite,
    { environment, suite: suite.id, institution, ...publicKeys },
    signWith(office),
  )
  const last = log.headOf(chain.number)
  if (!last) throw new Error('a chain without an event')
  const place = { environment, suite: suite.id, device: chain.device, seq: last.seq, head: last.id }
  const checkpoint = await signCheckpoint(place, signWith(signerFor(chain.suite, keys.deviceSeed)))

  // The anchor of a release that did not name its device would accuse the new one; the condition stands in the database.
  if (readAnchor(folder.anchor)?.owner === null) rmSync(folder.anchor, { force: true })
  const device = keyId(suite, deviceKey)
  db.transaction(() => {
    const now = log.headOf(chain.number)
    if (now?.id !== last.id) throw new Error('the chain grew while its end was being signed')
    db.sql('UPDATE chains SET own = 0 WHERE own = 1')
    const envelope = utf8(JSON.stringify(checkpoint))
    keepCheckpoint(db, chain.number, { seq: last.seq, head: last.id, envelope })
    beginChain(
      log,
      {
        environment,
        institution,
        suite: suite.id,
        ...publicKeys,
        certificate,
        program,
        succeeds: { device: chain.device, ...last },
      },
      actor,
      () => {
        let made = 1
        return events((kind) => `${kind}/${devicePrefix(device)}-${++made}`)
      },
    )
    storeKeyring(db, keys, next)
    storeCredential(db, sealForRecovery(seed, next))
    // Only while no sheet was confirmed: what only the paper has stays with the paper.
    if (readCredential(desk, seedOwner)) storeCredential(db, sealOfficeSeed(seed, next))
    db.sql('DELETE FROM settings WHERE name = ?', conditionSetting)
    noteSecurity(desk, 'recovery/began-anew', { device })
  })
  noteSuccession(witness, chain.device, device)
  return ok({ device })
}

/** The own chain from genesis: what does not hold must not be the foundation of a new one. */
async function verified({ db, executor: { chain } }: Desk, job: Job): Promise<Result<void>> {
  const steps = verifyChain(db, chain, suiteOf(chain.suite))
  for (;;) {
    job.signal.throwIfAborted()
    const step = steps.next()
    if (step.done) {
      const { fault } = step.value
      return fault ? refuse('recovery/own-records-damaged', { seq: fault.seq }) : ok(undefined)
    }
    job.progress({ done: step.value, total: null, step: 'recovery/verify' })
    await nextTurn()
  }
}
