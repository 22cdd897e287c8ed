import { realpathSync } from 'node:fs'
import { decodeHeader } from '../../core/event.ts'
import type { ChainInfo, Log } from '../../core/log.ts'
import { type Opened, openedSetting } from '../../domain/integrity/records.ts'
import { readSetting, writeSetting } from '../../domain/settings/index.ts'
import { genesisOf } from '../../jobs/verify/genesis.ts'
import { openAnchor, readAnchor } from '../../platform/anchor.ts'
import type { DeskFolder } from '../../platform/home.ts'
import { machineMark } from '../../platform/machine.ts'
import type { Sqlite } from '../../platform/sqlite.ts'
import { noteSuccession, openWitness, readWitness, stillLiesAt } from '../../platform/witness.ts'
import type { Desk, DeskSurroundings } from './desk.ts'
import { type Found, recognise } from './recognise.ts'
import { noteSecurity } from './security-log.ts'

/** Kept since the first opening of a device: on which machine it was made (null: none could be read). */
type Kept = { readonly device: string; readonly machine: string | null }
const keptSetting = 'desk/kept'

const clockTolerance = 60_000

/** Gathers what remembers this folder, and judges it; writes nothing. */
export function recogniseFolder(
  folder: DeskFolder,
  db: Sqlite,
  log: Log,
  { number, device }: ChainInfo,
  { witness, machine }: DeskSurroundings,
): Found {
  const kept = keptOf(db, device)
  const witnessed = readWitness(witness, device)
  return recognise({
    device,
    head: log.headOf(number),
    succeeds: genesisOf(db, number)?.succeeds?.device ?? null,
    holds: ({ seq, id }) => db.sql('SELECT 1 FROM events WHERE id = ? AND seq = ?', id, seq).length > 0,
    anchor: readAnchor(folder.anchor),
    witness: witnessed && { ...witnessed, stillLiesThere: stillLiesAt(witnessed.root, device, folder) },
    root: realpathSync(folder.root),
    isFirstOpening: kept === null,
    machine: {
      kept: kept ? kept.machine : machine && machineMark(machine, device),
      now: machine && machineMark(machine, device),
    },
  })
}

export const noMemories: Desk['memories'] = { anchor: null, witness: null }

/** Opens the anchor and the witness for writing; both are begun where they are missing. */
export function openMemories(
  folder: DeskFolder,
  device: string,
  { witness }: DeskSurroundings,
): Desk['memories'] {
  const before = readAnchor(folder.anchor)?.owner
  const opened = openWitness(witness, device, realpathSync(folder.root))
  if (before && before !== device) noteSuccession(witness, before, device)
  return { anchor: openAnchor(folder.anchor, device), witness: opened }
}

/** Keeps how the desk was found: for the page 「记录核查」, and what somebody must have deleted for the security log. */
export function noteOpening(desk: Desk, found: Found, { machine }: DeskSurroundings): void {
  const { db, memories } = desk
  const { device, condition } = desk.executor.desk
  const now = desk.executor.world.now()
  const isOutOfReach = !memories.witness && !condition && !found.condition
  const opened: Opened = {
    at: now,
    anchor: found.anchor,
    witness: isOutOfReach ? 'out-of-reach' : found.witness,
    machine: found.machine,
    clockBehind: minutesBehind(desk, now),
  }
  unlessFull(() => {
    writeSetting(db, openedSetting, opened)
    if (!keptOf(db, device)) {
      const kept: Kept = { device, machine: machine && machineMark(machine, device) }
      writeSetting(db, keptSetting, kept)
    }
    if (desk.drafts.beganAnew) noteSecurity(desk, 'desk/drafts-set-aside', {})
    if (found.anchor === 'made-again') noteSecurity(desk, 'desk/anchor-was-gone', {})
    if (found.witness === 'made-again') noteSecurity(desk, 'desk/witness-was-gone', {})
    if (found.witness === 'moved') noteSecurity(desk, 'desk/folder-moved', {})
    if (opened.clockBehind) noteSecurity(desk, 'desk/clock-behind', { minutes: opened.clockBehind })
  })
}

/** Work that a full disk may prevent without harm. */
export function unlessFull(work: () => void): void {
  try {
    work()
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_FULL') throw error
  }
}

function keptOf(db: Sqlite, device: string): Kept | null {
  const kept = readSetting(db, keptSetting) as Kept | undefined
  return kept?.device === device ? kept : null
}

/** Clocks decide nothing here; but papers carry dates, so a clock that stands before our newest record is said. */
function minutesBehind({ db, executor }: Desk, now: string): number | null {
  const [row] = db.sql<{ header: Uint8Array }>(
    'SELECT header FROM events WHERE chain = ? ORDER BY seq DESC LIMIT 1',
    executor.chain.number,
  )
  const at = row && decodeHeader(row.header)?.at
  if (!at) return null
  const behind = Date.parse(at) - Date.parse(now)
  return behind > clockTolerance ? Math.round(behind / 60_000) : null
}
