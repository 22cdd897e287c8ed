import type { Db } from '../../core/db.ts'
import type { DeskFacts } from '../../core/module.ts'
import { readPeople } from '../applications/looks.ts'
import type { Application } from '../applications/queries.ts'
import { type Batch, readBatch } from '../batches/index.ts'
import { readFacts } from '../documents/index.ts'
import { type Others, readOthers, type Surroundings } from '../duplicates/others.ts'
import { readSurroundings } from '../duplicates/surroundings.ts'
import { openRegisters, type Registers } from '../registers/of-application.ts'
import { type BatchRules, readBatchRules } from '../rule-packs/index.ts'
import type { ReviewInput } from './review-input.ts'

/** What is the same for all applications of a batch: asked once, however many are checked. */
export type BatchSurroundings = {
  readonly batch: Batch
  readonly rules: BatchRules
  readonly duplicates: Surroundings
  readonly registers: Registers
  readonly today: string
}

/** Undefined for an unknown batch, or one under a pack that this program does not know. */
export function readBatchSurroundings(
  {
    db,
    desk,
    today,
  }: { readonly db: Db; readonly desk: Pick<DeskFacts, 'institution'>; readonly today: string },
  id: string,
): BatchSurroundings | undefined {
  const batch = readBatch(db, id)
  const rules = batch && readBatchRules(db, batch.id, desk.institution)
  return (
    batch &&
    rules && {
      batch,
      rules,
      duplicates: readSurroundings(db, desk),
      registers: openRegisters(db, desk.institution),
      today,
    }
  )
}

/** Everything that the machine looks at when it checks one application. */
export function readReviewInput(
  db: Db,
  application: Application,
  surroundings: BatchSurroundings,
): ReviewInput & { readonly others: Others } {
  return {
    ...readOwnInput(db, application, surroundings),
    others: readOthers(db, application, surroundings.duplicates),
    registers: surroundings.registers.ofApplication(application),
  }
}

/** What an application says itself, for checks that look no further. */
export function readOwnInput(
  db: Db,
  application: Application,
  { batch, rules, today }: Pick<BatchSurroundings, 'batch' | 'rules' | 'today'>,
): Omit<ReviewInput, 'others' | 'registers'> {
  const { fields, opens, closes } = batch
  return {
    application: application.content,
    documents: application.documents.map((document) => ({
      document,
      facts: readFacts(db, document.document),
    })),
    people: readPeople(db, application.id),
    pack: rules.pack,
    plan: { fields, opens, closes, rules: rules.settings },
    today,
  }
}
