import { type Bytes, utf8 } from './bytes.ts'
import { hasKeys, parseStrict } from './json.ts'
import type { Json } from './result.ts'
import { type Digest, digestPattern, hexOf } from './suite.ts'

export const maxHeaderBytes = 1024
export const maxBodyBytes = 1024 * 1024

export type Audience = 'office' | 'members' | 'named'
export type Actor = { readonly id: string; readonly role: string }

export type Header = {
  readonly v: 1
  readonly device: Digest
  /** From 1, without gaps. */
  readonly seq: number
  /** Id of the previous header, null at seq 1. */
  readonly prev: Digest | null
  /** UTC with milliseconds; for display only, it decides nothing. */
  readonly at: string
  readonly body: Digest
}

export type Body = {
  readonly v: 1
  /** 16 random bytes as hex: without it the digest of a withheld body could be guessed. */
  readonly salt: string
  readonly actor: Actor
  readonly type: string
  readonly version: number
  readonly audience: Audience
  /** Institutions; present exactly when the audience is `named`. */
  readonly to?: readonly string[]
  readonly subject: string
  readonly data: Json
}

/** Bytes of a header in the settled key order. */
export function encodeHeader({ device, seq, prev, at, body }: Omit<Header, 'v'>): Bytes {
  return utf8(JSON.stringify({ v: 1, device, seq, prev, at, body }))
}

/** Bytes of a body in the settled key order. */
export function encodeBody(body: Omit<Body, 'v'>): Bytes {
  const { salt, actor, type, version, audience, to, subject, data } = body
  const who = { id: actor.id, role: actor.role }
  return utf8(
    JSON.stringify({ v: 1, salt, actor: who, type, version, audience, ...(to ? { to } : {}), subject, data }),
  )
}

const timePattern =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const subjectPattern = /^([a-z][a-z-]*)\/([0-9a-f]{8})-([1-9][0-9]{0,14})$/
const headerKeys = ['v', 'device', 'seq', 'prev', 'at', 'body']
const bodyKeys = ['v', 'salt', 'actor', 'type', 'version', 'audience', 'subject', 'data']
const namedBodyKeys = ['v', 'salt', 'actor', 'type', 'version', 'audience', 'to', 'subject', 'data']
const actorKeys = ['id', 'role']

/** The header in these bytes, or undefined: exact keys in exact order, sane values, at most 1 KiB. */
export function decodeHeader(bytes: Bytes): Header | undefined {
  if (bytes.length > maxHeaderBytes) return undefined
  const value = parseStrict(bytes)
  if (!hasKeys(value, headerKeys)) return undefined
  const { v, device, seq, prev, at, body } = value
  if (v !== 1 || !isDigest(device) || !isDigest(body) || typeof at !== 'string') return undefined
  if (typeof seq !== 'number' || seq < 1 || (seq === 1 ? prev !== null : !isDigest(prev))) return undefined
  if (!isTime(at)) return undefined
  return { v, device, seq, prev: prev as Digest | null, at, body }
}

/** When a header that was decoded before says it was written: found without reading the rest of it. */
export function timeIn(header: string): string {
  const [, at] = /"at":"([^"\\]{24})"/.exec(header) ?? []
  return at ?? decodeHeader(utf8(header))?.at ?? ''
}

/** The body in these bytes, or undefined. A body that cannot be read is no reason to refuse a bundle. */
export function decodeBody(bytes: Bytes): Body | undefined {
  if (bytes.length > maxBodyBytes) return undefined
  const value = parseStrict(bytes)
  if (!hasKeys(value, bodyKeys) && !hasKeys(value, namedBodyKeys)) return undefined
  const { v, salt, actor, type, version, audience, to, subject, data } = value
  if (v !== 1 || data === undefined) return undefined
  if (typeof salt !== 'string' || !/^[0-9a-f]{32}$/.test(salt)) return undefined
  if (!hasKeys(actor, actorKeys)) return undefined
  if (typeof actor.id !== 'string' || typeof actor.role !== 'string') return undefined
  if (typeof type !== 'string' || typeof subject !== 'string' || !subjectPattern.test(subject))
    return undefined
  if (typeof version !== 'number' || version < 1) return undefined
  if (audience !== 'office' && audience !== 'members' && audience !== 'named') return undefined
  if ((audience === 'named') !== (to !== undefined) || !isNames(to)) return undefined
  const who = { id: actor.id, role: actor.role }
  return { v, salt, actor: who, type, version, audience, ...(to ? { to } : {}), subject, data }
}

function isNames(to: Json | undefined): to is readonly string[] | undefined {
  return (
    to === undefined || (Array.isArray(to) && to.length > 0 && to.every((one) => typeof one === 'string'))
  )
}

/** `<kind>/<first 8 hex of the creating device>-<counter>`, its parts; undefined when it is not such an id. */
export function parseSubject(
  subject: string,
): { readonly kind: string; readonly devicePrefix: string; readonly counter: number } | undefined {
  const found = subjectPattern.exec(subject)
  return found ? { kind: found[1]!, devicePrefix: found[2]!, counter: Number(found[3]) } : undefined
}

/** First 8 hex digits of a device id, as subjects carry it. */
export function devicePrefix(device: Digest): string {
  return hexOf(device).slice(0, 8)
}

export function isDigest(value: unknown): value is Digest {
  return typeof value === 'string' && digestPattern.test(value)
}

/** True for an instant that exists, written as `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export function isTime(text: string): boolean {
  const found = timePattern.exec(text)
  return found !== null && Number(found[3]) <= daysIn(Number(found[1]), Number(found[2]))
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
}
