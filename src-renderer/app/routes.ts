import * as accounts from '../features/accounts/routes.tsx'
import * as appeals from '../features/appeals/routes.tsx'
import * as applications from '../features/applications/routes.tsx'
import * as assignments from '../features/assignments/routes.tsx'
import * as batches from '../features/batches/routes.tsx'
import * as bundles from '../features/bundles/routes.tsx'
import * as calendar from '../features/calendar/routes.tsx'
import * as devices from '../features/devices/routes.tsx'
import * as duplicates from '../features/duplicates/routes.tsx'
import * as formalReview from '../features/formal-review/routes.tsx'
import * as guide from '../features/guide/routes.tsx'
import * as history from '../features/history/routes.tsx'
import * as integrity from '../features/integrity/routes.tsx'
import * as machineChecks from '../features/machine-checks/routes.tsx'
import * as offices from '../features/offices/routes.tsx'
import * as organisations from '../features/organisations/routes.tsx'
import * as oversight from '../features/oversight/routes.tsx'
import * as recommendations from '../features/recommendations/routes.tsx'
import * as recovery from '../features/recovery/routes.tsx'
import * as registers from '../features/registers/routes.tsx'
import * as revisions from '../features/revisions/routes.tsx'
import * as rulePacks from '../features/rule-packs/routes.tsx'
import * as secondCheck from '../features/second-check/routes.tsx'
import * as settings from '../features/settings/routes.tsx'
import * as signOffs from '../features/sign-offs/routes.tsx'
import * as states from '../features/states/routes.tsx'
import * as supply from '../features/supply/routes.tsx'
import * as trust from '../features/trust/routes.tsx'
import * as workBench from '../features/work-bench/routes.tsx'
import type { Feature } from './feature.ts'

/** Every feature, one line each; inside a stage the navigation follows this order. */
export const features: readonly Feature[] = [
  workBench,
  applications,
  batches,
  formalReview,
  assignments,
  machineChecks,
  duplicates,
  revisions,
  supply,
  secondCheck,
  appeals,
  signOffs,
  recommendations,
  oversight,
  registers,
  organisations,
  rulePacks,
  bundles,
  history,
  accounts,
  trust,
  devices,
  integrity,
  recovery,
  offices,
  calendar,
  states,
  guide,
  settings,
]
