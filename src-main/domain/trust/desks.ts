import { z } from 'zod'
import { readCertified } from '../../core/certified.ts'
import type { Db } from '../../core/db.ts'
import { decodeHeader } from '../../core/event.ts'
import { deviceRetired } from '../../core/governing.ts'
import { readChains } from '../../core/log.ts'
import { command, happened, query } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { type Digest, digestPattern } from '../../core/suite.ts'
import { readEnds } from '../../core/writers.ts'
import { readDeskNames } from '../accounts/desk-names.ts'
import { may } from '../accounts/rules.ts'
import { readOwnKeys, trustTables } from './pins.ts'

/** A desk of the own office, as this desk knows it. */
export type OfficeDesk = {
  readonly device: Digest
  readonly name: string
  /** `waiting`: certified, and nothing of it came here yet. */
  readonly state: 'this' | 'in-use' | 'waiting' | 'retired'
  /** When it was certified, or began. */
  readonly since: string
  /** Last record of it that is here. */
  readonly last: { readonly seq: number; readonly id: Digest; readonly at: string } | null
  /** Of a retired one: the last place that counts, and why; the reason is null where a new desk went on for it. */
  readonly retired: {
    readonly upTo: number
    readonly reason: string | null
    readonly at: string | null
  } | null
  /** True when its certificate is by an earlier office key than the one that counts here. */
  readonly isUnderEarlierKey: boolean
}

/** Every desk of the office, in the order in which they came to be known here; this one first. */
export function readDesks(
  db: Db,
  own: { readonly institution: string; readonly device: Digest },
): readonly OfficeDesk[] {
  const { institution, device: self } = own
  const chains = readChains(db).filter((chain) => chain.institution === institution)
  const certified = readCertified(db, institution)
  const ends = readEnds(db)
  const nameOf = readDeskNames(db, institution)
  const { officeKey } = readOwnKeys(db, self)
  const devices = new Set([
    self,
    ...chains.map(({ device }) => device),
    ...certified.map(({ device }) => device),
  ])
  return [...devices].map((device) => {
    const last = lastOf(db, device)
    const end = ends.get(device)
    const first = certified.find((one) => one.device === device)
    const state = end ? 'retired' : device === self ? 'this' : last ? 'in-use' : 'waiting'
    return {
      device,
      name: nameOf(device),
      state,
      since: first?.at ?? beginOf(db, device) ?? '',
      last,
      retired: end ? { upTo: end.last?.seq ?? 0, ...retirementOf(db, institution, device) } : null,
      isUnderEarlierKey: (device === self ? officeKey : officeKeyOf(db, device, certified)) !== officeKey,
    }
  })
}

function lastOf(db: Db, device: Digest): OfficeDesk['last'] {
  const [row] = db.sql<{ seq: number; id: Digest; header: Uint8Array }>(
    `SELECT e.seq, e.id, e.header FROM events e JOIN chains c ON c.number = e.chain WHERE c.device = ?
     ORDER BY e.seq DESC LIMIT 1`,
    device,
  )
  return row ? { seq: row.seq, id: row.id, at: decodeHeader(row.header)!.at } : null
}

function beginOf(db: Db, device: Digest): string | undefined {
  return db.get(trustTables.selectFrom('geneses').select('at').where('device', '=', device))?.at
}

/** The newest office key that certified a device, by its own word or another desk's. */
function officeKeyOf(
  db: Db,
  device: Digest,
  certified: ReturnType<typeof readCertified>,
): string | undefined {
  const said = certified.findLast((one) => one.device === device && one.by === device)
  const genesis = trustTables.selectFrom('geneses').select('office_key').where('device', '=', device)
  return (
    said?.officeKey ??
    db.get(genesis)?.office_key ??
    certified.findLast((one) => one.device === device)?.officeKey
  )
}

/** What its own office said of it: nobody else's word is asked. */
function retirementOf(
  db: Db,
  institution: string,
  device: Digest,
): { readonly reason: string | null; readonly at: string | null } {
  const row = db.get(
    trustTables
      .selectFrom('retirements')
      .select(['reason', 'at'])
      .where('device', '=', device)
      .where('institution', '=', institution)
      .orderBy('last_seq'),
  )
  return row ?? { reason: null, at: null }
}

export const desks = query({
  permission: may('signed-in'),
  input: z.null(),
  read: ({ db, desk }): readonly OfficeDesk[] => readDesks(db, desk),
})

/**
 * Puts another desk of the office out of use: what it wrote up to the last record that is here counts, nothing after it
 * does, and this desk writes on its subjects from here on. One person is enough: a desk that was lost must not stop the
 * office until a second person can be found.
 */
export const retireDesk = command({
  permission: may('administration:edit'),
  input: z.strictObject({
    device: z.string().regex(digestPattern),
    /** The last record as the person saw it: when more came meanwhile, they must look again. */
    lastSeq: z.int().min(0),
    reason: z.string().trim().min(1).max(200),
  }),
  decide({ input, db, desk, newSubject }) {
    const found = readDesks(db, desk).find(({ device }) => device === input.device)
    if (!found) return refuse('trust/unknown-desk')
    if (found.state === 'this') return refuse('trust/own-desk')
    if (found.state === 'retired') return refuse('trust/desk-retired-already')
    if ((found.last?.seq ?? 0) !== input.lastSeq) return refuse('trust/desk-went-on')
    const last = found.last && { seq: found.last.seq, id: found.last.id }
    const data = { device: input.device, last, reason: input.reason }
    return ok({ events: [happened(deviceRetired, newSubject('desk'), data)], value: null })
  },
})
