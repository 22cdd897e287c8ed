import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file of test/fixtures/vectors, which the README of core names; its shape is what the test says. */
export function vectors<T>(name: string): T {
  const path = join(import.meta.dirname, '..', 'fixtures', 'vectors', `${name}.json`)
  return JSON.parse(readFileSync(path, 'utf8')) as T
}
