export type DocumentMatches<File> = {
  readonly matched: readonly { readonly file: File; readonly number: string }[]
  readonly unmatched: readonly File[]
  /** Names in which several numbers stand: a person decides. */
  readonly ambiguous: readonly { readonly file: File; readonly numbers: readonly string[] }[]
  /** Numbers for which no file was found. */
  readonly missing: readonly string[]
}

/**
 * Pairs files with outside numbers that stand anywhere in their names. The longest number wins; a number that is only a
 * part of a longer row of letters and digits (2024-1 in 2024-12.pdf) never counts, known or not.
 */
export function matchDocuments<File extends { readonly name: string }>(
  files: readonly File[],
  numbers: readonly string[],
): DocumentMatches<File> {
  const byForm = new Map(numbers.map((number) => [form(number), number]))
  byForm.delete('')
  const lengths = [...new Set([...byForm.keys()].map(({ length }) => length))].sort((a, b) => b - a)
  const matched: { file: File; number: string }[] = []
  const unmatched: File[] = []
  const ambiguous: { file: File; numbers: readonly string[] }[] = []
  const found = new Set<string>()
  for (const file of files) {
    const inName = numbersIn(form(file.name.replace(/\.[a-z0-9]{1,5}$/iu, '')), byForm, lengths)
    for (const number of inName) found.add(number)
    if (inName.length === 0) unmatched.push(file)
    else if (inName.length === 1) matched.push({ file, number: inName[0]! })
    else ambiguous.push({ file, numbers: inName })
  }
  return { matched, unmatched, ambiguous, missing: numbers.filter((number) => !found.has(number)) }
}

function form(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, '').toUpperCase()
}

function numbersIn(name: string, byForm: ReadonlyMap<string, string>, lengths: readonly number[]): string[] {
  const taken: { readonly from: number; readonly to: number }[] = []
  const numbers = new Set<string>()
  for (const length of lengths) {
    for (let from = 0; from + length <= name.length; from++) {
      const to = from + length
      const number = byForm.get(name.slice(from, to))
      if (number === undefined || isPart(name, from, to)) continue
      if (taken.some((other) => from < other.to && other.from < to)) continue
      taken.push({ from, to })
      numbers.add(number)
    }
  }
  return [...numbers]
}

/** Letters and digits that go on make it a part of something longer; so do digits that go on over a hyphen. */
function isPart(name: string, from: number, to: number): boolean {
  const [number, before, after] = [name.slice(from, to), name.slice(0, from), name.slice(to)]
  if (/[A-Z0-9]$/u.test(before) || /^[A-Z0-9]/u.test(after)) return true
  if (!/[-_.]/u.test(number)) return false
  return (/\d-$/u.test(before) && /^\d/u.test(number)) || (/\d$/u.test(number) && /^-\d/u.test(after))
}
