import type { EventDefinition } from '../../core/module.ts'
import type { Modules } from '../index.ts'

type AnyEvent = Modules[keyof Modules]['events'][number]

/** The name of every kind of event that this program records. */
export type EventType = AnyEvent['type']

/** What an event of this kind says. */
export type EventData<Type extends EventType> =
  Extract<AnyEvent, { readonly type: Type }> extends EventDefinition<Type, infer Data> ? Data : never
