import { readFileSync, writeFileSync } from 'node:fs'

/** What a window remembers between starts, in a small file of its own. Damaged or missing is the same as empty. */
export function recall(file: string): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? { ...kept } : {}
  } catch {
    return {}
  }
}

/** A full disk must neither keep the window from closing nor a file from being picked: then nothing is remembered. */
export function remember(file: string, what: Readonly<Record<string, unknown>>): void {
  try {
    writeFileSync(file, JSON.stringify(what), { mode: 0o600 })
  } catch {}
}
