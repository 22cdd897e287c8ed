import type { Bytes } from '../bytes.ts'
import type { Envelope } from '../dsse.ts'
import type { Result } from '../result.ts'
import type { Digest } from '../suite.ts'
import type { FileEntry, FileToken } from './files.ts'

/** A desk that asks its office for a certificate, because it is new or the office key is. */
export type DeskRequest = {
  readonly name: string
  readonly device: Digest
  /** Its public key in the suite of this office. */
  readonly deviceKey: string
  /** One-time X25519 key (hex) that the answer is encrypted to. */
  readonly wrapKey: string
  /** Over these very keys: six groups of four digits, compared by people. */
  readonly code: string
}

/** The office's keys that one secret makes; the secret itself stays with who asked. */
export type OfficeKeys = {
  readonly officeKey: string
  readonly encryptionKey: string
  certify(deviceKey: string): Promise<Envelope>
}

/** What an admitted desk is told besides the keys; null when it only renews its certificate. */
export type Admission = {
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly string[] }
  /** The bundle that lies beside the answer. */
  readonly bundle: { readonly file: string; readonly digest: Digest }
}

/** The certificate of this desk by a new office key, as another desk of the office answered it. */
export type Renewal = {
  readonly name: string
  readonly officeKey: string
  readonly encryptionKey: string
  readonly certificate: Envelope
  /** Makes these the keys of the office at this desk; inside the transaction that records the certificate. */
  adopt(): void
}

/** Certificates of the office's desks, and the files by which a desk asks for one. */
export type Enrolment = {
  /** Refuses with `trust/…` what is no request for this office and environment. */
  readRequest(file: FileToken): Promise<Result<DeskRequest>>
  officeOf(seed: Bytes): OfficeKeys
  /** The key of this device, when the certificate is by the office key that counts here; else null. */
  certifiedKey(device: Digest, certificate: Envelope): string | null
  /** A new secret of 32 bytes. */
  newSeed(): Bytes
  /** Writes what the asking desk needs, encrypted to its one-time key; the office's secret is not in it. */
  writeAnswer(answer: {
    readonly folder: FileToken
    readonly request: DeskRequest
    readonly seed: Bytes
    readonly certificate: Envelope
    /** What the answering desk is called. */
    readonly by: string
    readonly admission: Admission | null
  }): Promise<Result<FileEntry>>
  /** Makes the keys of this secret those of the office at this desk; inside the transaction that records it. */
  adopt(seed: Bytes): void
  /** Writes this desk's own request; its one-time key is kept until a renewal was adopted. */
  writeRequest(
    folder: FileToken,
    name: string,
  ): Promise<Result<{ readonly file: string; readonly code: string }>>
  /** Refuses with `trust/…` what is not the answer to the last request of this desk. */
  readRenewal(file: FileToken): Promise<Result<Renewal>>
}
