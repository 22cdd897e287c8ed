import type { Json } from './result.ts'

/** Real work and training never mix: the word stands in genesis, certificates, checkpoints, manifests and pins. */
export const environments = ['正式', '演练'] as const
export type Environment = (typeof environments)[number]

export function isEnvironment(value: Json | undefined): value is Environment {
  return environments.some((one) => one === value)
}

const institutionPattern = /^[^\p{Cc}\p{Cf}\p{Z}](?:[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{0,98}[^\p{Cc}\p{Cf}\p{Z}])?$/u

/** The full name by which an office is known in signed bytes: 1-100 characters, none invisible, no space at the ends. */
export function isInstitution(value: Json | undefined): value is string {
  return typeof value === 'string' && institutionPattern.test(value)
}
