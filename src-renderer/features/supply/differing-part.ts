/** A text as the part before, the part that the other has differently, and the part after it. */
export function differingPart(
  text: string,
  other: string,
): readonly [start: string, part: string, end: string] {
  const [a, b] = [[...text], [...other]]
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++
  const cut = a.length - end
  return [a.slice(0, start).join(''), a.slice(start, cut).join(''), a.slice(cut).join('')]
}
