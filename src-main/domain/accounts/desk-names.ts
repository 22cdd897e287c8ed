import { readCertified } from '../../core/certified.ts'
import type { Db } from '../../core/db.ts'
import type { Digest } from '../../core/suite.ts'
import { readEnds } from '../../core/writers.ts'
import { firstDeskName } from './rules.ts'

/**
 * What people of an office call its desks: the name under which a desk was certified; a desk that goes on for a lost one
 * keeps that one's name.
 */
export function readDeskNames(db: Db, institution: string): (device: Digest | null) => string {
  const names = new Map<Digest, string>()
  for (const { device, name } of readCertified(db, institution))
    if (!names.has(device)) names.set(device, name)
  const before = new Map(
    [...readEnds(db)].flatMap(([device, end]) =>
      end.saidAt === 1 ? [[end.successor, device] as const] : [],
    ),
  )
  const nameOf = (device: Digest | null, steps: number): string => {
    if (device === null || steps > before.size) return firstDeskName
    return names.get(device) ?? nameOf(before.get(device) ?? null, steps + 1)
  }
  return (device) => nameOf(device, 0)
}

export function deskNameOf(db: Db, institution: string, device: Digest | null): string {
  return readDeskNames(db, institution)(device)
}
