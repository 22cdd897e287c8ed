/** The same day so many months later, or the last day of a month that is shorter; days are YYYY-MM-DD. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** Whole years from one day to another; somebody born on 29 February turns a year older on 28 February. */
export function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  return monthsLater(from, 12 * years) <= to ? years : years - 1
}
