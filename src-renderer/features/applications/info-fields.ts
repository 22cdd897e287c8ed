import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ApplicationContent } from '../../../src-main/domain/applications/record.ts'
import type { applicationFieldLabels } from '../../text/application-fields.ts'

export type InfoField = keyof typeof labelOf

/** Fields that take a line of their own. */
export const wideFields: readonly InfoField[] = ['route', 'task', 'guideDirection', 'indicators', 'summary']

/** The single fields of an application in the order of the form, by its kind. */
export function infoFields(kind: Application['kind']): readonly InfoField[] {
  return kind === 'joint'
    ? [
        'field',
        'secrecy',
        'start',
        'end',
        'received',
        'reserveEntry',
        'reserveState',
        'task',
        'guideDirection',
        'indicators',
        'summary',
      ]
    : ['field', 'secrecy', 'start', 'end', 'received', 'route', 'indicators', 'summary']
}

export const labelOf = {
  number: 'number',
  title: 'title',
  field: 'field',
  task: 'task',
  guideDirection: 'guide-direction',
  reserveEntry: 'reserve-entry',
  reserveState: 'reserve-state',
  route: 'route',
  start: 'start',
  end: 'end',
  received: 'received',
  secrecy: 'secrecy',
  indicators: 'indicators',
  summary: 'summary',
} as const satisfies Partial<Record<keyof ApplicationContent, keyof typeof applicationFieldLabels>>
