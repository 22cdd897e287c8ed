import type { OpenDialogOptions } from 'electron'
import type { PickRequest } from './bridge.ts'

/** What a page asked for, or null when it does not fit: the page is not trusted. */
export function readPickRequest(asked: unknown): PickRequest | null {
  if (typeof asked !== 'object' || asked === null) return null
  const { kind, title, extensions } = asked as Partial<Record<keyof PickRequest, unknown>>
  if (kind !== 'file' && kind !== 'files' && kind !== 'folder') return null
  if (typeof title !== 'string' || title === '' || title.length > 80 || /\p{C}/u.test(title)) return null
  if (!Array.isArray(extensions) || extensions.length > 20 || !extensions.every(isExtension)) return null
  if (kind !== 'folder' && extensions.length === 0) return null
  return { kind, title, extensions: [...extensions] }
}

function isExtension(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 20 && /^[\p{Ll}\p{Lo}\d]+(?:\.[a-z\d]+)?$/u.test(value)
}

/** The system's dialog for it, opened in `folder` (null: where the system thinks fit). */
export function dialogFor(
  { kind, title, extensions }: PickRequest,
  folder: string | null,
): OpenDialogOptions {
  // Names of files may be personal data: they do not belong into the system's list of recent documents.
  const properties: OpenDialogOptions['properties'] =
    kind === 'folder'
      ? ['openDirectory', 'createDirectory', 'dontAddToRecent']
      : ['openFile', 'dontAddToRecent', ...(kind === 'files' ? ['multiSelections' as const] : [])]
  return {
    title,
    buttonLabel: kind === 'folder' ? '选用这个文件夹' : '选用',
    properties,
    ...(folder ? { defaultPath: folder } : {}),
    ...(kind === 'folder'
      ? {}
      : { filters: [{ name: extensions.map((one) => `.${one}`).join('、'), extensions: [...extensions] }] }),
  }
}
