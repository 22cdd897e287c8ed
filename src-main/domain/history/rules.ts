export type { EventData, EventType } from './event-types.ts'
export { placesAloud, placesOf } from './places.ts'
export { type Names, ruleWords, timelineSentence } from './sentences.ts'
