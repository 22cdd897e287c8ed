import type { World } from '../../core/log.ts'
import { world } from '../backend/desk.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** The clock of the desks while their past is made: it stands still unless it is moved, never past the present. */
export type DemoClock = {
  readonly world: World
  /** Goes on to nine o'clock of the working day that lies this many working days before today. */
  toWorkDay(before: number): void
  pass(minutes: number): void
}

export function createDemoClock(today: string): DemoClock {
  let now = 0
  const dayOf = (time: number) => {
    const at = new Date(time)
    const two = (part: number) => String(part).padStart(2, '0')
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  }
  return {
    world: { ...world, now: () => new Date(now).toISOString(), today: () => dayOf(now) },
    toWorkDay(before) {
      now = Math.max(now, new Date(`${workDay(today, -before)}T09:00:00`).getTime())
    },
    pass(minutes) {
      now += minutes * minute
    },
  }
}

/** The day that lies this many days from Monday to Friday after (before, when negative) a calendar day. */
export function workDay(from: string, days: number): string {
  let time = Date.parse(`${from}T12:00:00Z`)
  for (let left = Math.abs(days); left > 0; ) {
    time += Math.sign(days) * day
    if (![0, 6].includes(new Date(time).getUTCDay())) left--
  }
  return new Date(time).toISOString().slice(0, 10)
}
