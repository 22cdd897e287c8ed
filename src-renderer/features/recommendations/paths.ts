const prefix = 'batch/'

export const recommendationsPath = '/recommendations'

/** Address of the recommendations of a batch, with one draft when it is named. */
export function recommendationPath(batch: string, draft?: number): string {
  const path = `/recommendations/${batch.slice(prefix.length)}`
  return draft === undefined ? path : `${path}/${draft}`
}

/** Address of where the next draft is put together. */
export function draftingPath(batch: string): string {
  return `/recommendations/${batch.slice(prefix.length)}/next`
}
