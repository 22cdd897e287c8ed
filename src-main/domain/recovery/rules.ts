import { grantingRole } from '../accounts/rules.ts'

export const mostBackups = 60
export const defaultBackups = 14

/** Where a daily backup is remembered; the path stays in the backend. */
export type DailySetting = { readonly path: string; readonly name: string; readonly keep: number }
export type LastBackup = {
  readonly at: string
  readonly name: string
  readonly seq: number
  readonly documents: number
  readonly lacking: number
  readonly bytes: number
  readonly isDaily: boolean
}
export type FailedBackup = {
  readonly at: string
  readonly code: string
  readonly facts: { readonly [fact: string]: string | number | null }
}

type Someone = { readonly id: string; readonly open: boolean; readonly roles: readonly string[] }

/** True when somebody else of the office could confirm what this person begins. */
export function hasSecond(people: readonly Someone[], first: string): boolean {
  return people.some(
    ({ id, open, roles }) => open && id !== first && grantingRole('administration:second', roles) !== null,
  )
}

/** True when two colleagues could give this person a new password, so that the recovery sheet stays in its envelope. */
export function canBeResetByColleagues(people: readonly Someone[], person: string): boolean {
  const others = people.filter(({ id, open }) => open && id !== person)
  const administrators = others.filter(({ roles }) => grantingRole('administration:edit', roles) !== null)
  return administrators.some(({ id }) => hasSecond(others, id))
}

/** The local day on which a backup was made, or tried. */
export function isSameDay(at: string, today: string): boolean {
  const day = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}` === today
}
