import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import type { Digest } from '../core/suite.ts'

const run = promisify(execFile)

/**
 * What tells this machine from others: the machine id of Linux, the MachineGuid of Windows; null where none can be read.
 * It is not secret, survives restarts, and is new after the system was installed again.
 */
export async function readMachineId(platform: NodeJS.Platform = process.platform): Promise<string | null> {
  if (platform === 'win32') return machineGuid()
  if (platform !== 'linux') return null
  for (const file of ['/etc/machine-id', '/var/lib/dbus/machine-id']) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (/^[0-9a-f]{32}\s*$/.test(text)) return text.trim()
  }
  return null
}

async function machineGuid(): Promise<string | null> {
  const args = ['query', 'HKLM\\SOFTWARE\\Microsoft\\Cryptography', '/v', 'MachineGuid', '/reg:64']
  const { stdout } = await run('reg.exe', args, { windowsHide: true, timeout: 3000 }).catch(() => ({
    stdout: '',
  }))
  return /MachineGuid\s+REG_SZ\s+([0-9a-fA-F-]{36})/.exec(stdout)?.[1]?.toLowerCase() ?? null
}

/** What a desk keeps of its machine: useless on its own, and different for every desk of one machine. */
export function machineMark(machine: string, device: Digest): string {
  return createHash('sha256').update(`desk-machine/v1\n${device}\n${machine}`).digest('hex')
}
