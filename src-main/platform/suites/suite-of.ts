import type { Bytes } from '../../core/bytes.ts'
import { type Digest, type Signer, type Suite, type SuiteId, suiteOfDigest } from '../../core/suite.ts'
import * as ed25519 from './ed25519-sha256.ts'
import * as sm2 from './sm2-sm3.ts'

type Implementation = { readonly suite: Suite; readonly signerFromSeed: (seed: Bytes) => Signer }

const implementations: { readonly [id in SuiteId]: Implementation } = {
  'ed25519-sha256': { suite: ed25519.ed25519Sha256, signerFromSeed: ed25519.signerFromSeed },
  'sm2-sm3': { suite: sm2.sm2Sm3, signerFromSeed: sm2.signerFromSeed },
}

export function suiteOf(id: SuiteId): Suite {
  return implementations[id].suite
}

/** A signer with the key that this suite makes of a seed of 32 bytes; throws on any other length. */
export function signerFor(id: SuiteId, seed: Bytes): Signer {
  return implementations[id].signerFromSeed(seed)
}

/** True when the bytes have this digest, by whichever suite it was made: chains of both travel in one bundle. */
export function hasDigest(bytes: Bytes, digest: Digest): boolean {
  return suiteOf(suiteOfDigest(digest)).digest(bytes) === digest
}
