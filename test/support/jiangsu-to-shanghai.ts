import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Bytes } from '../../src-main/core/bytes.ts'
import type { BundleContent } from '../../src-main/platform/bundle/gather.ts'
import {
  allOf,
  contentsOf,
  type Device,
  desk,
  deviceWith,
  folders,
  office,
  storeDocument,
} from './bundles.ts'

export const js = office('江苏省科学技术厅')
export const sh = office('上海市科学技术委员会')

/** What a device of Jiangsu sends to Shanghai, and what Shanghai, which pinned Jiangsu, says of what it gets. */
export function jiangsuToShanghai() {
  const at = folders()
  const shanghai = desk(sh, [js])
  /** Shanghai's answer to these bytes; a refusal leaves nothing behind. */
  const outcomeOf = async (bytes: Uint8Array) => {
    const path = join(at.stick, 'changed')
    writeFileSync(path, bytes)
    const result = await shanghai.check(at, path)
    if (!result.ok) expect(contentsOf(at.temp)).toEqual([])
    return result
  }
  return {
    at,
    shanghai,
    /** Everything of a new device with so many records, and these documents. */
    async contentOf(
      records: number,
      documents: readonly Bytes[] = [],
    ): Promise<{ readonly sender: Device; readonly content: BundleContent }> {
      const sender = await deviceWith(js, records)
      const stored = documents.map((bytes) => storeDocument(at.store, bytes))
      return { sender, content: { ...allOf(sender, sh.institution), documents: stored } }
    },
    outcomeOf,
    async expectRefused(bytes: Uint8Array, code: string): Promise<void> {
      expect(await outcomeOf(bytes)).toMatchObject({ ok: false, error: { code } })
    },
  }
}
