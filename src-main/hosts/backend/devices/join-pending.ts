import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { type Bytes, fromHex, hex, utf8 } from '../../../core/bytes.ts'
import type { Environment } from '../../../core/office.ts'
import { syncFolder } from '../../../platform/disk.ts'
import { encryptionKeyOf } from '../../../platform/suites/x25519.ts'
import { decodeRequest, encodeRequest, type JoinRequest, requestOf } from './join-request.ts'

/** A desk that asked to join its office and has no answer yet: its keys exist nowhere else. */
export type Pending = {
  readonly request: JoinRequest
  readonly deviceSeed: Bytes
  readonly wrapSecret: Bytes
}

const folderOf = (home: string) => path.join(home, '.joining')
const fileOf = (home: string) => path.join(folderOf(home), 'pending.json')

/** The request that waits for its answer, also after a restart; null when there is none, or none that can be read. */
export function readPending(home: string): Pending | null {
  try {
    const kept = JSON.parse(readFileSync(fileOf(home), 'utf8')) as Record<string, unknown>
    const [deviceSeed, wrapSecret] = [kept.deviceSeed, kept.wrapSecret].map((text) => fromHex(String(text)))
    const request = decodeRequest(utf8(JSON.stringify(kept.request)))
    if (!request || deviceSeed?.length !== 32 || wrapSecret?.length !== 32) return null
    return { request, deviceSeed, wrapSecret }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return null
    throw error
  }
}

/** Makes the keys of a new desk and keeps them, readable by this user alone, before anything is shown or written. */
export function beginPending(
  home: string,
  asking: { readonly environment: Environment; readonly institution: string; readonly name: string },
): Pending {
  const [deviceSeed, wrapSecret] = [randomBytes(32), randomBytes(32)]
  const request = requestOf(asking, { deviceSeed, wrapKey: encryptionKeyOf(wrapSecret) })
  mkdirSync(folderOf(home), { recursive: true, mode: 0o700 })
  chmodSync(folderOf(home), 0o700)
  const kept = {
    request: JSON.parse(Buffer.from(encodeRequest(request)).toString('utf8')) as unknown,
    deviceSeed: hex(deviceSeed),
    wrapSecret: hex(wrapSecret),
  }
  const temp = `${fileOf(home)}.part`
  rmSync(temp, { force: true })
  const handle = openSync(temp, 'wx', 0o600)
  try {
    writeSync(handle, JSON.stringify(kept))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(temp, fileOf(home))
  syncFolder(folderOf(home))
  return { request, deviceSeed, wrapSecret }
}

/** Forgets the request: it was answered, or given up. */
export function dropPending(home: string): void {
  rmSync(folderOf(home), { recursive: true, force: true })
}
