/** Months before its end from which a text is worth a warning. */
const warnMonths = 6

/** True from half a year before a text ends, and afterwards. Days are YYYY-MM-DD. */
export function isEnding(until: string, today: string): boolean {
  return today >= monthsBefore(until, warnMonths)
}

function monthsBefore(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 - months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** How long a text is still in force. */
export function endingInWords(until: string, days: number): string {
  if (days < 0)
    return `文件有效期到 ${until} 为止，已过 ${-days} 天。请确认有无延期或新的文件，再使用这套规则。`
  return `文件有效期到 ${until} 为止，还剩 ${days} 天。请留意有无延期或新的文件。`
}
