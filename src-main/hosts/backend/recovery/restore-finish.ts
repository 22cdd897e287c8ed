import { existsSync, readdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { syncFolder } from '../../../platform/disk.ts'

/** A folder in which a backup is being checked; whatever has this name when a desk is restored next is rubbish. */
export const preparingPrefix = '.restoring-'
/** A restored desk that is whole and confirmed, and only has to take its place. */
export const readyPrefix = '.restored-'

/**
 * Puts confirmed restores in their place; what was there keeps lying beside under another name. Done again at every
 * start, so that a kill at any moment leaves the old desk or the restored one. False when the system holds a folder fast
 * (another program looks into it).
 */
export function finishRestores(home: string): boolean {
  if (!existsSync(home)) return true
  let isDone = true
  for (const name of readdirSync(home).filter((one) => one.startsWith(readyPrefix))) {
    const place = path.join(home, name.slice(readyPrefix.length))
    try {
      if (existsSync(place)) renameSync(place, freeName(`${place}-replaced-${stamp(new Date())}`))
      renameSync(path.join(home, name), place)
      syncFolder(home)
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
      isDone = false
    }
  }
  return isDone
}

function stamp(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
}

function freeName(wanted: string): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? wanted : `${wanted}-${n}`
    if (!existsSync(candidate)) return candidate
  }
}
