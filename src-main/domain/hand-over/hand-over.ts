import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { handedOver } from '../../core/governing.ts'
import { command, type DeskFacts, happened } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type Digest, digestPattern } from '../../core/suite.ts'
import { isSetAside } from '../../core/writers.ts'
import { may } from '../accounts/rules.ts'
import { openAppealsOf } from '../appeals/projection.ts'
import { deskOf, type OfficeDesks, readOfficeDesks } from '../applications/desks.ts'
import { applicationsTables } from '../applications/projection.ts'
import { readReviewOf } from '../formal-review/which-review.ts'
import { readDesks } from '../trust/desks.ts'
import type { Obstacle, ObstacleReason } from './rules.ts'

type Own = Pick<DeskFacts, 'device' | 'institution'>

/**
 * Gives applications, each with its review, to another desk of the office: from then on only that one writes on them,
 * and it gives them back the same way. All of them or none: everything that stands against it is told at once. What a
 * second person said stays with the desk where it was said.
 */
export const handOver = command({
  permission: may('applications:edit'),
  input: z.strictObject({
    applications: z.array(z.string().max(80)).min(1).max(20_000),
    to: z.string().regex(digestPattern),
  }),
  decide({ input, db, desk }) {
    const target = checkTarget(db, desk, input.to)
    if (!target.ok) return target
    const { desks } = target.value
    const applications = [...new Set(input.applications)]
    const looked = applications.map((application) => lookAt(db, desk, desks, application))
    const obstacles = looked.flatMap(({ obstacle }) => obstacle ?? [])
    if (obstacles.length > 0) {
      return refuse('hand-over/not-these', { count: obstacles.length, of: looked.length, obstacles })
    }
    const subjects = looked.flatMap(({ application, review, appeals }) => [
      application,
      ...(review ? [review] : []),
      ...appeals,
    ])
    return ok({
      events: subjects.map((subject) => happened(handedOver, subject, { to: input.to })),
      value: {
        applications: looked.length,
        reviews: looked.filter(({ review }) => review !== null).length,
      },
    })
  },
})

/** Only other desks of this office that are in use can take something over; answers the desks among which it is. */
export function checkTarget(db: Db, own: Own, to: Digest): Result<{ readonly desks: OfficeDesks }> {
  const target = readDesks(db, own).find(({ device }) => device === to)
  if (!target) {
    const [chain] = db.sql<{ institution: string }>('SELECT institution FROM chains WHERE device = ?', to)
    return chain ? refuse('hand-over/other-office') : refuse('hand-over/unknown-desk')
  }
  switch (target.state) {
    case 'this':
      return refuse('hand-over/this-desk')
    case 'retired':
      return refuse('hand-over/retired-desk', { desk: target.name })
    case 'in-use':
    case 'waiting':
      // Never null: the office has this desk and the one that was found.
      return ok({ desks: readOfficeDesks(db, own)! })
  }
}

type Looked = {
  readonly application: string
  readonly review: string | null
  /** Appeals that nobody decided yet. */
  readonly appeals: readonly string[]
  readonly obstacle: Obstacle | null
}

/** The review of an application, and what stands against handing both over. */
export function lookAt(db: Db, own: Own, desks: OfficeDesks, application: string): Looked {
  const row = db.get(
    applicationsTables
      .selectFrom('applications')
      .innerJoin('imports', 'imports.subject', 'applications.import')
      .select(['applications.institution', 'applications.number', 'imports.withdrawn'])
      .where('applications.subject', '=', application),
  )
  const review = row ? readReviewOf(db, application, row.institution, desks.ends) : null
  const against = (reason: ObstacleReason, desk: string | null = null): Looked => ({
    application,
    review,
    appeals: [],
    obstacle: { application, number: row?.number ?? null, reason, desk },
  })
  if (!row) return against('unknown')
  if (row.institution !== own.institution) return against('other-office')
  const writtenAt = deskOf(db, desks, application)
  if (writtenAt?.isHere !== true) {
    return against(writtenAt?.isOnItsWay ? 'handed-over' : 'other-desk', writtenAt?.name ?? null)
  }
  if (row.withdrawn !== null) return against('withdrawn')
  const appeals = openAppealsOf(db, application)
  const subjects = [application, ...(review ? [review] : []), ...appeals]
  if (subjects.some((subject) => isSetAside(db, subject))) return against('set-aside')
  return { application, review, appeals, obstacle: null }
}
