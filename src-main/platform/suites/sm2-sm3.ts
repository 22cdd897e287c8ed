import { type Bytes, fromHex, hex, utf8 } from '../../core/bytes.ts'
import type { Signer, Suite } from '../../core/suite.ts'
import {
  messageDigest,
  noncesOf,
  privateKeyOf,
  publicKeyOf,
  publicPoint,
  signDigest,
  verifyDigest,
} from './sm2.ts'
import { sm3Hex } from './sm3.ts'

/**
 * SM2 (GB/T 32918.2 on the curve of 32918.5, with the default id) and SM3 (GB/T 32905), in software and without anything
 * that only OpenSSL has. No certified product, and not free of timing differences: see core/README.md.
 */
export const sm2Sm3: Suite = {
  id: 'sm2-sm3',
  digest: (bytes) => `sm3:${sm3Hex(bytes)}`,
  isPublicKey: (publicKey) => publicPoint(publicKey) !== null,
  verify(publicKey, message, signature) {
    const point = publicPoint(publicKey)
    return point !== null && verifyDigest(messageDigest(publicKey, message), point, signature)
  },
}

/** A signer with the private key of this seed of 32 bytes; throws on any other length. The same bytes, the same signature. */
export function signerFromSeed(seed: Bytes): Signer {
  const privateKey = privateKeyOf(seed)
  const publicKey = publicKeyOf(privateKey)
  return {
    publicKey,
    async sign(message) {
      const digest = messageDigest(publicKey, message)
      return signDigest(digest, privateKey, noncesOf(digest, privateKey))
    },
  }
}

/** Whether each part of this suite gives its known answer here. */
export async function knownAnswers(): Promise<Readonly<Record<string, boolean>>> {
  const signer = signerFromSeed(fromHex(known.seed)!)
  const message = utf8(known.message)
  const made = await signer.sign(message)
  const signature = fromHex(known.signature)!
  const altered = Uint8Array.from(signature, (byte, i) => (i === 0 ? byte ^ 1 : byte))
  return {
    SM3: sm2Sm3.digest(utf8('abc')) === known.digestOfAbc,
    'SM2 public key': signer.publicKey === known.publicKey,
    'SM2 signing': hex(made) === known.deterministicSignature,
    'SM2 verifying': sm2Sm3.verify(signer.publicKey, message, signature),
    'SM2 refusing an altered signature': !sm2Sm3.verify(signer.publicKey, message, altered),
    'SM2 refusing a key off the curve': !sm2Sm3.isPublicKey(`${'00'.repeat(63)}01`),
  }
}

// GB/T 32905-2016, A.1; GB/T 32918.5-2017, A.2; the signature with our own nonce is in test/fixtures/vectors/sm2.json.
const known = {
  digestOfAbc: 'sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
  seed: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  publicKey:
    '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  message: 'message digest',
  signature:
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  deterministicSignature:
    '24858ee71d63e687feefe41f5af80a59f0791eb1dabc2bbe71daf0e57f06c3673d15550de52785a435004c937256ac715c0e04176ac57062c6722fa692f7a491',
}
