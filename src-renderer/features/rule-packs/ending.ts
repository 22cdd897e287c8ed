/** Days before its end from which a text is worth a warning. */
export const warnDays = 180

/** How long a text is still in force. */
export function endingInWords(until: string, days: number): string {
  if (days < 0)
    return `文件有效期到 ${until} 为止，已过 ${-days} 天。请确认有无延期或新的文件，再使用这套规则。`
  return `文件有效期到 ${until} 为止，还剩 ${days} 天。请留意有无延期或新的文件。`
}
