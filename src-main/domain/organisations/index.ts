import { z } from 'zod'
import { query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import { organisationCommands } from './commands.ts'
import * as events from './events.ts'
import { type KnownFamily, projection, readFamilies } from './projection.ts'

/** The families that this office recorded, by name. */
const families = query({
  permission: may('registers:read'),
  input: z.null(),
  read: ({ db, desk }): readonly KnownFamily[] => readFamilies(db, desk.institution),
})

/** What people know of organisations beyond what applications say: names, families, dates. */
export const organisations = {
  name: 'organisations',
  events: [
    events.organisationNamesLinked,
    events.organisationFamilyRecorded,
    events.organisationDescribed,
    events.organisationStatementWithdrawn,
  ],
  projection,
  calls: { families, ...organisationCommands },
} as const
