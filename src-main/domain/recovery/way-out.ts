import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { type DeskFacts, happened, task } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { grantingRole, may } from '../accounts/rules.ts'
import { rememberFacts } from '../documents/index.ts'
import { fileToken } from '../files/token.ts'
import { writeSetting } from '../settings/index.ts'
import { seedFromGroups } from '../trust/rules.ts'
import { successionConfirmed } from './events.ts'
import { type ChainLoss, type HeldThen, heldThenSetting, readLoss } from './loss.ts'
import { colleagues } from './queries.ts'
import { hasSecond } from './rules.ts'

/**
 * Takes in what another office, or another desk of this one, holds: also records of this desk's own chain. Writes no
 * receipt, because nothing is written on a chain that is in trouble; what has to wait is brought again.
 */
export const collect = task({
  permission: may('administration:edit'),
  input: z.strictObject({ file: fileToken }),
  async run({ input, db, desk, ports, signal, progress, changed }) {
    if (!desk.condition) return refuse('recovery/not-needed')
    if (desk.condition.reason === 'retired') return refuse('recovery/retired')
    noteHeldThen(db, desk)
    const checked = await ports.bundles.check(input.file, { signal, progress })
    if (!checked.ok) return checked
    const { staged, sender, missing } = checked.value
    try {
      const taken = await ports.bundles.take(staged, { signal, progress })
      if (!taken.ok) return taken
      progress({ done: 0, total: null, step: 'take-in' })
      const stored = taken.value.collect()
      await taken.value.settle()
      for (const document of taken.value.documents) {
        const facts = await ports.documents.facts(document)
        if (facts) rememberFacts(db, facts)
      }
      return ok({ sender, missing, ...stored, documents: taken.value.documents.length })
    } finally {
      await ports.bundles.drop(staged)
      changed()
    }
  },
})

/**
 * The first step out of damage: what does not hold is taken out of the desk, so that it can come back from others and the
 * rest can be built upon. Everybody is logged out and logs in again.
 */
export const rebuild = task({
  permission: may('administration:edit'),
  input: z.null(),
  async run({ db, desk, ports, signal, progress }) {
    if (desk.condition?.reason !== 'damaged') return refuse('recovery/not-needed')
    noteHeldThen(db, desk)
    return ports.succession.rebuild({ signal, progress })
  },
})

/** Remembers where the chain stood, before anything comes back. */
function noteHeldThen(db: Db, desk: DeskFacts): ChainLoss | null {
  const loss = readLoss(db, desk)
  if (!loss) return null
  const { heldThen: seq, knownUpTo } = loss
  writeSetting(db, heldThenSetting, { device: desk.device, seq, knownUpTo } satisfies HeldThen)
  return loss
}

/**
 * Ends a chain that may not be continued and begins a new device that goes on for it at the last place held. Two people,
 * and the office's secret: from the printed sheet, or still kept here while no sheet was confirmed. Where nobody could be
 * the second person, the sheet alone stands for it. Everybody is logged out, and logs in again with the password as
 * before.
 */
export const beginAnew = task({
  permission: may('administration:edit'),
  input: z.strictObject({ groups: z.string().max(400).nullable() }),
  async run({ input, db, desk, person, second, ports, signal, progress }) {
    const { condition } = desk
    if (!condition) return refuse('recovery/not-needed')
    if (condition.reason === 'retired') return refuse('recovery/retired')
    if (!second && hasSecond(colleagues(db, desk.institution), person!.id))
      return refuse('desk/second-person-missing')
    if (!second && input.groups === null) return refuse('recovery/sheet-needed')
    if (second?.id === person!.id) return refuse('desk/second-person-is-the-first')
    if (second && !grantingRole('administration:second', second.roles))
      return refuse('desk/second-person-not-permitted')
    const seed = input.groups === null ? await ports.vault.recoverySeed() : seedFromGroups(input.groups)
    if (!seed) return refuse(input.groups === null ? 'recovery/sheet-needed' : 'recovery/groups-wrong')
    const loss = noteHeldThen(db, desk)
    return ports.succession.beginAnew(
      {
        seed,
        actor: { id: person!.id, role: '管理员' },
        events: (newSubject) => [
          happened(successionConfirmed, newSubject('succession'), {
            reason: condition.reason,
            second: second?.id ?? null,
            heldThen: loss?.heldThen ?? 0,
            knownUpTo: loss?.knownUpTo ?? 0,
            withoutContent: loss?.withoutContent.count ?? 0,
          }),
        ],
      },
      { signal, progress },
    )
  },
})
