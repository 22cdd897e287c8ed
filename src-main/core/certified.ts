import type { z } from 'zod'
import { fromUtf8 } from './bytes.ts'
import type { Db } from './db.ts'
import { decodeHeader } from './event.ts'
import { deviceCertified, isGoverning } from './governing.ts'
import type { Digest } from './suite.ts'

/** That a desk of an office certified a device of it, and where it says so. */
export type Certified = z.output<typeof deviceCertified.data> & {
  readonly by: Digest
  /** Place in the chain of `by`. */
  readonly seq: number
  /** Institution of `by`. */
  readonly institution: string
  /** By the clock of `by`, for display. */
  readonly at: string
}

/**
 * Every certification that desks of an institution recorded, each desk's in the order of its chain. What a certificate is
 * worth only its signature says.
 */
export function readCertified(db: Db, institution: string): readonly Certified[] {
  const rows = db.sql<{ by: Digest; seq: number; header: Uint8Array; bytes: Uint8Array }>(
    `SELECT c.device AS by, e.seq, e.header, b.bytes FROM bodies b INDEXED BY bodies_governing
     JOIN events e ON e.position = b.position JOIN chains c ON c.number = e.chain
     WHERE ${isGoverning} AND b.type = 'DeviceCertified'
       AND b.problem IS NULL AND c.institution = ? ORDER BY c.number, e.seq`,
    institution,
  )
  return rows.flatMap(({ by, seq, header, bytes }) => {
    const { data } = JSON.parse(fromUtf8(bytes)!) as { data: unknown }
    const said = deviceCertified.data.safeParse(data)
    return said.success ? [{ ...said.data, by, seq, institution, at: decodeHeader(header)!.at }] : []
  })
}
