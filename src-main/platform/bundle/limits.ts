import { maxHeaderBytes } from '../../core/event.ts'
import { maxManifestBytes } from '../../core/manifest.ts'

const MiB = 2 ** 20
const GiB = 2 ** 30

/** What a bundle may be; checked before anything is allocated or written. */
export const limits = {
  /** Bytes of the file as it comes, encrypted or not. */
  bundle: 64 * GiB,
  /** Of these, room for everything but headers, bodies and documents: envelope, ZIP records, encryption. */
  margin: 128 * MiB,
  /** Bytes of the signed manifest in its envelope: base64 and the JSON around it. */
  envelope: Math.ceil(maxManifestBytes / 3) * 4 + 1024,
  /** A header and its newline. */
  headerLine: maxHeaderBytes + 1,
  /** Bytes of one file of headers, and of all bodies together. */
  headersFile: 1 * GiB,
  bodiesFile: 4 * GiB - 2,
  /** Below what needs ZIP64 for a single entry; offsets and counts use it when they must. */
  document: 4 * GiB - 2,
  documents: 100_000,
  devices: 1_000,
  checksumList: 16 * MiB,
} as const
