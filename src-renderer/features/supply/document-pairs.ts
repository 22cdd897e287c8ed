import type { VersionDocument } from '../../../src-main/domain/supply/versions.ts'

/** Documents of two versions laid together; null where there is none. */
export type DocumentPair = {
  readonly before: VersionDocument | null
  readonly after: VersionDocument | null
}

/**
 * Which document of the older version goes with which of the newer: the same file, else the same name, else what is left
 * over alone. A person may lay others together.
 */
export function pairDocuments(
  before: readonly VersionDocument[],
  after: readonly VersionDocument[],
): readonly DocumentPair[] {
  const left = new Set(before)
  const taken = after.map((document): VersionDocument | null => {
    const same = [...left].find((one) => one.document === document.document)
    if (same) left.delete(same)
    return same ?? null
  })
  const pairs = after.map((document, i): DocumentPair => {
    if (taken[i]) return { before: taken[i], after: document }
    const named = [...left].find(({ name }) => plain(name) === plain(document.name))
    if (named) left.delete(named)
    return { before: named ?? null, after: document }
  })
  return [...pairs, ...[...left].map((document) => ({ before: document, after: null }))]
}

/** A name without its ending, spaces, and what people add for a new version: 「申报书（补交）.pdf」 is 「申报书.pdf」. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\.[a-z0-9]{1,5}$/iu, '')
    .replaceAll(/[\s_-]|\((?:补交|更正|修改|新|盖章|\d+)[^)]*\)|(?:补交|更正|修改)(?:版|稿|件)?\d*$/gu, '')
    .toLowerCase()
}
