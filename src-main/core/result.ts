export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined }

/** An expected "no": `code` is `module/reason`; the other fields are facts for the message, never personal data. */
export type Refusal<Code extends string = string> = {
  readonly code: Code
  readonly [fact: string]: Json | undefined
}

/** Plain data, so that it crosses process borders. Expected failures are refusals; everything else is thrown. */
export type Result<T, E extends Refusal = Refusal> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E }

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

export function refuse<Code extends string>(
  code: Code,
  facts: { readonly [fact: string]: Json | undefined } = {},
): { readonly ok: false; readonly error: Refusal<Code> } {
  return { ok: false, error: { ...facts, code } }
}

/** Closes a switch over a union: the compiler rejects a case that was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`)
}
