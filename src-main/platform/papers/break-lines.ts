/** Marks that no line may begin with (GB/T 15834-2011, 5.1): they go up, with the character before them going down. */
const neverFirst = new Set('、。，．：；？！·…—～）〕】》〉」』”’％℃‰),.:;?!%]}')
/** Marks that no line may end with. */
const neverLast = new Set('（〔【《〈「『“‘([{￥$#')

const wordCharacter = /[\p{Script=Latin}\p{Script=Greek}\p{N}_\-+./@&'%]/u

/**
 * Breaks a text into lines no wider than `width`: between any two Chinese characters, at spaces between words, within a
 * word only when the word alone is too wide. Line feeds are kept as breaks. Nothing but the spaces at a break is left out.
 */
export function breakLines(
  text: string,
  width: number,
  measure: (character: string) => number,
): readonly string[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, width, measure))
}

function breakParagraph(
  text: string,
  width: number,
  measure: (character: string) => number,
): readonly string[] {
  const lines: string[] = []
  let line: string[] = []
  let used = 0
  const add = (characters: readonly string[]) => {
    for (const character of characters) {
      line.push(character)
      used += measure(character)
    }
  }
  const turn = (carried: readonly string[]) => {
    lines.push(line.join('').trimEnd())
    line = []
    used = 0
    add(carried)
  }
  const widthOf = (characters: readonly string[]) => characters.reduce((sum, one) => sum + measure(one), 0)
  for (const unit of unitsOf(text)) {
    if (unit[0] === ' ' && line.length === 0 && lines.length > 0) continue
    if (used + widthOf(unit) <= width || unit[0] === ' ') {
      add(unit)
      continue
    }
    if (line.length > 0) turn(takeBack(line, unit[0]!))
    for (const character of unit) {
      if (line.length > 0 && used + measure(character) > width) turn([])
      add([character])
    }
  }
  lines.push(line.join('').trimEnd())
  return lines
}

/** Words stay whole, every other character stands for itself. */
function unitsOf(text: string): readonly (readonly string[])[] {
  const units: string[][] = []
  let word: string[] | null = null
  for (const character of text.replaceAll('\t', ' ')) {
    if (wordCharacter.test(character)) {
      if (word) word.push(character)
      else {
        word = [character]
        units.push(word)
      }
    } else {
      word = null
      units.push([character])
    }
  }
  return units
}

/** What must move to the next line with the character that begins it; removed from the line it was on. */
function takeBack(line: string[], next: string): string[] {
  let keep = line.length
  let first = next
  // At most a few characters: a row of nothing but marks is broken where it ends.
  while (keep > 1 && line.length - keep < 4 && (neverFirst.has(first) || neverLast.has(line[keep - 1]!))) {
    keep -= 1
    first = line[keep]!
  }
  if (neverFirst.has(first) || neverLast.has(line[keep - 1]!)) return []
  return line.splice(keep)
}
