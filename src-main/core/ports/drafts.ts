/** What somebody typed in a form and did not record: JSON of the form, and when (UTC, YYYY-MM-DDTHH:MM:SS.sssZ). */
export type Draft = { readonly value: string; readonly at: string }

export type KeptForm = Draft & { readonly form: string }

/** Typing that is not recorded yet, by person and form. It waits for nobody who writes records. */
export type Drafts = {
  /** Null when there is nothing. */
  read(person: string, form: string): Draft | null
  /** Durable when it returns; an empty value forgets it. */
  write(person: string, form: string, draft: Draft): void
  /** Written at or after `from` and before `to`, newest first, at most `most`. */
  writtenBetween(person: string, from: string, to: string, most: number): readonly KeptForm[]
}
