import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasTool } from './tools.ts'

/** The id that our signatures carry; without `distid` OpenSSL takes an empty one and nothing agrees. */
const options = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678', '-keyform', 'DER']

// SPKI and PKCS #8 up to the raw keys: id-ecPublicKey on the curve 1.2.156.10197.1.301.
const spkiPrefix = '3059301306072a8648ce3d020106082a811ccf5501822d03420004'
const pkcs8Prefix = '308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420'
const beforePublicKey = 'a14403420004'

/** True when this machine's OpenSSL command line knows SM2: tests against it run only then. */
export function hasOpensslSm2(): boolean {
  if (!hasTool('openssl')) return false
  const curves = spawnSync('openssl', ['ecparam', '-list_curves'], { encoding: 'utf8' }).stdout
  return (
    /^openssl 3/i.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout) && /SM2/.test(curves)
  )
}

/** Signatures as r ‖ s, made and judged by the OpenSSL command line; keys and signatures as hex. */
export function opensslSm2() {
  const folder = mkdtempSync(join(tmpdir(), 'desk-openssl-'))
  const at = (name: string) => join(folder, name)
  return {
    sign(privateKey: string, publicKey: string, message: Uint8Array): string {
      writeFileSync(at('key'), Buffer.from(pkcs8Prefix + privateKey + beforePublicKey + publicKey, 'hex'))
      writeFileSync(at('message'), message)
      const run = ['pkeyutl', '-sign', '-inkey', at('key'), '-in', at('message'), ...options]
      return fromDer(execFileSync('openssl', run))
    },
    verify(publicKey: string, message: Uint8Array, signature: string): boolean {
      writeFileSync(at('key'), Buffer.from(spkiPrefix + publicKey, 'hex'))
      writeFileSync(at('message'), message)
      writeFileSync(at('signature'), toDer(signature))
      const run = ['pkeyutl', '-verify', '-pubin', '-inkey', at('key'), '-in', at('message')]
      return spawnSync('openssl', [...run, '-sigfile', at('signature'), ...options]).status === 0
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function toDer(signature: string): Buffer {
  const integer = (hex: string) => {
    const digits = hex.replace(/^(?:00)+(?=[0-9a-f]{2})/, '')
    const signed = /^[89a-f]/.test(digits) ? `00${digits}` : digits
    return `02${lengthOf(signed)}${signed}`
  }
  const body = integer(signature.slice(0, 64)) + integer(signature.slice(64))
  return Buffer.from(`30${lengthOf(body)}${body}`, 'hex')
}

function lengthOf(hex: string): string {
  return (hex.length / 2).toString(16).padStart(2, '0')
}

function fromDer(der: Buffer): string {
  const r = der.subarray(4, 4 + der[3]!)
  const s = der.subarray(6 + der[3]!)
  return [r, s]
    .map((one) =>
      one
        .toString('hex')
        .replace(/^00(?=.{64})/, '')
        .padStart(64, '0'),
    )
    .join('')
}
