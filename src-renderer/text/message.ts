import type { Json, Refusal } from '../../src-main/core/result.ts'

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

/** Bytes as people say them: 「512 KB」「1.5 GB」. */
export function bytesInWords(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${value >= 100 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}
