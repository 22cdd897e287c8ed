import type { Bytes } from './bytes.ts'
import { type Audience, type Body, decodeBody } from './event.ts'
import type { EventDefinition } from './module.ts'
import type { Json } from './result.ts'
import type { BodyProblem } from './truth.ts'

export type Definitions = ReadonlyMap<string, EventDefinition>

export type Admitted = {
  /** Null when the bytes are no body at all. */
  readonly body: Body | null
  /** Null: it may be projected, and `data` is of the definition's newest version. */
  readonly problem: BodyProblem | null
  readonly data: unknown
}

const width: Record<Audience, number> = { office: 0, named: 1, members: 2 }

/**
 * Reads a body as far as this program can. Total: bytes from outside never throw here, whatever is wrong with them is a
 * {@link BodyProblem}, because an event that was recorded elsewhere cannot be refused, only set aside. Whether its device
 * may write on its subject is another question: writers.ts.
 */
export function admit(definitions: Definitions, bytes: Bytes): Admitted {
  const body = decodeBody(bytes)
  if (!body) return { body: null, problem: 'unreadable', data: null }
  const problem = (problem: BodyProblem): Admitted => ({ body, problem, data: null })
  const definition = definitions.get(body.type)
  if (!definition) return problem('unknown-type')
  if (body.version > definition.version) return problem('too-new')
  if (width[body.audience] > width[definition.audience]) return problem('audience-widened')
  const parsed = definition.data.safeParse(upcast(definition, body.version, body.data))
  return parsed.success ? { body, problem: null, data: parsed.data } : problem('invalid')
}

function upcast(definition: EventDefinition, version: number, data: Json): unknown {
  let current = data
  for (let from = version; from < definition.version; from++) {
    const step = definition.upcast?.[from]
    if (!step) throw new Error(`${definition.type} has no upcaster from version ${from}`)
    try {
      current = step(current)
    } catch {
      return undefined
    }
  }
  return current
}

/** Reads a body that was admitted before: no schema check again, a million of them are rebuilt in seconds. */
export function readAdmitted(definition: EventDefinition, text: string): Body {
  const body = JSON.parse(text) as Body
  if (body.version === definition.version) return body
  return { ...body, data: upcast(definition, body.version, body.data) as Json }
}
