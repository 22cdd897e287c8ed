import type { Db } from '../../core/db.ts'
import type { DeskFacts } from '../../core/module.ts'
import { readComparedLists } from './compared-lists.ts'
import type { Surroundings } from './others.ts'
import { readCompared, signatureNow } from './state.ts'

/** What is asked once before many applications are looked at. */
export function readSurroundings(db: Db, desk: Pick<DeskFacts, 'institution'>): Surroundings {
  const compared = readCompared(db)
  return {
    desk,
    lists: readComparedLists(db),
    compared,
    hasJudgements: db.sql('SELECT 1 FROM duplicate_judgements LIMIT 1').length > 0,
    isCurrent: compared !== null && compared.signature === signatureNow(db),
  }
}
