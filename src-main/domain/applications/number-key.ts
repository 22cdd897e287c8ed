/** Outside numbers that differ only in case, width, spaces or the kind of dash are the same number. */
export function numberKey(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .toUpperCase()
}

/** The keys of a list of numbers in JSON. */
export function numberKeysOf(json: string): ReadonlySet<string> {
  return new Set((JSON.parse(json) as string[]).map(numberKey))
}
