/** Outside numbers that differ only in case are the same number. */
export function numberKey(number: string): string {
  return number.toUpperCase()
}
