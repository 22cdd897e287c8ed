import type { Bytes } from '../bytes.ts'
import type { Result } from '../result.ts'

/** Names a file or folder that the person picked; the renderer never sees a path. Valid until the window closes. */
export type FileToken = string & { readonly __brand?: 'file' }

export type FileEntry = {
  readonly token: FileToken
  readonly name: string
  readonly kind: 'folder' | 'file'
  readonly size: number
  readonly modified: string
}

export type Files = {
  /** The entries of a folder, or (null) the places to start from; folders first, by name. */
  browse(folder: FileToken | null): Promise<
    Result<{
      readonly name: string
      readonly parent: FileToken | null
      readonly entries: readonly FileEntry[]
    }>
  >
  /** False for a token of an earlier run of the program: the person has to pick the file again. */
  knows(file: FileToken): boolean
  /** Name without its folder. */
  name(file: FileToken): string
  /** All files of a folder, not of its subfolders. */
  list(folder: FileToken): Promise<Result<readonly FileEntry[]>>
  makeFolder(parent: FileToken, name: string): Promise<Result<FileEntry>>
  /** A small file whole; refused as `files/too-large` when it has more bytes. */
  read(file: FileToken, maxBytes: number): Promise<Result<Bytes>>
  /** Writes a small file whole: temporary name, fsync, rename; never over an existing one (the name gets a number). */
  write(folder: FileToken, name: string, bytes: Bytes): Promise<Result<FileEntry>>
}
