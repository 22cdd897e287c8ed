import type { FileEntry, FileToken } from '../../../src-main/core/ports/files.ts'
import type { DocumentsFound } from '../../../src-main/domain/applications/attach-documents.ts'

/** How a file stands to the applications of a batch; 缺文件 is an application without any. */
export const documentStates = ['将附上', '待指定', '对不上', '已附过', '缺文件'] as const
export type DocumentState = (typeof documentStates)[number]

/** An application as somebody chose it for a file. */
export type ChosenApplication = { readonly application: string; readonly number: string }

/** One line of the table: a file, or an application that has none. */
export type FoundDocument = {
  readonly key: string
  /** Null for an application without a file. */
  readonly file: FileEntry | null
  readonly state: DocumentState
  readonly number: string
  /** Null while nobody knows whose it is. */
  readonly application: string | null
  /** Numbers that stand in its name, when they are several. */
  readonly candidates: readonly string[]
}

export type Choices = ReadonlyMap<FileToken, ChosenApplication>

/** Everything that was found in a folder, with what a person decided: first what needs a decision. */
export function foundDocuments(found: DocumentsFound, choices: Choices): readonly FoundDocument[] {
  const undecided = (file: FileEntry, candidates: readonly string[]): FoundDocument => {
    const chosen = choices.get(file.token)
    const common = { key: file.token, file, candidates }
    if (chosen) return { ...common, ...chosen, state: '将附上' }
    return { ...common, number: '', application: null, state: candidates.length > 0 ? '待指定' : '对不上' }
  }
  const given = new Set([...choices.values()].map(({ number }) => number))
  return [
    ...found.ambiguous.map(({ file, numbers }) => undecided(file, numbers)),
    ...found.unmatched.map((file) => undecided(file, [])),
    ...found.matched.map(({ file, number, application, attached }): FoundDocument => {
      const state = attached ? '已附过' : '将附上'
      return { key: file.token, file, number, application, candidates: [], state }
    }),
    ...found.missing
      .filter((number) => !given.has(number))
      .map(
        (number): FoundDocument => ({
          key: `missing ${number}`,
          file: null,
          number,
          application: null,
          candidates: [],
          state: '缺文件',
        }),
      ),
  ]
}

/** What will be attached: nothing twice, nothing undecided. */
export function toAttach(
  documents: readonly FoundDocument[],
): readonly { readonly application: string; readonly file: FileToken }[] {
  return documents.flatMap(({ state, application, file }) =>
    state === '将附上' && application !== null && file ? [{ application, file: file.token }] : [],
  )
}
