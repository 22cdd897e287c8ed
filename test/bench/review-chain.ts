import { createHash } from 'node:crypto'
import type { Bytes } from '../../src-main/core/bytes.ts'
import { encodeBody, encodeHeader } from '../../src-main/core/event.ts'
import { chainBegan } from '../../src-main/core/governing.ts'
import type { Digest } from '../../src-main/core/suite.ts'
import type { Device } from '../support/bundles.ts'

export type ChainEvent = {
  readonly id: Digest
  readonly header: Bytes
  readonly body: Digest
  readonly bytes: Bytes
}

const verdictsEach = 19
const words = ['符合', '不符合', '不适用', '待人工'] as const

/**
 * A chain as an office writes it, as long as wanted: its beginning, then reviews of 19 verdicts each; always the same.
 * Real events of real modules, so that taking them in projects them.
 */
export function* reviewChain(by: Device, count: number): Generator<ChainEvent> {
  const { suite, environment, institution, officeKey, encryptionKey } = by.office
  const prefix = by.id.slice(by.id.indexOf(':') + 1, by.id.indexOf(':') + 9)
  const actor = { id: `person/${prefix}-1`, role: '经办人' }
  let prev: Digest | null = null
  for (let seq = 1; seq <= count; seq++) {
    const place = (seq - 2) % (verdictsEach + 1)
    const what =
      seq === 1
        ? {
            type: chainBegan.type,
            subject: `desk/${prefix}-1`,
            data: {
              environment,
              institution,
              suite: suite.id,
              officeKey,
              encryptionKey,
              deviceKey: by.key,
              certificate: JSON.parse(JSON.stringify(by.certificate)),
              program: 'bench',
              succeeds: null,
            },
          }
        : {
            type: place === 0 ? 'ReviewOpened' : 'VerdictRecorded',
            subject: `review/${prefix}-${seq - place}`,
            data:
              place === 0
                ? { application: `application/${prefix}-${seq}` }
                : {
                    code: `F${String(place).padStart(2, '0')}`,
                    verdict: words[(seq * 7) % words.length]!,
                    note: '与申报指南所列方向一致，材料齐全，印章清晰。',
                    evidence: [],
                  },
          }
    const salt = createHash('md5').update(`${by.id} ${seq}`).digest('hex')
    const bytes = encodeBody({ salt, actor, version: 1, audience: 'members', ...what })
    const body = suite.digest(bytes)
    const at = new Date(Date.UTC(2026, 0, 1) + seq * 1000).toISOString()
    const header = encodeHeader({ device: by.id, seq, prev, at, body })
    const id = suite.digest(header)
    prev = id
    yield { id, header, body, bytes }
  }
}
