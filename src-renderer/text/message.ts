import type { Json, Refusal } from '../../src-main/core/result.ts'

export { bytesInWords } from '../../src-main/domain/papers/rules.ts'

type Say = string | ((facts: Refusal) => string)

/** What a person reads about a refusal. */
export type Message = {
  /** What happened. */
  readonly what: Say
  /** What became of the data; without it: nothing was changed. */
  readonly safe?: Say
  /** What to do now. */
  readonly next: Say
}

/** Messages of a module by the part of the code behind the slash. */
export type Messages = { readonly [reason: string]: Message }

/** A fact as a number, 0 when it is none. */
export function count(fact: Json | undefined): number {
  return typeof fact === 'number' ? fact : 0
}

/** A fact as text, empty when it is none. */
export function words(fact: Json | undefined): string {
  return typeof fact === 'string' || typeof fact === 'number' ? String(fact) : ''
}
