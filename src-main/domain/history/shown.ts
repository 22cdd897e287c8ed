import type { Recorded } from '../../core/module.ts'
import { applicantPeopleRecorded } from '../applications/events.ts'

/** One thing that happened, with the name of who did it. */
export type TimelineEntry = Recorded & {
  /** Null when the account is not known here. */
  readonly actorName: string | null
}

/** An event as histories show it: personal data are looked at where they are recorded, one application at a time. */
export function shown(recorded: Recorded, actorName: string | null): TimelineEntry {
  const data = recorded.type === applicantPeopleRecorded.type ? null : recorded.data
  return { ...recorded, data, actorName }
}
