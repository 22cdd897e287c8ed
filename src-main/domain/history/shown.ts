import { parseSubject } from '../../core/event.ts'
import type { Person, Recorded } from '../../core/module.ts'
import { grantingRole } from '../accounts/rules.ts'
import { appealPaperKept } from '../appeals/events.ts'
import { applicantPeopleRecorded } from '../applications/events.ts'
import { personChecked, requestAskerRecorded } from '../registers/events.ts'
import { supplyContactRecorded } from '../supply/events.ts'

/** One thing that happened, with the name of who did it. */
export type TimelineEntry = Recorded & {
  /** Null when the account is not known here. */
  readonly actorName: string | null
}

const personal: readonly string[] = [
  applicantPeopleRecorded.type,
  supplyContactRecorded.type,
  requestAskerRecorded.type,
  appealPaperKept.type,
]

/** An event as histories show it: personal data are looked at where they are recorded, one application at a time. */
export function shown(recorded: Recorded, actorName: string | null): TimelineEntry {
  return { ...recorded, data: withoutPeople(recorded), actorName }
}

function withoutPeople({ type, data }: Recorded): unknown {
  if (personal.includes(type)) return null
  return type === personChecked.type ? { ...(data as object), name: '', idNumber: null, note: '' } : data
}

const registerKinds: readonly string[] = [
  'register',
  'register-lifting',
  'register-confirmation',
  'register-withdrawal',
  'request',
]

/** True when the matrix lets this person read what is recorded on a subject: reviews are not for everybody who sees lists. */
export function mayReadOf(subject: string, person: Person): boolean {
  const kind = parseSubject(subject)?.kind
  if (kind !== undefined && registerKinds.includes(kind))
    return grantingRole('registers:read', person.roles) !== null
  if (kind === 'inspection') return grantingRole('dossiers:read', person.roles) !== null
  if (kind !== 'review' && kind !== 'second-check' && kind !== 'appeal' && kind !== 'sign-off') return true
  return grantingRole('review:read', person.roles) !== null
}
