/**
 * Marks of secrecy in a text, each with the words around it (policy: nothing marked 绝密, 机密 or 秘密 may be here). Only
 * marks count, not words: 「商业秘密」 and 「国家秘密」 stand in every pledge. A mark is a level with a star (机密★10年), a
 * filled-in 「密级：秘密」, or a stamp standing alone on its line. Lines are those of the text; nothing is kept of it.
 */
export function secrecyMarksIn(text: string): readonly string[] {
  const marks = new Set<string>()
  let before = ''
  for (const line of text.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)) {
    const tight = line.replace(invisible, '')
    if (tight === '') continue
    if (hasStar(tight) || isFilledIn(line.replace(zeroWidth, '')) || isStamp(tight, before)) {
      marks.add(around(line.trim()))
    }
    before = tight
  }
  return [...marks]
}

const invisible = /[\s\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const zeroWidth = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g

const level = '(?:绝密|机密|秘密)'
const term = '(?:\\d{1,3}(?:年|个?月|天|日)|[一二三四五六七八九十]{1,3}年|长期|启用前|解密)'

/** A level, a star, a term: unmistakable wherever it stands. */
const starWithTerm = new RegExp(`${level}级?[★☆⭐✩✭＊*]${term}`)
/** Without a term the level must begin its word, or a bullet after 「…保守秘密」 would count. */
const starAlone = new RegExp(`(?:^|[^\\p{L}]|密级|文件)${level}级?[★☆⭐](?!\\p{L})`, 'u')

function hasStar(line: string): boolean {
  return starWithTerm.test(line) || starAlone.test(line)
}

const labelled =
  /(?:密\s*级|保密等级|涉密等级)\s*(?:[（(][^（）()]*[)）]\s*)?(?:[:：]|\s|(?=[□☐☑√■]))\s*(.{0,60})/gu
const box = /[□☐○◯☑■√✓✔☒●▣◉]/
const ticked = new RegExp(`[☑■√✓✔☒●▣◉]${level}|${level}级?[（(【]?[☑√✓✔]`)
const levelFirst = new RegExp(`^[【〔「『“"(（\\[]?${level}`)
const choices = /(?:绝密|机密|秘密|公开|内部|非密)级?[、/／或|,，](?:绝密|机密|秘密|公开|内部|非密)/
const sentence = new RegExp(`^${level}级?(?:是|为|的|指|应|不|信息|文件|事项|技术)`)

/** 「密级：」 with a level behind it; a list of the choices, or boxes of which none is ticked, says nothing. */
function isFilledIn(line: string): boolean {
  return [...line.matchAll(labelled)].some(([, found = '']) => {
    const value = found.replace(invisible, '')
    if (box.test(value)) return ticked.test(value)
    return levelFirst.test(value) && !choices.test(value) && !sentence.test(value)
  })
}

const stamp = new RegExp(`^[【〔「『“"(（\\[]?${level}级?(?:[·:：]?${term})?[】〕」』”")）\\]]?$`)
const brokenOff =
  /(?:商业|国家|工作|技术|企业|个人|商务|军事|核心|公司|单位|保守|保护|保存|泄露|泄漏|披露|涉及|知悉|属于|侵犯|窃取|任何|该|其|等|和|与|及|或|的|、|，|“|「)$/

/** Alone on its line, and not the end of a sentence (or of a narrow column) that was broken before it. */
function isStamp(line: string, before: string): boolean {
  return stamp.test(line) && !brokenOff.test(before)
}

function around(line: string): string {
  const at = line.search(/[绝机秘]\s*密/)
  const from = Math.max(0, at - 20)
  return line.slice(from, from + 60)
}
