import type { BatchContent } from '../../../src-main/domain/batches/index.ts'

/** A batch as it is typed: the year is text, the rule pack may still be unset. */
export type BatchDraft = Omit<BatchContent, 'year'> & { readonly year: string }

export function emptyDraft(host: string, today: string): BatchDraft {
  return {
    title: '',
    year: today.slice(0, 4),
    kind: 'joint',
    fields: [],
    opens: '',
    closes: '',
    host,
    undertaking: { 受理: null, 形式审查: null, 专家评审: null },
    rulePack: '',
    rulePackVersion: 1,
    signOff: true,
  }
}

export function draftOf({
  title,
  year,
  kind,
  fields,
  opens,
  closes,
  host,
  undertaking,
  rulePack,
  rulePackVersion,
  signOff,
}: BatchContent): BatchDraft {
  return {
    title,
    year: String(year),
    kind,
    fields,
    opens,
    closes,
    host,
    undertaking,
    rulePack,
    rulePackVersion,
    signOff,
  }
}

export function contentOf({ title, year, ...draft }: BatchDraft): BatchContent {
  return { ...draft, title: title.trim(), year: Number(year) }
}
