import { z } from 'zod'
import { command } from '../../core/module.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { lookingAt } from '../applications/looks.ts'
import { supplyTables as k } from './projection.ts'
import { readSupply } from './read.ts'

/** With whom a call was. */
export type Contact = { readonly call: number; readonly name: string; readonly phone: string }

/** With whom the calls about an application were; that they were looked at goes on record. */
export const contacts = command({
  permission: may('review:read'),
  input: z.string().max(120),
  decide(context) {
    const supply = readSupply(context, context.input)
    if (!supply) return refuse('formal-review/unknown-application')
    const found: readonly Contact[] = context.db.all(
      k
        .selectFrom('supply_contacts')
        .select(['call', 'name', 'phone'])
        .where('subject', '=', supply.review?.id ?? '')
        .orderBy('call'),
    )
    const looks = found.length > 0 ? lookingAt(context, context.input, '补交通话对方') : []
    return ok({ events: looks, value: found })
  },
})
