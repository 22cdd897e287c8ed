import type { ComponentType, LazyExoticComponent } from 'react'
import type { Permission } from '../../src-main/domain/accounts/rules.ts'
import type { Batch } from '../../src-main/domain/batches/index.ts'
import type { Whoami } from '../../src-main/hosts/backend/entry.ts'
import type { Desk } from './desk.ts'
import type { Group, Stage } from './stages.ts'

/** A page of the program. */
export type FeatureRoute = {
  /** As wouter reads it: `/batches/:batch`. */
  readonly path: string
  readonly title: string
  readonly stage: Stage
  readonly component: LazyExoticComponent<ComponentType>
  readonly permission: Permission
  /** Stands in the navigation; false for pages that are opened from a list. */
  readonly inNavigation: boolean
  /** Pages of a stage that follow each other with the same group stand under its word. */
  readonly group?: Group
}

/** What a feature's providers get: the calls, and for whom they ask. */
export type FeatureContext = {
  readonly desk: Desk
  readonly person: Whoami
  may(permission: Permission): boolean
}

/** One line of 「今日待办」. */
export type WorkBenchItem = {
  readonly key: string
  /** `now` cannot wait until tomorrow; `soon` has a date; `note` has none. */
  readonly urgency: 'now' | 'soon' | 'note'
  readonly title: string
  readonly detail: string
  /** Page where it is done, and what its link says. */
  readonly to: string
  readonly action: string
}

/** A number about a batch on the work bench, with the list it opens. */
export type BatchCount = {
  readonly label: string
  readonly count: number
  /** The whole of which it is a part, when there is one: drawn as a bar. */
  readonly of?: number
  readonly to: string
}

export type SearchHit = {
  readonly key: string
  readonly title: string
  readonly detail: string
  readonly to: string
}

/** Everything a feature brings to the desk; its `routes.tsx` exports these names. */
export type Feature = {
  readonly routes: readonly FeatureRoute[]
  readonly workBenchItems?: (context: FeatureContext) => Promise<readonly WorkBenchItem[]>
  readonly batchCounts?: (context: FeatureContext, batch: Batch) => Promise<readonly BatchCount[]>
  /**
   * At most ten hits for what stands in the search box (trimmed, not empty), best first. `matches` says whether a name is
   * meant: by any part, or by pinyin initials.
   */
  readonly search?: (
    context: FeatureContext,
    text: string,
    matches: (name: string) => boolean,
  ) => Promise<readonly SearchHit[]>
}
