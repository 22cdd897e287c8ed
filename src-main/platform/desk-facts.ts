import type { DeskCondition } from '../core/condition.ts'
import type { ChainInfo } from '../core/log.ts'
import type { DeskFacts } from '../core/module.ts'
import { pinDigits } from '../core/pin.ts'
import { suiteOf } from './suites/suite-of.ts'
import { isEncryptionKey } from './suites/x25519.ts'

/** What modules are told of a desk: whose it is, the chain that it writes, the suites of this program. */
export function deskFacts(
  { environment, institution }: Pick<DeskFacts, 'environment' | 'institution'>,
  { suite, device }: Pick<ChainInfo, 'suite' | 'device'>,
  condition: () => DeskCondition | null,
): DeskFacts {
  return {
    environment,
    institution,
    suite,
    device,
    get condition() {
      return condition()
    },
    pinCode: (office) => pinDigits(suiteOf(office.suite), { environment, ...office }),
    mayPin: (office) =>
      suiteOf(office.suite).isPublicKey(office.officeKey) && isEncryptionKey(office.encryptionKey),
  }
}
