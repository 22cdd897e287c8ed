import { bech32 } from '@scure/base'
import { Decrypter, Encrypter } from 'age-encryption'
import { type Bytes, fromHex, utf8 } from '../../core/bytes.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { isEncryptionKey } from '../suites/x25519.ts'

/** The age recipient (`age1…`) of an office's raw X25519 key (hex); throws on a key that may not be used. */
export function ageRecipient(encryptionKey: string): string {
  if (!isEncryptionKey(encryptionKey)) throw new Error('not an encryption key that may be used')
  return bech32.encodeFromBytes('age', fromHex(encryptionKey)!)
}

/** The age identity (`AGE-SECRET-KEY-1…`) of a raw X25519 secret of 32 bytes. */
export function ageIdentity(secret: Bytes): string {
  return bech32.encodeFromBytes('AGE-SECRET-KEY-', Uint8Array.from(secret)).toUpperCase()
}

export const ageMagic = utf8('age-encryption.org/v1\n')

// Exactly one X25519 recipient, because a bundle is for exactly one institution; so the header has a fixed length, and
// no header without end can be sent to be held in memory.
const headerPattern =
  /^age-encryption\.org\/v1\n-> X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n$/
export const ageHeaderSize = 22 + 54 + 44 + 48

/** Encrypts the bytes of `source` to one recipient; chunks are consumed as they are needed, and may share a buffer. */
export async function* encrypted(recipient: string, source: Iterable<Bytes>): AsyncGenerator<Bytes> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipient)
  yield* drained(await encrypter.encrypt(streamOf(source)))
}

/**
 * Opens the header of an age file with our identities, then gives its plaintext, authenticated chunk by chunk. Refuses
 * with `bundles/encrypted-for-another` when no stanza opens, with `bundles/encryption-header` when the header is not the
 * one that was made; the plaintext throws {@link Damaged} where a chunk was altered, moved, or cut off.
 */
export async function decrypted(
  header: Bytes,
  identities: readonly string[],
  source: Iterable<Bytes>,
): Promise<Result<AsyncGenerator<Bytes>>> {
  if (!headerPattern.test(Buffer.from(header).toString('latin1'))) return refuse('bundles/encryption-header')
  let isForAnother = false
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  // Asked only after our identities found nothing: tells another's file from a damaged one without reading messages.
  decrypter.addIdentity({
    unwrapFileKey: () => {
      isForAnother = true
      return null
    },
  })
  try {
    await decrypter.decryptHeader(Uint8Array.from(header))
  } catch {
    return refuse(isForAnother ? 'bundles/encrypted-for-another' : 'bundles/encryption-header')
  }
  return ok(plaintext(decrypter, source))
}

export class Damaged extends Error {}

async function* plaintext(decrypter: Decrypter, source: Iterable<Bytes>): AsyncGenerator<Bytes> {
  let failure: unknown
  const watched = rememberingFailure(source, (error) => {
    failure = error
  })
  try {
    yield* drained(await decrypter.decrypt(streamOf(watched)))
  } catch (error) {
    throw failure ?? new Damaged('the encrypted content is not what was encrypted', { cause: error })
  }
}

/** The library rejects for damage and for a failing source alike; only the second is an error of ours. */
function* rememberingFailure(source: Iterable<Bytes>, remember: (error: unknown) => void): Generator<Bytes> {
  try {
    yield* source
  } catch (error) {
    remember(error)
    throw error
  }
}

function streamOf(source: Iterable<Bytes>): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.iterator]()
  return new ReadableStream(
    {
      pull(controller) {
        const next = chunks.next()
        // Copied, because the stream keeps a chunk while the source already fills its buffer again.
        if (next.done) controller.close()
        else controller.enqueue(Uint8Array.from(next.value))
      },
      cancel() {
        chunks.return?.()
      },
    },
    { highWaterMark: 0 },
  )
}

async function* drained(stream: ReadableStream<Uint8Array>): AsyncGenerator<Bytes> {
  const reader = stream.getReader()
  let finished = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      yield value
    }
    finished = true
  } finally {
    if (!finished) await reader.cancel().catch(() => undefined)
  }
}
