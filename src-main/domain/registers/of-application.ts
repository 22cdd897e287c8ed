import type { Db } from '../../core/db.ts'
import type { ApplicationContent } from '../applications/record.ts'
import type { Named, OpenBook, Region, Relation } from '../organisations/rules.ts'
import { relationOf } from '../organisations/rules.ts'
import type { MatchedEntry, RegisterEntry } from './entry.ts'
import { openEntries } from './matching.ts'
import { readApplicationsWithChecks, readPersonChecks } from './person-checks.ts'

/** What the registers say of an organisation of an application. */
export type RegisteredOrganisation = {
  readonly name: string
  readonly region: Region | null
  readonly entries: readonly MatchedEntry[]
}

/** What the checks of the review get to know of the registers: no names of persons. */
export type ReviewRegisters = {
  /** In the order of the application. */
  readonly organisations: readonly RegisteredOrganisation[]
  /** Checks of its people. */
  readonly people: readonly RegisterEntry[]
  /** Pairs of owner and solver that are one, or of one family. */
  readonly relations: readonly (Relation & { readonly owner: string; readonly solver: string })[]
}

/** The registers of an office, opened once for many applications. */
export type Registers = { ofApplication(application: Reviewed): ReviewRegisters }

type Reviewed = { readonly id: string; readonly content: ApplicationContent }

export function openRegisters(db: Db, institution: string): Registers {
  const entries = openEntries(db, institution)
  let withChecks: ReadonlySet<string> | null = null
  const peopleOf = (id: string) => {
    withChecks ??= readApplicationsWithChecks(db)
    return withChecks.has(id) ? readPersonChecks(db, institution, id) : []
  }
  return {
    ofApplication: ({ id, content }) => ({
      organisations: content.organisations
        .filter(({ name }) => name.trim() !== '')
        .map(({ name, code, region }) => ({ name, region, entries: entries.of({ name, code }) })),
      people: peopleOf(id),
      relations: relationsIn(entries.book, content),
    }),
  }
}

function relationsIn(book: OpenBook, { organisations }: ApplicationContent): ReviewRegisters['relations'] {
  const owners = organisations.filter(({ roles }) => roles.includes('需求方'))
  const solvers = organisations.filter(({ roles }) => roles.includes('解决方'))
  return owners.flatMap((owner) =>
    solvers
      .filter((solver) => solver !== owner)
      .flatMap((solver) => {
        const relation = relationOf(book, plain(owner), plain(solver))
        return relation ? [{ ...relation, owner: owner.name, solver: solver.name }] : []
      }),
  )
}

function plain({ name, code }: Named): Named {
  return { name, code }
}
