const two = (part: number) => String(part).padStart(2, '0')

/** Local calendar day of an instant: 「2026-11-22」. */
export function dayOf(instant: string | Date): string {
  const date = new Date(instant)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Local day and minute of an instant: 「2026-11-22 10:32」. */
export function minuteOf(instant: string | Date): string {
  const date = new Date(instant)
  return `${dayOf(date)} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Local time of day with seconds: 「10:32:05」. */
export function clockOf(instant: Date): string {
  return `${two(instant.getHours())}:${two(instant.getMinutes())}:${two(instant.getSeconds())}`
}

const weekdays = ['日', '一', '二', '三', '四', '五', '六']

/** A calendar day (YYYY-MM-DD) with its weekday: 「2026-11-22 星期日」. */
export function withWeekday(day: string): string {
  return `${day} 星期${weekdays[new Date(`${day}T00:00:00`).getDay()]}`
}

/** Calendar days from one day to another; negative when the other lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
