import { z } from 'zod'
import { query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import { changedFields, type FieldChange } from './changed-fields.ts'
import { type OverdueProposal, overdueProposal } from './overdue.ts'
import { readSupply, type Supply } from './read.ts'
import { type ApplicationState, notJoined, type StateChange, stateAfter, versionState } from './versions.ts'

export type SupplyPage = Supply & {
  /** Attached, removed or typed, and part of no version yet. */
  readonly notJoined: StateChange | null
  /** What the machine proposes of an overdue one. */
  readonly proposal: OverdueProposal | null
}

/** Everything about the supply of missing material of one application; null for one that is not here. */
export const open = query({
  permission: may('review:read'),
  input: z.string().max(120),
  read(context): SupplyPage | null {
    const supply = readSupply(context, context.input)
    if (!supply) return null
    return {
      ...supply,
      notJoined: notJoined(supply, context.history(supply.application.id)),
      proposal: overdueProposal(context, supply),
    }
  },
})

export type Comparison = {
  readonly before: ApplicationState
  readonly after: ApplicationState
  /** Those that say something else first. */
  readonly fields: readonly FieldChange[]
}

/** Two versions beside each other; `after` null is the application as it is now. Null when one of them is not here. */
export const compare = query({
  permission: may('review:read'),
  input: z.strictObject({
    application: z.string().max(120),
    before: z.int().min(0),
    after: z.int().min(0).nullable(),
  }),
  read(context): Comparison | null {
    const { application, before: first, after: second } = context.input
    const supply = readSupply(context, application)
    if (!supply) return null
    const history = context.history(application)
    const before = versionState(supply, history, first)
    const after = second === null ? stateAfter(history) : versionState(supply, history, second)
    if (!before || !after) return null
    return { before, after, fields: changedFields(before.content, after.content) }
  },
})
