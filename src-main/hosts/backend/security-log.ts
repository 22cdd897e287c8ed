import { truth } from '../../core/truth.ts'
import type { Desk } from './desk.ts'

const kept = 10_000

/** Keeps a refusal with security meaning in the bounded local log; never personal data, keys or paths. */
export function noteSecurity(
  { db }: Pick<Desk, 'db'>,
  code: string,
  facts: { readonly [fact: string]: string | number | null },
): void {
  const at = new Date().toISOString()
  db.run(truth.insertInto('security_log').values({ at, code, facts: JSON.stringify(facts) } as never))
  db.sql('DELETE FROM security_log WHERE number <= (SELECT max(number) FROM security_log) - ?', kept)
}
