const prefix = { batch: 'batch/', signOff: 'sign-off/' } as const

export const signOffsPath = '/sign-offs'

/** Address of the sign-offs of a batch, showing one state when it is named. */
export function signOffListPath(batch: string, state?: string): string {
  const path = `/sign-offs/batch/${batch.slice(prefix.batch.length)}`
  return state === undefined ? path : `${path}/${encodeURIComponent(state)}`
}

/** Address of one 呈批件. */
export function signOffPath(signOff: string): string {
  return `/sign-offs/${signOff.slice(prefix.signOff.length)}`
}

/** The 呈批件 that an address names. */
export function signOffOfPath(part: string | undefined): string {
  return prefix.signOff + (part ?? '')
}
