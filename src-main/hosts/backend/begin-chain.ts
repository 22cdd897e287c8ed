import { type Envelope, keyId } from '../../core/dsse.ts'
import { type Actor, devicePrefix } from '../../core/event.ts'
import { chainBegan } from '../../core/governing.ts'
import type { ChainInfo, Log } from '../../core/log.ts'
import { happened, type NewEvent } from '../../core/module.ts'
import type { Environment } from '../../core/office.ts'
import type { Digest, SuiteId } from '../../core/suite.ts'
import { suiteOf } from '../../platform/suites/suite-of.ts'

export type Genesis = {
  readonly environment: Environment
  readonly institution: string
  readonly suite: SuiteId
  readonly officeKey: string
  readonly encryptionKey: string
  readonly deviceKey: string
  /** Of this device key, by that office key. */
  readonly certificate: Envelope
  readonly program: string
  readonly succeeds: { readonly device: Digest; readonly seq: number; readonly id: Digest } | null
}

/**
 * Begins this desk's chain: its first event and those that `more` puts right behind it. The only place where a chain of
 * our own begins; to be called inside a transaction, with projections refreshed.
 */
export function beginChain(
  log: Log,
  genesis: Genesis,
  actor: Actor,
  more: (device: Digest) => readonly NewEvent[] = () => [],
): ChainInfo {
  const { institution, suite, deviceKey, certificate } = genesis
  const device = keyId(suiteOf(suite), deviceKey)
  const chain = log.addChain({ device, institution, suite, publicKey: deviceKey, certificate, own: true })
  const began = happened(chainBegan, `chain/${devicePrefix(device)}-1`, { ...genesis })
  log.append(chain, actor, [began, ...more(device)])
  return chain
}
