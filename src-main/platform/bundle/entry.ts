import { hexOf } from '../../core/suite.ts'
import { limits } from './limits.ts'

export type EntryKind = 'manifest' | 'headers' | 'bodies' | 'document' | 'checksums'

export const manifestName = 'manifest.dsse.json'
export const bodiesName = 'bodies.ndjson'
export const checksumsName = 'manifest-sha256.txt'
export const maxEntryName = 80

export function headersName(device: string): string {
  return `headers/${hexOf(device)}.ndjson`
}

export function documentName(digest: string): string {
  return `documents/${hexOf(digest)}`
}

/** Ranges in the order of their files. Device ids begin with their suite, names of files do not, so the two may differ. */
export function byFileName<Range extends { readonly device: string }>(
  ranges: readonly Range[],
): readonly Range[] {
  return ranges.toSorted((a, b) => (hexOf(a.device) < hexOf(b.device) ? -1 : 1))
}

/** In the order in which kinds stand in a container; within a kind entries stand in ascending order of their names. */
const kinds: readonly { readonly kind: EntryKind; readonly name: RegExp; readonly cap: number }[] = [
  { kind: 'manifest', name: /^manifest\.dsse\.json$/, cap: limits.envelope },
  { kind: 'headers', name: /^headers\/[0-9a-f]{64}\.ndjson$/, cap: limits.headersFile },
  { kind: 'bodies', name: /^bodies\.ndjson$/, cap: limits.bodiesFile },
  { kind: 'document', name: /^documents\/[0-9a-f]{64}$/, cap: limits.document },
  { kind: 'checksums', name: /^manifest-sha256\.txt$/, cap: limits.checksumList },
]

/** Null for every name that this program does not write itself: names are compared, never used as paths. */
export function classify(
  name: string,
): { readonly kind: EntryKind; readonly rank: number; readonly cap: number } | null {
  const rank = kinds.findIndex((one) => one.name.test(name))
  const found = kinds[rank]
  return found ? { kind: found.kind, rank, cap: found.cap } : null
}
