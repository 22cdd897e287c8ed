import { createCipheriv, createDecipheriv, hkdfSync, scryptSync } from 'node:crypto'
import { type Bytes, concat, equal, fromHex, hex, utf8 } from '../core/bytes.ts'
import { ageHeaderSize, ageIdentity, ageRecipient, Damaged, decrypted, encrypted } from './bundle/age.ts'
import { knownAnswers as ed25519Sha256 } from './suites/ed25519-sha256.ts'
import { knownAnswers as sm2Sm3 } from './suites/sm2-sm3.ts'
import { encryptionKeyOf, isEncryptionKey } from './suites/x25519.ts'

type Answers = Readonly<Record<string, boolean>>

/**
 * Throws, with the names of what failed, unless every primitive that the program computes with gives its known answer:
 * another build of Node or Electron brings another library, and a wrong answer would be found too late. Some 40 ms.
 */
export async function selfTest(): Promise<void> {
  const answers: Answers = {
    ...(await ed25519Sha256()),
    ...(await sm2Sm3()),
    ...x25519(),
    ...aesGcm(),
    ...keyDerivation(),
    ...(await age()),
  }
  const wrong = Object.keys(answers).filter((name) => !answers[name])
  if (wrong.length > 0) throw new Error(`self-test failed: ${wrong.join(', ')}`)
}

/** RFC 7748, 6.1. */
function x25519(): Answers {
  const secret = bytes('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a')
  return {
    'X25519 public key':
      encryptionKeyOf(secret) === '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
    'X25519 refusing a small-order key': !isEncryptionKey(`01${'00'.repeat(31)}`),
  }
}

/** The Galois/Counter Mode of Operation (McGrew, Viega), test case 16. */
function aesGcm(): Answers {
  const key = bytes('feffe9928665731c6d6a8f9467308308'.repeat(2))
  const nonce = bytes('cafebabefacedbaddecaf888')
  const associated = bytes('feedfacedeadbeeffeedfacedeadbeefabaddad2')
  const plain = bytes(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  )
  const expected =
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662'
  const tag = bytes('76fc6ece0f4e1768cddf8853bb2d551b')
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(associated)
  const made = hex(concat([cipher.update(plain), cipher.final()]))
  const opens = (withTag: Bytes) => {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(associated).setAuthTag(withTag)
    try {
      return equal(concat([decipher.update(bytes(expected)), decipher.final()]), plain)
    } catch {
      return false
    }
  }
  return {
    'AES-256-GCM encrypting': made === expected && equal(cipher.getAuthTag(), tag),
    'AES-256-GCM decrypting': opens(tag),
    'AES-256-GCM refusing an altered tag': !opens(altered(tag, 0)),
  }
}

/** RFC 5869, A.1; RFC 7914, 12. */
function keyDerivation(): Answers {
  const hkdf = hkdfSync(
    'sha256',
    bytes('0b'.repeat(22)),
    bytes('000102030405060708090a0b0c'),
    bytes('f0f1f2f3f4f5f6f7f8f9'),
    42,
  )
  const scrypt = scryptSync('', '', 64, { N: 16, r: 1, p: 1 })
  return {
    'HKDF-SHA-256':
      hex(new Uint8Array(hkdf)) ===
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    scrypt:
      hex(scrypt) ===
      '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906',
  }
}

/** Made by age 1.1.1, to the key of 32 bytes 03: the three letters `abc`. */
const ageFile = Buffer.from(
  'YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBrTi8wdzM5UlNtU1hVRnRlS1lYV3RVZWY5c2FDbVgyVkdDaXNqYWUvQUNFCnZPZHh1WmtjWEU5VnpFRk41aHNMTDB0RlprYWdLK0ZEVXlPWGg3ZC9TU0UKLS0tIFgwUmlCNVRXR2Zvb0xGRlpweWRER3g4UE1YdVMvV3BiRW52SFA5Z240NlEKHIG1wIbXwEVr6XqdypkgdZaMuJNNtXLjNMTmHWHFalzuuW8=',
  'base64',
)

async function age(): Promise<Answers> {
  const secret = new Uint8Array(32).fill(3)
  const plain = utf8('abc')
  const opens = async (file: Bytes) => {
    const opened = await decrypted(file.subarray(0, ageHeaderSize), [ageIdentity(secret)], [file])
    if (!opened.ok) return false
    try {
      return equal(await collected(opened.value), plain)
    } catch (error) {
      if (error instanceof Damaged) return false
      throw error
    }
  }
  const made = await collected(encrypted(ageRecipient(encryptionKeyOf(secret)), [plain]))
  return {
    'age decrypting': await opens(ageFile),
    'age refusing an altered file': !(await opens(altered(ageFile, ageFile.length - 1))),
    'age encrypting': await opens(made),
  }
}

async function collected(chunks: AsyncIterable<Bytes>): Promise<Bytes> {
  const all: Bytes[] = []
  for await (const chunk of chunks) all.push(chunk)
  return concat(all)
}

function altered(original: Bytes, at: number): Bytes {
  return Uint8Array.from(original, (byte, i) => (i === at ? byte ^ 1 : byte))
}

function bytes(text: string): Bytes {
  return fromHex(text)!
}
