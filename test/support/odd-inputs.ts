import fc from 'fast-check'
import { z } from 'zod'

type Schema = {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly pattern?: string
  readonly minimum?: number
  readonly $ref?: string
}

/** An input that has the shape of the schema: every field there, every list with one member. */
export function shapedLike(schema: z.ZodType): unknown {
  return sample(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema)
}

function sample(schema: Schema): unknown {
  const [choice] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []
  if (choice) return sample(choice)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, one]) => [key, sample(one)]),
      )
    case 'array':
      return schema.items ? [sample(schema.items)] : []
    case 'string':
      return schema.pattern?.includes('sha256') ? `sha256:${'0'.repeat(64)}` : '2026-11-22'
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1)
    case 'boolean':
      return false
    default:
      return null
  }
}

const loneSurrogate = '\ud800'
const hostile = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  ' ',
  0,
  -1,
  0.5,
  1e308,
  Number.NaN,
  Number.MAX_SAFE_INTEGER + 1,
  [],
  {},
  [[]],
  true,
  new Date(0),
  new Uint8Array(3),
  '\u0000',
  loneSurrogate,
  `${loneSurrogate}a\udfff`,
  '\u202e\u200b\ufeff',
  '../../etc/passwd',
  'C:\\Windows\\system.ini',
  "'; DROP TABLE events; --",
  '{"__proto__":{"roles":["管理员"]}}',
  '龘'.repeat(200_000),
)
const anything = fc.oneof(
  { weight: 2, arbitrary: hostile },
  {
    weight: 1,
    arbitrary: fc.anything({ withBigInt: false, withDate: true, withNullPrototype: true, maxDepth: 3 }),
  },
)
const oddKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'person',
  'roles',
  'second',
  loneSurrogate,
  '',
]

/** Odd values of every kind, and inputs of the right shape with one place in them made odd, however deep it lies. */
export function oddInputs(schema: z.ZodType): fc.Arbitrary<unknown> {
  const whole = shapedLike(schema)
  const places = placesIn(whole)
  const spoiled = fc
    .record({
      place: fc.constantFrom(...places),
      key: fc.constantFrom(...oddKeys),
      value: anything,
      mode: fc.nat(2),
    })
    .map(({ place, key, value, mode }) => {
      if (mode === 0) return put(whole, place, value)
      return put(
        whole,
        place,
        mode === 1 ? withKey(at(whole, place), key, value) : withoutOne(at(whole, place)),
      )
    })
  return places.length === 1
    ? anything
    : fc.oneof({ weight: 1, arbitrary: anything }, { weight: 4, arbitrary: spoiled })
}

type Place = readonly (string | number)[]

function placesIn(value: unknown, here: Place = []): readonly Place[] {
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? [...value.entries()]
    : value !== null && typeof value === 'object'
      ? Object.entries(value)
      : []
  return [here, ...entries.flatMap(([key, one]) => placesIn(one, [...here, key]))]
}

function at(value: unknown, place: Place): unknown {
  return place.reduce<unknown>((inside, key) => (inside as Record<string | number, unknown>)[key], value)
}

function put(value: unknown, [key, ...rest]: Place, odd: unknown): unknown {
  if (key === undefined) return odd
  const changed = put((value as Record<string | number, unknown>)[key], rest, odd)
  if (Array.isArray(value)) return value.map((one, i) => (i === key ? changed : one))
  return { ...(value as object), [key]: changed }
}

/** Also `__proto__` as a key of its own, as a parser of JSON makes it. */
function withKey(value: unknown, key: string, odd: unknown): unknown {
  if (value === null || typeof value !== 'object') return { [key]: odd }
  if (Array.isArray(value)) return [...value, odd]
  return Object.defineProperty({ ...value }, key, {
    value: odd,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}

function withoutOne(value: unknown): unknown {
  if (Array.isArray(value)) return []
  if (value === null || typeof value !== 'object') return undefined
  return Object.fromEntries(Object.entries(value).slice(1))
}

/** What our own client sends of a value: nothing that is undefined, and no `__proto__`; others are heard as they write. */
export function asCarried(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asCarried)
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof Uint8Array) {
    return value
  }
  const kept = Object.entries(value).filter(([key, one]) => one !== undefined && key !== '__proto__')
  return Object.fromEntries(kept.map(([key, one]) => [key, asCarried(one)]))
}
