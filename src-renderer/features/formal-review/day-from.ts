/** A day as people type it: 20261122 and 2026.11.22 mean 2026-11-22; anything else comes back as it was. */
export function dayFrom(text: string): string {
  const [, year, month, day] = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/.exec(text) ?? []
  return year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text
}
