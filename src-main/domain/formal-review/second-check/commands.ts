import { z } from 'zod'
import { command, happened } from '../../../core/module.ts'
import { ok, type Result, refuse } from '../../../core/result.ts'
import { digestPattern } from '../../../core/suite.ts'
import { may } from '../../accounts/rules.ts'
import { readBatch } from '../../batches/index.ts'
import { ruleCodes } from '../../rule-packs/rules.ts'
import { outcomeWords, reviewOpened, verdictWords } from '../events.ts'
import { openPage, takingOver } from '../open-page.ts'
import { type ReviewPage, readReviewPage } from '../page.ts'
import { differenceSettled, secondCheckGiven, secondCheckPlanned, secondCheckRequested } from './events.ts'
import { firstPeople, readCheckLevel } from './read.ts'
import { checkLevels } from './requirement.ts'

const digest = z.string().regex(digestPattern)
const code = z.enum(ruleCodes)

/** The plan of a batch says which outcomes need a second check; reviews that are closed stay as they are. */
export const planSecondCheck = command({
  permission: may('rule-packs:edit'),
  input: z.strictObject({ batch: z.string(), level: z.enum(checkLevels) }),
  decide({ input: { batch, level }, db }) {
    if (!readBatch(db, batch)) return refuse('batches/unknown')
    const before = readCheckLevel(db, batch)
    const events = before === level ? [] : [happened(secondCheckPlanned, batch, { level })]
    return ok({ events, value: { before } })
  },
})

/** Asks a colleague to look at every item before this outcome is recorded; asking twice for the same is once. */
export const requestSecondCheck = command({
  permission: may('review:edit'),
  input: z.strictObject({
    application: z.string(),
    outcome: z.enum(outcomeWords),
    seen: z.strictObject({ application: digest, review: digest.nullable() }),
  }),
  decide(context) {
    const { application, outcome, seen } = context.input
    const found = openPage(context, application)
    if (!found.ok) return found
    const page = found.value
    if (hasChanged(page, seen)) return refuse('formal-review/changed-meanwhile')
    const possible = page.outcomes[outcome]
    if (!possible.ok) return possible
    const { isWaiting, request } = page.secondCheck
    if (isWaiting && request?.outcome === outcome) return ok({ events: [], value: null })
    const subject = page.review?.id ?? context.newSubject('review')
    const opening = page.review ? [] : [happened(reviewOpened, subject, { application })]
    const requested = happened(secondCheckRequested, subject, { outcome })
    return ok({ events: [...takingOver(page), ...opening, requested], value: null })
  },
})

/**
 * The second person's word on every item. Refused to whoever spoke first (a verdict of theirs stands, or they asked for
 * the check), whatever roles they hold; and when anything has changed since they looked.
 */
export const giveSecondCheck = command({
  permission: may('second-check:edit'),
  input: z.strictObject({
    application: z.string(),
    seen: z.strictObject({ application: digest, review: digest }),
    blind: z.boolean(),
    verdicts: z
      .array(z.strictObject({ code, verdict: z.enum(verdictWords), note: z.string().trim().max(2000) }))
      .max(ruleCodes.length),
  }),
  decide(context) {
    const { application, seen, blind, verdicts } = context.input
    const { desk, person } = context
    const page = readReviewPage(context, application)
    if (!page) return refuse('formal-review/unknown-application')
    // It is a subject of its own: any desk of the office may write it, whichever writes the review.
    if (page.application.institution !== desk.institution) return refuse('formal-review/other-office')
    if (page.readOnly === 'withdrawn') return refuse('formal-review/withdrawn')
    const { review, secondCheck } = page
    if (review?.outcome) return refuse('formal-review/closed', { outcome: review.outcome })
    if (!review || !secondCheck.request || !secondCheck.isWaiting) {
      return refuse('formal-review/check-not-requested')
    }
    if (firstPeople(page.verdicts, secondCheck).includes(person.id)) {
      return refuse('formal-review/own-verdicts')
    }
    if (hasChanged(page, seen)) return refuse('formal-review/changed-meanwhile')
    const complete = checkItems(page, verdicts, blind)
    if (!complete.ok) return complete
    const given = happened(secondCheckGiven, context.newSubject('second-check'), {
      application,
      review: review.id,
      request: secondCheck.request.id,
      seen,
      blind,
      verdicts: complete.value,
    })
    return ok({
      events: [given],
      value: { differences: complete.value.filter(({ first, verdict }) => first !== verdict).length },
    })
  },
})

