import { handOverAssigned } from './assigned.ts'
import { handOver } from './hand-over.ts'

/** Hand-over of applications and their reviews between desks of one office. */
export const handOverModule = {
  name: 'hand-over',
  events: [],
  calls: { handOver, handOverAssigned },
} as const
