/** Address of the story of a record; subjects are `kind/device-counter`. With a check code, that event stands out in it. */
export function storyPath(subject: string, code?: string): string {
  return code === undefined ? `/history/${subject}` : `/history/${subject}/${code}`
}
