import type { Db } from '../../core/db.ts'
import type { Digest } from '../../core/suite.ts'
import { hexOf } from '../../core/suite.ts'
import { readAccount } from '../accounts/queries.ts'
import { linkedBatches } from '../batches/index.ts'
import { founding } from '../offices/rules.ts'
import { checkCodeLength } from '../papers/place.ts'
import { recommendationTables as k, type RecommendationTables } from './projection.ts'
import type { AnswerPaper, Draft, DraftStanding, Scope } from './rules.ts'

/** 第 n 稿 with everything on it. */
export type DraftPage = Draft & {
  readonly id: Digest
  /** The code on its paper. */
  readonly checkCode: string
  readonly draft: number
  readonly at: string
  /** Null where the account is not known here. */
  readonly by: string | null
  readonly parties: readonly string[]
}

export type Agreement = AnswerPaper & {
  readonly id: string
  readonly draft: Digest
  readonly of: string
  /** Whose desk recorded it. */
  readonly recordedBy: string
  /** 未校验来源: recorded from paper, for an institution without a desk. */
  readonly isUnverified: boolean
  readonly scan: Digest | null
  readonly at: string
  readonly by: string | null
  /** Why it was taken back. */
  readonly withdrawn: string | null
}

export type RecommendationPage = {
  readonly id: string
  readonly institution: string
  readonly batch: string
  readonly scope: Scope
  /** The first draft first; never empty. */
  readonly drafts: readonly DraftPage[]
  readonly final: {
    readonly draft: Digest
    readonly at: string
    readonly by: string | null
    readonly second: string | null
  } | null
  readonly agreements: readonly Agreement[]
  /** The five offices and whoever else is asked: where each stands with each draft, in the order of the drafts. */
  readonly picture: readonly { readonly institution: string; readonly standings: readonly DraftStanding[] }[]
}

/** A recommendation with its drafts and what everybody said; undefined for an unknown one. */
export function readRecommendation(db: Db, id: string): RecommendationPage | undefined {
  const row = db.get(k.selectFrom('recommendations').selectAll().where('subject', '=', id))
  if (!row) return undefined
  const nameOf = (person: string) => readAccount(db, person)?.name ?? null
  const drafts = db
    .all(k.selectFrom('recommendation_drafts').selectAll().where('subject', '=', id).orderBy('draft'))
    .map((one): DraftPage => {
      const said = JSON.parse(one.data) as Pick<DraftPage, 'rows' | 'leftOut' | 'parties'>
      const { id: event, draft, at } = one
      return {
        id: event,
        checkCode: hexOf(event).slice(0, checkCodeLength),
        draft,
        at,
        by: nameOf(one.person),
        ...said,
      }
    })
  const agreements = readAgreements(db, row)
  return {
    id,
    institution: row.institution,
    batch: row.batch,
    scope: row.scope,
    drafts,
    final: finalOf(db, row),
    agreements,
    picture: pictureOf(row.institution, drafts, agreements),
  }
}

function finalOf(db: Db, row: RecommendationTables['recommendations']): RecommendationPage['final'] {
  if (row.final === null) return null
  const nameOf = (person: string | undefined) => (person ? (readAccount(db, person)?.name ?? null) : null)
  const second = db.get(
    k
      .selectFrom('final_list_confirmations')
      .select('person')
      .where('subject', '=', row.final_second ?? ''),
  )
  return {
    draft: row.final,
    at: row.final_at!,
    by: nameOf(row.final_by ?? undefined),
    second: nameOf(second?.person),
  }
}

/** What an institution said at its own desk, and what whoever drafted recorded from paper; anybody else's word counts for nothing. */
function readAgreements(
  db: Db,
  { subject, institution }: RecommendationTables['recommendations'],
): readonly Agreement[] {
  const rows = db.all(
    k
      .selectFrom('agreements')
      .selectAll()
      .where('recommendation', '=', subject)
      .where((eb) => eb.or([eb('institution', '=', eb.ref('of')), eb('institution', '=', institution)]))
      .orderBy('at'),
  )
  return rows.map(({ subject: id, institution: recordedBy, person, recommendation: _, ...said }) => ({
    id,
    ...said,
    recordedBy,
    isUnverified: recordedBy !== said.of,
    by: readAccount(db, person)?.name ?? null,
  }))
}

/**
 * What counts of an institution on a draft: its own word before what was recorded from paper; where several stand that
 * differ, the one that agrees least, because nobody knows which is the later.
 */
export function answerTo(agreements: readonly Agreement[], of: string, draft: Digest): Agreement | undefined {
  const said = agreements.filter((one) => one.of === of && one.draft === draft && one.withdrawn === null)
  const own = said.filter(({ isUnverified }) => !isUnverified)
  const counting = own.length > 0 ? own : said
  const order = ['不同意', '有意见', '同意']
  return counting.toSorted((a, b) => order.indexOf(a.answer) - order.indexOf(b.answer))[0]
}

function pictureOf(
  author: string,
  drafts: readonly DraftPage[],
  agreements: readonly Agreement[],
): RecommendationPage['picture'] {
  const five = founding.map(({ code }) => code)
  const all = [...new Set([...five, author, ...drafts.flatMap(({ parties }) => parties)])]
  return all.map((institution) => ({
    institution,
    standings: drafts.map(({ id, parties }, place): DraftStanding => {
      if (institution === author) return '起草'
      if (!parties.includes(institution)) return '不需会签'
      const said = answerTo(agreements, institution, id)
      if (said) return said.answer
      const earlier = drafts
        .slice(0, place)
        .some((one) => answerTo(agreements, institution, one.id)?.answer === '同意')
      return earlier ? '须重新同意' : '未回复'
    }),
  }))
}

/** Recommendations of a batch that are known here, those of this office first. */
export function readRecommendations(db: Db, own: string, batch: string): readonly RecommendationPage[] {
  const rows = db.all(
    k.selectFrom('recommendations').select('subject').where('batch', 'in', linkedBatches(db, batch)),
  )
  const pages = rows.map(({ subject }) => readRecommendation(db, subject)!)
  return pages.toSorted(
    (a, b) => Number(b.institution === own) - Number(a.institution === own) || (a.id < b.id ? -1 : 1),
  )
}

/** The recommendation of this office in a batch; undefined while it has none. */
export function ownRecommendation(db: Db, own: string, batch: string): RecommendationPage | undefined {
  return readRecommendations(db, own, batch).find(({ institution }) => institution === own)
}
