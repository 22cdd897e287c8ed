import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { type BrowserWindow, dialog } from 'electron'
import { dialogFor, readPickRequest } from './electron-main-pick-request.ts'
import { recall, remember } from './window-memory.ts'

const mostTitles = 60

/**
 * Asks the person by the system's dialog; paths, or none. It opens where the last pick under the same title was made, the
 * first time in `beginning` where that folder exists.
 */
export async function pickFiles(
  window: BrowserWindow,
  asked: unknown,
  { memory, beginning }: { readonly memory: string; readonly beginning: string },
): Promise<string[]> {
  const request = readPickRequest(asked)
  if (!request) return []
  const folders = recall(memory)
  const last = folders[request.title]
  const first = existsSync(beginning) ? beginning : null
  const options = dialogFor(request, typeof last === 'string' ? last : first)
  const { filePaths } = await dialog.showOpenDialog(window, options)
  const [picked] = filePaths
  if (picked === undefined) return []
  const folder = request.kind === 'folder' ? picked : dirname(picked)
  const others = Object.entries(folders).filter(([title]) => title !== request.title)
  remember(memory, Object.fromEntries([[request.title, folder], ...others].slice(0, mostTitles)))
  return request.kind === 'files' ? filePaths : [picked]
}
