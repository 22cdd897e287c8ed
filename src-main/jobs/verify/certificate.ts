import { fromUtf8 } from '../../core/bytes.ts'
import { verifyCertificate } from '../../core/certificate.ts'
import { verifyCheckpoint } from '../../core/checkpoint.ts'
import type { Db } from '../../core/db.ts'
import { decodeEnvelope, keyId } from '../../core/dsse.ts'
import { decodeBody } from '../../core/event.ts'
import { deviceCertified } from '../../core/governing.ts'
import type { ChainInfo } from '../../core/log.ts'
import { type Digest, isKeyText, type Suite } from '../../core/suite.ts'
import { officePinned } from '../../domain/trust/events.ts'
import { genesisOf } from './genesis.ts'

/**
 * True when the device's public key, its certificate and its genesis agree with one another and with an office key that
 * this desk has reason to know: its genesis, a pin, or a later certification by the same office.
 */
export function isCertified(db: Db, chain: ChainInfo, suite: Suite, environment: string): boolean {
  const { device, institution, publicKey, certificate: envelope } = chain
  if (!isKeyText(chain.suite, publicKey) || keyId(suite, publicKey) !== device) return false
  const genesis = genesisOf(db, chain.number)
  if (genesis && (genesis.institution !== institution || genesis.environment !== environment)) return false
  if (genesis && (genesis.deviceKey !== publicKey || genesis.suite !== chain.suite)) return false
  return officeKeysOf(db, institution, genesis?.officeKey).some((officeKey) => {
    const certificate = verifyCertificate(envelope, { suite, officeKey })
    return (
      certificate?.institution === institution &&
      certificate.environment === environment &&
      certificate.deviceKey === publicKey
    )
  })
}

function officeKeysOf(db: Db, institution: string, fromGenesis: string | undefined): readonly string[] {
  const rows = db.sql<{ institution: string; bytes: Uint8Array }>(
    `SELECT c.institution, b.bytes FROM bodies b JOIN events e ON e.position = b.position
     JOIN chains c ON c.number = e.chain WHERE b.type IN (?, ?)`,
    deviceCertified.type,
    officePinned.type,
  )
  const keys = rows.flatMap(({ institution: by, bytes }) => {
    const data = decodeBody(bytes)?.data
    const certified = deviceCertified.data.safeParse(data)
    if (certified.success) return by === institution ? [certified.data.officeKey] : []
    const pinned = officePinned.data.safeParse(data)
    return pinned.success && pinned.data.institution === institution ? [pinned.data.officeKey] : []
  })
  return [...new Set([...(fromGenesis ? [fromGenesis] : []), ...keys])]
}

/** The first stored checkpoint of a chain that its device did not sign, or that is not of a place in it. */
export function badCheckpoint(
  db: Db,
  chain: ChainInfo,
  suite: Suite,
  environment: string,
): { readonly count: number; readonly fault: number | null } {
  const rows = db.sql<{ seq: number; head: Digest; envelope: Uint8Array; here: Digest | null }>(
    `SELECT k.seq, k.head, k.envelope, e.id AS here FROM checkpoints k
     LEFT JOIN events e ON e.chain = k.chain AND e.seq = k.seq WHERE k.chain = ? ORDER BY k.seq`,
    chain.number,
  )
  const bad = rows.find(({ seq, head, envelope, here }) => {
    const read = fromUtf8(envelope) === null ? undefined : decodeEnvelope(envelope)
    const checkpoint = read && verifyCheckpoint(read, { suite, deviceKey: chain.publicKey })
    const isOfThisChain = checkpoint?.device === chain.device && checkpoint.environment === environment
    return !isOfThisChain || checkpoint.seq !== seq || checkpoint.head !== head || here !== head
  })
  return { count: rows.length, fault: bad?.seq ?? null }
}
