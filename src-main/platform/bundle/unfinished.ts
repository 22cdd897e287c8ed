import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { quietly } from '../disk.ts'
import { readDigest } from './file.ts'
import { decodePartList, listName } from './parts.ts'

const ending = '.未写完'
const pattern = /^(.+)\.([0-9a-f]{8})-([A-Za-z0-9]{6})\.未写完$/su
const spoolPrefix = 'export-'

/** What {@link unfinishedMark} is made of: a private folder that exists exactly as long as its export runs. */
export function spoolTemplate(tempFolder: string): string {
  return join(tempFolder, spoolPrefix)
}

/** Tells whose unfinished file this is: first digits of the device, and the name of its export's private folder. */
export function unfinishedMark(devicePrefix: string, spoolFolder: string): string {
  return `${devicePrefix}-${spoolFolder.slice(-6)}`
}

/** What a file of a bundle is called until it was read back and the bundle is there as a whole. */
export function unfinishedName(name: string, mark: string): string {
  return `${name}.${mark}${ending}`
}

/**
 * Removes what exports of this device left in a folder when they were killed or their stick was pulled: unfinished files,
 * and parts that got their names in a set that was never completed. Never those of another device, and none of an export
 * that is running: its private folder is there, and those of dead ones are emptied when the desk is opened.
 */
export function removeUnfinished(request: {
  readonly folder: string
  readonly devicePrefix: string
  readonly tempFolder: string
}): void {
  const { folder, devicePrefix, tempFolder } = request
  for (const file of readdirSync(folder)) {
    const [, name, device, export_] = pattern.exec(file) ?? []
    if (!name || device !== devicePrefix || existsSync(`${spoolTemplate(tempFolder)}${export_}`)) continue
    // A failure is somebody else's trouble: the new bundle has its own names.
    quietly(() => {
      removePartsOf(folder, file, name)
      rmSync(join(folder, file), { force: true })
    })
  }
}

/** When this is the unfinished list of a set: the parts that already have their names, if they are the ones listed. */
function removePartsOf(folder: string, file: string, name: string): void {
  const set = name.endsWith(listName('')) ? name.slice(0, -listName('').length) : null
  if (set === null || existsSync(join(folder, name))) return
  for (const part of decodePartList(readFileSync(join(folder, file)), set) ?? []) {
    if (readDigest(join(folder, part.name)) === part.digest) rmSync(join(folder, part.name), { force: true })
  }
}
