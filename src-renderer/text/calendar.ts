import type { DayFinding } from '../../src-main/domain/calendar/check-days.ts'
import type { DayKind } from '../../src-main/domain/calendar/rules.ts'

const sentences: Readonly<Record<DayFinding['code'], (text: string) => string>> = {
  'no-headings': () => '没有找到「日期」和「安排」两列的标题。',
  'not-a-date': (text) => `${quoted(text)}不是日期，请写成 2027-01-01 的样子。`,
  'no-such-date': (text) => `${quoted(text)}在日历上不存在。`,
  'date-out-of-range': (text) => `${quoted(text)}的年份不可能。`,
  'span-unclear': (text) => `${quoted(text)}的结束早于开始。`,
  'span-too-long': (text) => `${quoted(text)}超过一个月，请核对起止。`,
  'not-a-kind': (text) => `${quoted(text)}看不出是放假还是上班，请写「放假」或「上班」。`,
  'day-twice': (text) => `${text} 出现了两次。`,
  'works-anyway': (text) => `${text} 是周一至周五，本来就上班，请核对是否写错了日期。`,
  'few-days-off': (text) => `${text}放假，比以往各年都少，请核对是否全年的安排都在。`,
  nothing: () => '标题下面没有日期。',
}

/** What is odd in a list of days, with its place. */
export function dayFindingSentence({ code, row, text }: DayFinding): string {
  return `${row === null ? '' : `第 ${row} 行：`}${sentences[code](text)}`
}

/** Days that follow each other as spans: 「2026-10-01 至 2026-10-07（7 天）」. */
export function spansOf(
  days: readonly { readonly day: string; readonly kind: DayKind }[],
  kind: DayKind,
): readonly string[] {
  const own = days
    .filter((one) => one.kind === kind)
    .map(({ day }) => day)
    .sort()
  const spans: { readonly first: string; readonly last: string; readonly count: number }[] = []
  for (const day of own) {
    const open = spans.at(-1)
    if (open && Date.parse(day) - Date.parse(open.last) === 86_400_000)
      spans[spans.length - 1] = { first: open.first, last: day, count: open.count + 1 }
    else spans.push({ first: day, last: day, count: 1 })
  }
  return spans.map(({ first, last, count }) => (count === 1 ? first : `${first} 至 ${last}（${count} 天）`))
}

function quoted(text: string): string {
  return text === '' ? '空白' : `「${text}」`
}
