/** Outside numbers that differ only in case are the same number. */
export function numberKey(number: string): string {
  return number.toUpperCase()
}

/** The keys of a list of numbers in JSON. */
export function numberKeysOf(json: string): ReadonlySet<string> {
  return new Set((JSON.parse(json) as string[]).map(numberKey))
}
