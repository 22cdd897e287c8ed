import type { VersionDocument } from '../../../src-main/domain/supply/versions.ts'

/** Documents of two versions laid together; null where there is none. */
export type DocumentPair = {
  readonly before: VersionDocument | null
  readonly after: VersionDocument | null
}

/**
 * Which document of the older version goes with which of the newer: what came goes with the one it most likely replaces, by
 * its name, also while that one is kept beside it; then what was kept, then what was taken away. A person may lay others
 * together.
 */
export function pairDocuments(
  before: readonly VersionDocument[],
  after: readonly VersionDocument[],
): readonly DocumentPair[] {
  const isIn = (documents: readonly VersionDocument[], one: VersionDocument) =>
    documents.some(({ document }) => document === one.document)
  const removed = before.filter((one) => !isIn(after, one))
  const kept = before.filter((one) => isIn(after, one))
  const replaced = new Set<VersionDocument>()
  const came = after
    .filter((one) => !isIn(before, one))
    .map((document): DocumentPair => {
      const named = [...removed, ...kept].find(
        (one) => !replaced.has(one) && plain(one.name) === plain(document.name),
      )
      if (named) replaced.add(named)
      return { before: named ?? null, after: document }
    })
  return [
    ...came,
    ...kept.map((one) => ({ before: one, after: after.find(({ document }) => document === one.document)! })),
    ...removed.filter((one) => !replaced.has(one)).map((one) => ({ before: one, after: null })),
  ]
}

/** A name without its ending, spaces, and what people add for a new version: 「申报书（补交）.pdf」 is 「申报书.pdf」. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\.[a-z0-9]{1,5}$/iu, '')
    .replaceAll(/[\s_-]|\((?:补交|更正|修改|新|盖章|\d+)[^)]*\)|(?:补交|更正|修改)(?:版|稿|件)?\d*$/gu, '')
    .toLowerCase()
}
