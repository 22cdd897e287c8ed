import { randomBytes } from 'node:crypto'
import { type Bytes, fromHex, hex } from '../../../core/bytes.ts'
import { certify, verifyCertificate } from '../../../core/certificate.ts'
import { keyId, signWith } from '../../../core/dsse.ts'
import type { Enrolment, OfficeKeys } from '../../../core/ports/enrolment.ts'
import { ok, refuse } from '../../../core/result.ts'
import { truth } from '../../../core/truth.ts'
import { storeCredential } from '../../../domain/accounts/commands.ts'
import type { Role } from '../../../domain/accounts/rules.ts'
import { readOwnKeys } from '../../../domain/trust/pins.ts'
import { signerFor, suiteOf } from '../../../platform/suites/suite-of.ts'
import { encryptionKeyOf } from '../../../platform/suites/x25519.ts'
import {
  type DailyKeys,
  derivedKey,
  officeSeeds,
  recoveryKey,
  seal,
  sealForRecovery,
  sealUnderRecovery,
  unseal,
} from '../../../platform/vault.ts'
import type { Desk } from '../desk.ts'
import type { FileTokens } from '../files.ts'
import { followKeyring, storeKeyring } from '../keyring.ts'
import { sealOfficeSeed, seedOwner } from '../vault-port.ts'
import { answerSuffix, encodeAnswer, officeOfAnswer, readAnswerFile, secretsOf } from './join-answer.ts'
import {
  askedIn,
  decodeRequest,
  deskName,
  encodeRequest,
  maxRequestBytes,
  requestCode,
  requestOf,
  requestSuffix,
} from './join-request.ts'
import { renewCertificates } from './renew-certificates.ts'

/** Row of `credentials` with the one-time secret of this desk's last request. */
const requestOwner = 'renewal-request'

/** Certificates of one session's office: made from the secret that a person brought, or asked for in a file. */
export function createEnrolment(context: {
  readonly desk: Desk
  readonly keys: DailyKeys
  readonly files: FileTokens
}): Enrolment {
  const { desk, keys, files } = context
  const { db, executor } = desk
  const { environment, institution, suite } = executor.desk
  const current = () => followKeyring(db, keys)
  const requestKey = () => derivedKey(keys.deviceSeed, 'desk/renewal-request-wrap/v1')

  function officeOf(seed: Bytes): OfficeKeys {
    const seeds = officeSeeds(seed)
    const signer = signerFor(suite, seeds.office)
    const officeKey = signer.publicKey
    const encryptionKey = encryptionKeyOf(seeds.encryption)
    const named = { environment, suite, institution, officeKey, encryptionKey }
    const sign = signWith(signer)
    return {
      officeKey,
      encryptionKey,
      certify: (deviceKey) => certify(suiteOf(suite), { ...named, deviceKey }, sign),
    }
  }

  /** Passwords of before open the keys of before, and those open these: nobody need be here. */
  function adoptKeys(
    newer: DailyKeys,
    rows: (keys: DailyKeys) => Parameters<typeof storeCredential>[1][],
  ): void {
    storeKeyring(db, keys, newer)
    for (const row of rows(newer)) storeCredential(db, row)
    renewCertificates(desk)
  }

  return {
    async readRequest(file) {
      const bytes = await files.read(file, maxRequestBytes)
      if (!bytes.ok)
        return bytes.error.code === 'files/too-large' ? refuse('trust/not-a-join-request') : bytes
      const request = decodeRequest(bytes.value)
      if (!request) return refuse('trust/not-a-join-request')
      if (request.environment !== environment)
        return refuse('trust/join-other-environment', { environment: request.environment })
      if (request.institution !== institution)
        return refuse('trust/join-other-institution', { institution: request.institution })
      const asked = askedIn(suite, request)
      return asked ? ok(asked) : refuse('trust/join-key-not-allowed')
    },
    officeOf,
    certifiedKey(device, certificate) {
      const { officeKey } = readOwnKeys(db, executor.desk.device)
      const found = verifyCertificate(certificate, { suite: suiteOf(suite), officeKey })
      if (found?.institution !== institution || found.environment !== environment) return null
      return keyId(suiteOf(suite), found.deviceKey) === device ? found.deviceKey : null
    },
    newSeed: () => randomBytes(32),
    async writeAnswer({ folder, request, seed, certificate, by, admission }) {
      const answer = await encodeAnswer(
        {
          type: 'desk/join-answer/v1',
          environment,
          institution,
          suite,
          officeKey: officeOf(seed).officeKey,
          deviceKey: request.deviceKey,
          certificate,
          encryptionSecrets: current().encryptionKeys.map(hex),
          recoveryKey: hex(recoveryKey(seed)),
          by,
          admission: admission && {
            person: { ...admission.person, roles: admission.person.roles as Role[] },
            bundle: admission.bundle,
          },
        },
        request.wrapKey,
      )
      return files.write(folder, `${request.name}${answerSuffix}`, answer)
    },
    adopt(seed) {
      const { deviceSeed, encryptionKeys } = current()
      adoptKeys(
        { deviceSeed, encryptionKeys: [officeSeeds(seed).encryption, ...encryptionKeys] },
        (newer) => [sealForRecovery(seed, newer), sealOfficeSeed(seed, newer)],
      )
    },
    async writeRequest(folder, name) {
      const secret = randomBytes(32)
      const asked = deskName.safeParse(name)
      const request = requestOf(
        { environment, institution, name: asked.success ? asked.data : '工作台' },
        { deviceSeed: keys.deviceSeed, wrapKey: encryptionKeyOf(secret) },
      )
      const sealed = seal(requestKey(), requestOwner, Buffer.concat([secret, encodeRequest(request)]))
      const file = await files.write(folder, `${request.name}${requestSuffix}`, encodeRequest(request))
      if (!file.ok) return file
      storeCredential(db, { person: requestOwner, kdf: JSON.stringify({ kdf: 'hkdf-sha256' }), sealed })
      return ok({ file: file.value.name, code: requestCode(request) })
    },
    async readRenewal(file) {
      const row = db.get(truth.selectFrom('credentials').selectAll().where('person', '=', requestOwner))
      const kept = row && unseal(requestKey(), requestOwner, row.sealed)
      const request = kept && decodeRequest(kept.subarray(32))
      if (!kept || !request) return refuse('trust/no-request')
      const answer = await readAnswerFile(files, file, request, kept.subarray(0, 32))
      if (!answer.ok) return answer
      if (answer.value.suite !== suite) return refuse('trust/answer-not-for-this-desk')
      const { officeKey, encryptionKey } = officeOfAnswer(answer.value)
      const { by, certificate } = answer.value
      return ok({
        name: by,
        officeKey,
        encryptionKey,
        certificate,
        adopt() {
          const { deviceSeed, encryptionKeys } = current()
          const given = secretsOf(answer.value)
          const known = new Set(given.map(hex))
          const kept = encryptionKeys.filter((key) => !known.has(hex(key)))
          adoptKeys({ deviceSeed, encryptionKeys: [...given, ...kept] }, (newer) => [
            sealUnderRecovery(fromHex(answer.value.recoveryKey)!, newer),
          ])
          // A desk that still keeps a secret keeps one of an earlier office key: no sheet may be printed from it.
          db.sql('DELETE FROM credentials WHERE person IN (?, ?)', seedOwner, requestOwner)
        },
      })
    },
  }
}
