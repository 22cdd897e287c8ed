import { type Bytes, equal, utf8 } from './bytes.ts'
import { type Envelope, keyId, opened, type Sign, seal } from './dsse.ts'
import { hasKeys, parseStrict } from './json.ts'
import { type Environment, isEnvironment, isInstitution } from './office.ts'
import { isEncryptionKeyText, isKeyText, isSuiteId, type Suite, type SuiteId } from './suite.ts'

export const certificateType = 'desk/device-certificate/v1'

/** The office key says: this device key is one of ours, and this is our encryption key. */
export type Certificate = {
  readonly v: 1
  readonly environment: Environment
  readonly suite: SuiteId
  readonly institution: string
  readonly officeKey: string
  readonly encryptionKey: string
  readonly deviceKey: string
}

const keys = ['v', 'environment', 'suite', 'institution', 'officeKey', 'encryptionKey', 'deviceKey']

export function encodeCertificate(certificate: Omit<Certificate, 'v'>): Bytes {
  const { environment, suite, institution, officeKey, encryptionKey, deviceKey } = certificate
  return utf8(JSON.stringify({ v: 1, environment, suite, institution, officeKey, encryptionKey, deviceKey }))
}

/** The certificate in these bytes, or undefined unless {@link encodeCertificate} writes exactly them. */
export function decodeCertificate(bytes: Bytes): Certificate | undefined {
  const value = parseStrict(bytes)
  if (!hasKeys(value, keys)) return undefined
  const { v, environment, suite, institution, officeKey, encryptionKey, deviceKey } = value
  if (v !== 1 || !isEnvironment(environment) || !isSuiteId(suite) || !isInstitution(institution))
    return undefined
  if (!isKeyText(suite, officeKey) || !isKeyText(suite, deviceKey)) return undefined
  if (!isEncryptionKeyText(encryptionKey)) return undefined
  const certificate = { v, environment, suite, institution, officeKey, encryptionKey, deviceKey } as const
  return equal(encodeCertificate(certificate), bytes) ? certificate : undefined
}

/** Certifies a device key; `sign` signs with the office key that the certificate names. */
export function certify(suite: Suite, certificate: Omit<Certificate, 'v'>, sign: Sign): Promise<Envelope> {
  const keyid = keyId(suite, certificate.officeKey)
  return seal(certificateType, encodeCertificate(certificate), { keyid, sign })
}

/**
 * The certificate, when this office key signed it and it names that key, this suite, and a device key that may be
 * accepted and is not the office key itself; else undefined. The office key comes from a pin, never from a bundle.
 */
export function verifyCertificate(
  envelope: Envelope,
  by: { readonly suite: Suite; readonly officeKey: string },
): Certificate | undefined {
  const payload = opened(envelope, { suite: by.suite, publicKey: by.officeKey, payloadType: certificateType })
  const certificate = payload && decodeCertificate(payload)
  if (!certificate || certificate.officeKey !== by.officeKey || certificate.suite !== by.suite.id)
    return undefined
  if (certificate.deviceKey === by.officeKey || !by.suite.isPublicKey(certificate.deviceKey)) return undefined
  return certificate
}
