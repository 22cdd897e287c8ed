import { founding } from '../../src-main/domain/offices/rules.ts'
import type { Desk } from '../app/desk.ts'

/** Name of an institution by its code; the code itself where nobody of that code is known here. */
export type OfficeName = (code: string, form?: 'short' | 'name') => string

type Named = { readonly code: string; readonly name: string; readonly short: string }

export function namesFrom(offices: readonly Named[]): OfficeName {
  return (code, form = 'name') => offices.find((office) => office.code === code)?.[form] ?? code
}

/** Names of all institutions, the own one among them, for what is said outside of a component. */
export async function officeNames(desk: Desk): Promise<OfficeName> {
  const offices = await desk.offices.list(null)
  return namesFrom(offices.ok ? offices.value : founding)
}
