/** The row that a key moves to, or null when the key does not move. */
export function stepOf(
  { key }: { readonly key: string },
  { at, page, last }: { readonly at: number; readonly page: number; readonly last: number },
): number | null {
  switch (key) {
    case 'ArrowDown':
      return at + 1
    case 'ArrowUp':
      return at - 1
    case 'PageDown':
      return at + page
    case 'PageUp':
      return at - page
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
