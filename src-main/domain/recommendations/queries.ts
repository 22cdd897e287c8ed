import { z } from 'zod'
import { query } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import { readBatch, readBatches } from '../batches/index.ts'
import { findByCode } from '../papers/place.ts'
import { readPins } from '../trust/pins.ts'
import { recommendationTables as k } from './projection.ts'
import { answerTo, type RecommendationPage, readRecommendation, readRecommendations } from './read.ts'

/** A recommendation with what this desk may do about it. */
export type OpenRecommendation = RecommendationPage & {
  /** Parties that have no desk that was 核对: their answers come on paper. */
  readonly withoutDesk: readonly string[]
}

/** The recommendations of a batch that are known here, our own first. */
const ofBatch = query({
  permission: may('review:read'),
  input: z.strictObject({ batch: z.string().max(80) }),
  read({ input, db, desk }): readonly OpenRecommendation[] {
    if (!readBatch(db, input.batch)) return []
    const pinned = new Set(readPins(db, desk.institution).map(({ institution }) => institution))
    return readRecommendations(db, desk.institution, input.batch).map((page) => ({
      ...page,
      withoutDesk: page.drafts.at(-1)!.parties.filter((of) => of !== desk.institution && !pinned.has(of)),
    }))
  },
})

/** A recommendation in a few numbers, for the work bench and the batch. */
export type RecommendationState = {
  readonly id: string
  readonly batch: string
  readonly institution: string
  readonly draft: number
  readonly checkCode: string
  readonly rows: number
  readonly isFinal: boolean
  /** Institutions whose agreement to the newest draft is not there. */
  readonly waitsFor: readonly string[]
  /** The newest draft asks this office, which has not answered. */
  readonly asksUs: boolean
}

const states = query({
  permission: may('review:read'),
  input: z.null(),
  read({ db, desk }): readonly RecommendationState[] {
    return readBatches(db)
      .filter(({ linkedTo }) => linkedTo === null)
      .flatMap(({ id }) => readRecommendations(db, desk.institution, id))
      .map((page) => {
        const last = page.drafts.at(-1)!
        const waitsFor = last.parties.filter(
          (of) => answerTo(page.agreements, of, last.id)?.answer !== '同意',
        )
        return {
          id: page.id,
          batch: page.batch,
          institution: page.institution,
          draft: last.draft,
          checkCode: last.checkCode,
          rows: last.rows.length,
          isFinal: page.final !== null,
          waitsFor,
          asksUs:
            page.final === null &&
            last.parties.includes(desk.institution) &&
            answerTo(page.agreements, desk.institution, last.id) === undefined,
        }
      })
  },
})

/** The batch and the recommendation whose draft has this check code; null when none has. */
const byCode = query({
  permission: may('review:read'),
  input: z.strictObject({ code: z.string().max(40) }),
  read({ input, db }): { readonly batch: string; readonly draft: number } | null {
    const ids = findByCode(db, input.code.replaceAll(/\s/g, '').toLowerCase())
    for (const id of ids) {
      const row = db.get(
        k.selectFrom('recommendation_drafts').select(['subject', 'draft']).where('id', '=', id),
      )
      const page = row && readRecommendation(db, row.subject)
      if (row && page) return { batch: page.batch, draft: row.draft }
    }
    return null
  },
})

export const recommendationQueries = { ofBatch, states, byCode }
