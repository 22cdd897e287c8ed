import { type Certificate, verifyCertificate } from '../../../core/certificate.ts'
import { readCertified } from '../../../core/certified.ts'
import type { ChainInfo } from '../../../core/log.ts'
import { readOwnKeys, readPin } from '../../../domain/trust/pins.ts'
import { suiteOf } from '../../../platform/suites/suite-of.ts'
import type { Desk } from '../desk.ts'

/**
 * Chains keep the certificate that they travel with. After an office renewed its key, its devices are certified again by
 * events; as soon as such an event is here and its key is the one that this desk trusts, the certificate takes the place
 * of the earlier one, so that whoever pinned the new key can take the chain from us.
 */
export function renewCertificates({ db, log, executor }: Pick<Desk, 'db' | 'log' | 'executor'>): void {
  const { device: own, institution: us, environment } = executor.desk
  const office = (institution: string) =>
    institution === us ? readOwnKeys(db, own) : readPin(db, us, institution)
  for (const chain of log.chains()) {
    const trusted = office(chain.institution)
    if (!trusted || names(chain.certificate, chain, trusted.officeKey)) continue
    const renewed = readCertified(db, chain.institution).findLast(({ device, certificate }) => {
      if (device !== chain.device) return false
      const found = names(certificate, chain, trusted.officeKey)
      return found?.institution === chain.institution && found.environment === environment
    })
    if (!renewed) continue
    db.sql(
      'UPDATE chains SET certificate = ? WHERE number = ?',
      JSON.stringify(renewed.certificate),
      chain.number,
    )
  }
}

/** The certificate, when this office key made it for the device of this chain. */
function names(
  envelope: ChainInfo['certificate'],
  { suite, publicKey }: ChainInfo,
  officeKey: string,
): Certificate | undefined {
  const certificate = verifyCertificate(envelope, { suite: suiteOf(suite), officeKey })
  return certificate?.deviceKey === publicKey ? certificate : undefined
}
