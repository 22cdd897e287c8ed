import { ok, type Result, refuse } from '../../core/result.ts'

/** The stages for which a batch may name an undertaking institution (承办单位) [A13, A14]. */
export const stages = ['受理', '形式审查', '专家评审'] as const
export type Stage = (typeof stages)[number]

/** Fields of joint research as published [A4]; a batch may have others. */
export const usualFields = ['集成电路', '人工智能', '生物医药', '未来产业'] as const

export type BatchDates = { readonly opens: string; readonly closes: string }

/** Dates are YYYY-MM-DD, exist in the calendar, and the batch closes after it opens. */
export function checkDates({
  opens,
  closes,
}: BatchDates): Result<void, { code: 'batches/no-such-date' | 'batches/closes-before-it-opens' }> {
  if (!isDay(opens) || !isDay(closes)) return refuse('batches/no-such-date')
  if (closes < opens) return refuse('batches/closes-before-it-opens')
  return ok(undefined)
}

/** A day that exists: 2026-02-30 does not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}
