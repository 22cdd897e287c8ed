import type { Suite, SuiteId } from '../../core/suite.ts'
import { ed25519Sha256 } from './ed25519-sha256.ts'

const suites: { readonly [id in SuiteId]: Suite } = { 'ed25519-sha256': ed25519Sha256 }

export function suiteOf(id: SuiteId): Suite {
  return suites[id]
}
