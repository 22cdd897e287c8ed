import { z } from 'zod'
import { event } from '../../core/module.ts'

/** The review of this application is the work of one person of the office now, whoever had it before. */
export const reviewAssigned = event({
  type: 'ReviewAssigned',
  version: 1,
  audience: 'office',
  data: z.strictObject({ person: z.string().max(80) }),
})

/** Nobody has it any more. */
export const assignmentTakenBack = event({
  type: 'AssignmentTakenBack',
  version: 1,
  audience: 'office',
  data: z.strictObject({}),
})

const ofAssignments: readonly string[] = [reviewAssigned.type, assignmentTakenBack.type]

/** True for events that say whose work an application is, and nothing of what is in it. */
export function isAboutAssignment({ type }: { readonly type: string }): boolean {
  return ofAssignments.includes(type)
}