type Said = {
  readonly code: (typeof ruleCodes)[number]
  readonly verdict: (typeof verdictWords)[number]
  readonly note: string
}

/** Exactly one word on each item that counts; who sees the first word says why the own one differs. */
function checkItems(page: ReviewPage, verdicts: readonly Said[], blind: boolean) {
  const items = page.states.filter(({ blocks }) => blocks)
  const missing = items
    .filter(({ code }) => !verdicts.some((one) => one.code === code))
    .map(({ code }) => code)
  const surplus = verdicts.map(({ code }) => code).filter((one) => !items.some(({ code }) => code === one))
  if (missing.length + surplus.length > 0 || verdicts.length !== items.length) {
    return refuse('formal-review/check-incomplete', { items: [...missing, ...surplus] })
  }
  const said = items.map(({ code, verdict: first }) => {
    const { verdict, note } = verdicts.find((one) => one.code === code)!
    return { code, first, verdict, note }
  })
  const bare = said.filter(({ first, verdict, note }) => !blind && first !== verdict && note === '')
  if (bare.length > 0)
    return refuse('formal-review/difference-needs-note', { items: bare.map(({ code }) => code) })
  return ok(said)
}

/**
 * Whoever reviewed first settles a difference: takes the second word over, or keeps the own one with a reason. Refused
 * to the second person, and when the check no longer fits the review. Settling again replaces what was said before.
 */
export const settleDifference = command({
  permission: may('review:edit'),
  input: z.strictObject({
    application: z.string(),
    check: z.string().max(120),
    code,
    /** Null takes the second person's word over. */
    keptBecause: z.string().trim().min(1).max(2000).nullable(),
  }),
  decide(context) {
    const { application, check, code, keptBecause } = context.input
    const found = openPage(context, application)
    if (!found.ok) return found
    const page = found.value
    const { given } = page.secondCheck
    const difference = given?.id === check ? given.differences.find((one) => one.code === code) : undefined
    if (!given || !difference) return refuse('formal-review/no-such-difference')
    if (given.isStale) return refuse('formal-review/second-check-stale')
    if (given.person === context.person.id) return refuse('formal-review/own-check')
    const before = difference.settled?.how
    // The first word was replaced when the second was taken over: it can be given again as a verdict, and checked again.
    if (before === 'adopted') return refuse('formal-review/already-adopted', { item: code })
    const data =
      keptBecause === null
        ? {
            how: 'adopted' as const,
            check,
            code,
            verdict: difference.second,
            note: difference.note,
            evidence:
              page.verdicts.find((one) => one.code === code)?.evidence.map((one) => ({ ...one })) ?? [],
          }
        : { how: 'kept' as const, check, code, reason: keptBecause }
    const settled = happened(differenceSettled, page.review!.id, data)
    return ok({ events: [...takingOver(page), settled], value: null })
  },
})

function hasChanged(
  { seen: now }: ReviewPage,
  seen: { readonly application: string; readonly review: string | null },
): boolean {
  return now.application !== seen.application || now.review !== seen.review
}

/** Refuses an outcome that needs a second check and has none that counts with every difference settled. */
export function admitOutcome({ secondCheck: { given } }: ReviewPage): Result<string> {
  if (!given) return refuse('formal-review/second-check-missing')
  if (given.isStale) return refuse('formal-review/second-check-stale')
  const open = given.differences.filter(({ settled }) => settled === null).map(({ code }) => code)
  if (open.length > 0) return refuse('formal-review/differences-unsettled', { items: open })
  return ok(given.id)
}
