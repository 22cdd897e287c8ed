import type { DayKind } from './rules.ts'

export type Arrangement = {
  readonly year: number
  /** Title and date of the notice it was taken from. */
  readonly basis: string
  readonly days: readonly { readonly day: string; readonly kind: DayKind }[]
}

/**
 * Arrangements that had been published when this program was made, day by day as the notices say; later years are
 * imported by the office. Weekends inside a holiday stand here too: the notice names them.
 */
export const nationalArrangements: readonly Arrangement[] = [
  {
    year: 2026,
    basis: '《国务院办公厅关于2026年部分节假日安排的通知》（2025年11月4日）',
    days: [
      ...off('2026-01-01', 3),
      ...off('2026-02-15', 9),
      ...off('2026-04-04', 3),
      ...off('2026-05-01', 5),
      ...off('2026-06-19', 3),
      ...off('2026-09-25', 3),
      ...off('2026-10-01', 7),
      ...work('2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'),
    ],
  },
]

function off(first: string, count: number): Arrangement['days'] {
  return Array.from({ length: count }, (_, n) => ({
    day: new Date(Date.parse(`${first}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10),
    kind: '放假',
  }))
}

function work(...days: readonly string[]): Arrangement['days'] {
  return days.map((day) => ({ day, kind: '上班' }))
}
