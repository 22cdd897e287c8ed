import type { Bytes } from '../bytes.ts'
import type { Sign } from '../dsse.ts'
import type { Result } from '../result.ts'

export type Vault = {
  /**
   * Whether the password opens this person's credential; takes about 0.4 s (scrypt). A wrong one counts as a wrong login
   * does: `accounts/wrong-password`, or `desk/login-wait`.
   */
  check(person: string, password: string): Promise<Result<void>>
  /**
   * Prepares a credential for a new password (scrypt); the function it gives wraps the keys of the logged-in session
   * for a person, synchronously, so that it can be stored in the transaction that records the person.
   */
  wrap(password: string): Promise<(person: string) => Credential>
  /** Signs with the device key of the logged-in session. */
  readonly sign: Sign
  /** The office's secret seed while it is still kept here (until the recovery sheet is confirmed), else null. */
  recoverySeed(): Promise<Bytes | null>
  /** Forgets the seed: from then on only the printed sheet has it. */
  forgetRecoverySeed(): void
}

/** A person's wrapped keys: a row of the local table `credentials`. */
export type Credential = { readonly person: string; readonly kdf: string; readonly sealed: Bytes }
