const fenInWan = 1_000_000

/** Integer 分 as 万元 with two decimals and grouping: 123456700 → 「123.46」; rounded only here, never before. */
export function formatWan(fen: number): string {
  const hundredths = Math.round((Math.abs(fen) * 100) / fenInWan)
  const whole = String(Math.floor(hundredths / 100)).replaceAll(/(\d)(?=(\d{3})+$)/g, '$1,')
  const sign = fen < 0 && hundredths > 0 ? '-' : ''
  return `${sign}${whole}.${String(hundredths % 100).padStart(2, '0')}`
}

/** Bytes as people say them: 「512 KB」「1.5 GB」. */
export function bytesInWords(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${value >= 100 || Number.isInteger(value) ? Math.round(value) : value.toFixed(1)} ${units[unit]}`
}
