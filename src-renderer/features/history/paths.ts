/** Address of the story of a record; subjects are `kind/device-counter`. */
export function storyPath(subject: string): string {
  return `/history/${subject}`
}
