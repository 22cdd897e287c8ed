import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { command, type DeskFacts, happened } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { readAccount } from '../accounts/queries.ts'
import { grantingRole, may } from '../accounts/rules.ts'
import { deskOf, type OfficeDesks, readOfficeDesks } from '../applications/desks.ts'
import { applicationsTables } from '../applications/projection.ts'
import { assignmentTakenBack, reviewAssigned } from './events.ts'
import { projection, readAssignee } from './projection.ts'
import type { Obstacle, ObstacleReason } from './rules.ts'

type Own = Pick<DeskFacts, 'device' | 'institution'>

const ids = z.array(z.string().max(80)).min(1).max(20_000)

/**
 * Makes the reviews of applications the work of people of this office, whoever had them before. It locks nothing: every
 * 经办人 may still act. All of them or none: everything that stands against it is told at once.
 */
const assign = command({
  permission: may('review:edit'),
  input: z.strictObject({
    to: z
      .array(z.strictObject({ person: z.string().max(80), applications: ids }))
      .min(1)
      .max(50),
  }),
  decide({ input, db, desk }) {
    const all = input.to.flatMap(({ applications }) => applications)
    if (new Set(all).size < all.length) return refuse('assignments/named-twice')
    const free = checkApplications(db, desk, all)
    if (!free.ok) return free
    for (const { person } of input.to) {
      const able = checkPerson(db, desk, person)
      if (!able.ok) return able
    }
    const events = input.to.flatMap(({ person, applications }) =>
      applications
        .filter((application) => readAssignee(db, application) !== person)
        .map((application) => happened(reviewAssigned, application, { person })),
    )
    return ok({ events, value: { assigned: events.length, unchanged: all.length - events.length } })
  },
})

/** Makes applications nobody's work again. */
const takeBack = command({
  permission: may('review:edit'),
  input: z.strictObject({ applications: ids }),
  decide({ input, db, desk }) {
    const all = [...new Set(input.applications)]
    const free = checkApplications(db, desk, all)
    if (!free.ok) return free
    const assigned = all.filter((application) => readAssignee(db, application) !== null)
    const events = assigned.map((application) => happened(assignmentTakenBack, application, {}))
    return ok({ events, value: { takenBack: events.length, unchanged: all.length - events.length } })
  },
})

function checkPerson(db: Db, { institution }: Own, id: string): Result<void> {
  const account = readAccount(db, id)
  if (account?.institution !== institution) return refuse('assignments/unknown-person')
  if (!account.open) return refuse('assignments/account-closed', { name: account.name })
  return grantingRole(may('review:edit'), account.roles)
    ? ok(undefined)
    : refuse('assignments/does-not-review', { name: account.name })
}

function checkApplications(db: Db, own: Own, applications: readonly string[]): Result<void> {
  const desks = readOfficeDesks(db, own)
  const obstacles = applications.flatMap((application) => obstacleOf(db, own, desks, application) ?? [])
  if (obstacles.length === 0) return ok(undefined)
  return refuse('assignments/not-these', { count: obstacles.length, of: applications.length, obstacles })
}

function obstacleOf(db: Db, own: Own, desks: OfficeDesks | null, application: string): Obstacle | null {
  const row = db.get(
    applicationsTables
      .selectFrom('applications')
      .innerJoin('imports', 'imports.subject', 'applications.import')
      .select(['applications.institution', 'applications.number', 'imports.withdrawn'])
      .where('applications.subject', '=', application),
  )
  const against = (reason: ObstacleReason, desk: string | null = null): Obstacle => ({
    application,
    number: row?.number ?? null,
    reason,
    desk,
  })
  if (!row) return against('unknown')
  if (row.institution !== own.institution) return against('other-office')
  const writtenAt = desks && deskOf(db, desks, application)
  if (writtenAt && !writtenAt.isHere) {
    return against(writtenAt.isOnItsWay ? 'handed-over' : 'other-desk', writtenAt.name)
  }
  return row.withdrawn === null ? null : against('withdrawn')
}

/** Whose work the formal review of an application is. */
export const assignments = {
  name: 'assignments',
  events: [reviewAssigned, assignmentTakenBack],
  projection,
  calls: { assign, takeBack },
} as const
