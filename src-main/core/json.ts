import { type Bytes, fromUtf8 } from './bytes.ts'
import type { Json } from './result.ts'

/** Deeper nesting is refused: nothing of ours needs it, and a reader must not run out of stack. */
export const maxDepth = 32

/**
 * Parses JSON that was signed or came from outside: valid UTF-8, no BOM, no duplicate keys, no `__proto__` key, integers
 * only and within ±2^53-1, depth at most {@link maxDepth}, no white space outside strings, nothing after the value.
 * Returns undefined on anything else. (JSON.parse takes the last of two equal keys and rounds big numbers silently.)
 */
export function parseStrict(bytes: Bytes): Json | undefined {
  const text = fromUtf8(bytes)
  if (text === null) return undefined
  const parser = new Parser(text)
  const value = parser.value(0)
  return value !== undefined && parser.at === text.length ? value : undefined
}

class Parser {
  readonly text: string
  at = 0

  constructor(text: string) {
    this.text = text
  }

  value(depth: number): Json | undefined {
    if (depth > maxDepth) return undefined
    switch (this.text.charCodeAt(this.at)) {
      case openBrace:
        return this.object(depth)
      case openBracket:
        return this.array(depth)
      case quote:
        return this.string()
      case letterT:
        return this.word('true', true)
      case letterF:
        return this.word('false', false)
      case letterN:
        return this.word('null', null)
      default:
        return this.integer()
    }
  }

  private word<T extends Json>(word: string, value: T): T | undefined {
    if (!this.text.startsWith(word, this.at)) return undefined
    this.at += word.length
    return value
  }

  private integer(): number | undefined {
    integerPattern.lastIndex = this.at
    const found = integerPattern.exec(this.text)
    if (!found || found[0] === '-0') return undefined
    const value = Number(found[0])
    if (!Number.isSafeInteger(value)) return undefined
    this.at += found[0].length
    return value
  }

  /** Scans by hand: a pattern over a string of many megabytes would run out of stack. */
  private string(): string | undefined {
    const start = this.at
    let end = start + 1
    let escaped = false
    for (;;) {
      const code = this.text.charCodeAt(end)
      if (code === quote) break
      if (code === backslash) {
        escaped = true
        end++
      } else if (!(code >= firstPrintable)) return undefined
      end++
    }
    this.at = end + 1
    if (!escaped) return this.text.slice(start + 1, end)
    return unescaped(this.text.slice(start, end + 1))
  }

  private take(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false
    this.at++
    return true
  }

  private array(depth: number): Json[] | undefined {
    const items: Json[] = []
    this.at++
    if (this.take(closeBracket)) return items
    for (;;) {
      const item = this.value(depth + 1)
      if (item === undefined) return undefined
      items.push(item)
      if (this.take(closeBracket)) return items
      if (!this.take(comma)) return undefined
    }
  }

  private object(depth: number): { [key: string]: Json } | undefined {
    const object: { [key: string]: Json } = {}
    this.at++
    if (this.take(closeBrace)) return object
    for (;;) {
      const key = this.text.charCodeAt(this.at) === quote ? this.string() : undefined
      if (key === undefined || key === '__proto__' || Object.hasOwn(object, key)) return undefined
      if (!this.take(colon)) return undefined
      const value = this.value(depth + 1)
      if (value === undefined) return undefined
      object[key] = value
      if (this.take(closeBrace)) return object
      if (!this.take(comma)) return undefined
    }
  }
}

const integerPattern = /-?(?:0|[1-9][0-9]*)/y
const firstPrintable = 0x20
const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const openBracket = 0x5b
const backslash = 0x5c
const closeBracket = 0x5d
const letterF = 0x66
const letterN = 0x6e
const letterT = 0x74
const openBrace = 0x7b
const closeBrace = 0x7d

function unescaped(literal: string): string | undefined {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' && value.isWellFormed() ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

type JsonObject = { readonly [key: string]: Json | undefined }

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** True for an object that has exactly these keys in this order. */
export function hasKeys(value: Json | undefined, keys: readonly string[]): value is JsonObject {
  if (!isObject(value)) return false
  const own = Object.keys(value)
  return own.length === keys.length && own.every((key, i) => key === keys[i])
}
