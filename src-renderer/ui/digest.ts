/** The digits of a digest, or of an id that is one, without the name of the algorithm before them. */
export function hexOf(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1)
}
