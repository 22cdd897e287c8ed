import { closeSync, openSync, renameSync } from 'node:fs'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { hasDigest } from '../suites/suite-of.ts'
import { writeFully } from './file.ts'
import { frameLine, framesIn } from './staged.ts'

/**
 * Checks every body of a staged file against the digest that its event's header names: one from the bundle's own
 * chains, or one that is here. Refuses on a wrong digest or size, or when the events are not the listed ones in their
 * order. Bodies whose event is unknown cannot be checked: they are taken out of the file and counted.
 */
export function matchBodies(request: {
  readonly path: string
  readonly listed: readonly Digest[]
  readonly bodyOf: (event: Digest) => Digest | null
}): Result<{ readonly unplaced: number }> {
  const { path, listed, bodyOf } = request
  const unplaced = new Set<Digest>()
  let at = 0
  for (const frame of framesIn(path)) {
    if ('fault' in frame)
      return refuse(frame.fault === 'too-large' ? 'bundles/body-too-large' : 'bundles/body-frame')
    if (frame.event !== listed[at]) return refuse('bundles/body-unlisted')
    at++
    const expected = bodyOf(frame.event)
    if (expected === null) unplaced.add(frame.event)
    else if (!hasDigest(frame.bytes, expected)) return refuse('bundles/body-altered')
  }
  if (at < listed.length) return refuse('bundles/body-missing')
  if (unplaced.size > 0) rewriteWithout(path, unplaced)
  return ok({ unplaced: unplaced.size })
}

function rewriteWithout(path: string, left: ReadonlySet<Digest>): void {
  const rewritten = `${path}.placed`
  const fd = openSync(rewritten, 'wx', 0o600)
  try {
    for (const frame of framesIn(path)) {
      if ('fault' in frame || left.has(frame.event)) continue
      writeFully(fd, frameLine(frame.event, frame.bytes.length))
      writeFully(fd, frame.bytes)
      writeFully(fd, newline)
    }
  } finally {
    closeSync(fd)
  }
  renameSync(rewritten, path)
}

const newline = new Uint8Array([0x0a])
