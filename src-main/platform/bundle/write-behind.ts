import fs from 'node:fs'
import type { Bytes } from '../../core/bytes.ts'
import { chunkSize } from './file.ts'

/** A file that is written from its beginning to its end. */
export type BehindFile = {
  /** Appends a copy of these bytes; resolves as soon as there is room for it. Throws what an earlier write failed with. */
  write(bytes: Bytes): Promise<void>
  /** Closes the file when all of it is written. */
  close(): void
}

export type WriteBehind = {
  /** A file that is open already. */
  file(fd: number): BehindFile
  /** A new file that only we may read; that it cannot be made is thrown later, as a failed write is. */
  create(path: string): BehindFile
  /** Resolves when all that was handed over is written and closed; throws what failed first. */
  flush(): Promise<void>
  /** The same for whoever gives up: it never throws. */
  settle(): Promise<void>
}

const buffers = 4

/**
 * Writes beside the thread that reads and hashes: a few chunks are on their way while the next are looked at. Nothing is
 * durable by it; who needs that flushes and then syncs.
 */
export function createWriteBehind(): WriteBehind {
  const free = Array.from({ length: buffers }, () => Buffer.allocUnsafeSlow(chunkSize))
  const running = new Set<Promise<void>>()
  let failure: { readonly error: unknown } | null = null

  function start(work: Promise<unknown>): Promise<void> {
    const settled: Promise<void> = work
      .then(
        () => undefined,
        (error: unknown) => {
          failure ??= { error }
        },
      )
      .finally(() => running.delete(settled))
    running.add(settled)
    return settled
  }

  async function settle(): Promise<void> {
    while (running.size > 0) await Promise.all(running)
  }

  function appending(opened: Promise<number>): BehindFile {
    let position = 0
    // Made of promises that never reject: nobody may be there yet to hear of it.
    let last = start(opened)
    return {
      async write(bytes) {
        for (let at = 0; at < bytes.length; ) {
          while (free.length === 0) await Promise.race(running)
          if (failure) throw failure.error
          const buffer = free.pop()!
          const length = Math.min(buffer.length, bytes.length - at)
          buffer.set(bytes.subarray(at, at + length))
          const here = position
          const written = start(
            opened
              .then((fd) => writeAll(fd, buffer.subarray(0, length), here))
              .finally(() => free.push(buffer)),
          )
          last = Promise.all([last, written]).then(() => undefined)
          at += length
          position += length
        }
      },
      close() {
        start(last.then(async () => fs.closeSync(await opened)))
      },
    }
  }

  return {
    file: (fd) => appending(Promise.resolve(fd)),
    create(path) {
      return appending(openNew(path))
    },
    async flush() {
      await settle()
      if (failure) throw failure.error
    },
    settle,
  }
}

/** One call of the system may take fewer bytes than it is given. */
async function writeAll(fd: number, bytes: Bytes, position: number): Promise<void> {
  let written = 0
  while (written < bytes.length)
    written += await writeOnce(fd, bytes, written, bytes.length - written, position + written)
}

function openNew(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    fs.open(path, 'wx', 0o600, (error, fd) => (error ? reject(error) : resolve(fd)))
  })
}

/** Through the module's object: whoever stands between a test and its disk is asked as well. */
function writeOnce(
  fd: number,
  bytes: Bytes,
  from: number,
  length: number,
  position: number,
): Promise<number> {
  return new Promise((resolve, reject) => {
    fs.write(fd, bytes, from, length, position, (error, written) =>
      error ? reject(error) : resolve(written),
    )
  })
}
