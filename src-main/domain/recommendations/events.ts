import { z } from 'zod'
import { event } from '../../core/module.ts'
import { digestPattern } from '../../core/suite.ts'
import { answers, limits, scopes } from './rules.ts'

const digest = z.string().regex(digestPattern)
const subject = z.string().max(80)
const institution = z.string().max(20)
const reason = z.string().min(1).max(limits.reason)

const row = z.strictObject({
  application: subject,
  closing: digest,
  number: z.string().max(200),
  title: z.string().max(500),
  field: z.string().max(200).nullable(),
  lead: z.string().max(200),
  leadRegion: z.string().max(10).nullable(),
  others: z.array(z.string().max(200)).max(200),
  total: z.int().nullable(),
  requested: z.int().nullable(),
  note: z.string().max(limits.note),
})

const leftOut = z.strictObject({
  application: subject,
  number: z.string().max(200),
  title: z.string().max(500),
  lead: z.string().max(200),
  reason,
})

/**
 * 推荐汇总表, 第 n 稿 [A13, B5]: whole, as everybody is to see it. Its id is the check code of the draft, so whoever names
 * it has seen exactly this.
 */
export const recommendationDrafted = event({
  type: 'RecommendationDrafted',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    batch: subject,
    scope: z.enum(scopes),
    /** 第 n 稿, from 1. */
    draft: z.int().min(1),
    rows: z.array(row).min(1).max(limits.rows),
    leftOut: z.array(leftOut).max(limits.rows),
    /** Institutions whose agreement it needs. */
    parties: z.array(institution).max(50),
  }),
})

/** The second person of a final list agreed: a subject of its own that names what was seen. */
export const finalListConfirmed = event({
  type: 'FinalListConfirmed',
  version: 1,
  audience: 'members',
  data: z.strictObject({ recommendation: subject, draft: digest, final: z.boolean() }),
})

/** 定稿: this draft is the list. */
export const recommendationFinalised = event({
  type: 'RecommendationFinalised',
  version: 1,
  audience: 'members',
  data: z.strictObject({ draft: digest, second: subject }),
})

/** The list is a draft again, with a reason, by two people. */
export const recommendationReopened = event({
  type: 'RecommendationReopened',
  version: 1,
  audience: 'members',
  data: z.strictObject({ reason, second: subject }),
})

/**
 * What an institution answered to exactly one draft. Recorded at its own desk it is its word; recorded by who drafted, from
 * the paper of an institution without a desk, it is 未校验来源.
 */
export const agreementRecorded = event({
  type: 'AgreementRecorded',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    recommendation: subject,
    /** Id of the draft that was seen. */
    draft: digest,
    of: institution,
    answer: z.enum(answers),
    /** 回函文号 or 会签号. */
    number: z.string().min(1).max(limits.number),
    date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    remark: z.string().max(limits.remark),
    scan: digest.nullable(),
  }),
  documents: ({ scan }) => (scan ? [scan] : []),
})

/** The record of an answer was a mistake. */
export const agreementWithdrawn = event({
  type: 'AgreementWithdrawn',
  version: 1,
  audience: 'members',
  data: z.strictObject({ reason }),
})
