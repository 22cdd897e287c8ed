import type { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { decodeBody } from '../../core/event.ts'
import { chainBegan } from '../../core/governing.ts'

/** What the first record of a chain says; null when it is not here or its bytes are not what they were. */
export function genesisOf(db: Db, chain: number): z.output<typeof chainBegan.data> | null {
  const [row] = db.sql<{ bytes: Uint8Array }>(
    'SELECT b.bytes FROM bodies b JOIN events e ON e.position = b.position WHERE e.chain = ? AND e.seq = 1',
    chain,
  )
  const said = row && chainBegan.data.safeParse(decodeBody(row.bytes)?.data)
  return said?.success ? said.data : null
}
