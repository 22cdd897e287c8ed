import type { Progress, SecondPerson } from '../../core/module.ts'
import type { Result } from '../../core/result.ts'

/** What travels for every call; `key` names the attempt, so that sending it again has one effect. */
export type WireRequest = {
  readonly input: unknown
  readonly key: string
  readonly second?: SecondPerson
}

/** A task answers a stream: any number of progress messages, then its result. */
export type TaskMessage = { readonly progress: Progress } | { readonly result: Result<unknown> }

/** Calls of the door itself; a module cannot have this name. */
export const door = '$door'

/** How bytes travel inside JSON: as base64, at any depth of an input or a result. */
export function bytesSerializer(code: {
  readonly encode: (bytes: Uint8Array) => string
  readonly decode: (base64: string) => Uint8Array
}) {
  return {
    type: 20,
    condition: (value: unknown) => value instanceof Uint8Array,
    serialize: (value: unknown) => code.encode(value as Uint8Array),
    deserialize: (value: unknown) => {
      if (typeof value !== 'string') throw new TypeError('bytes travel as base64')
      return code.decode(value)
    },
  }
}
