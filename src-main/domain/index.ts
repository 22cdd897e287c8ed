import { accounts } from './accounts/index.ts'
import { appeals } from './appeals/index.ts'
import { applications } from './applications/index.ts'
import { assignments } from './assignments/index.ts'
import { batches } from './batches/index.ts'
import { bundles } from './bundles/index.ts'
import { calendar } from './calendar/index.ts'
import { directory } from './directory/index.ts'
import { documents } from './documents/index.ts'
import { drafts } from './drafts/index.ts'
import { duplicates } from './duplicates/index.ts'
import { files } from './files/index.ts'
import { formalReview } from './formal-review/index.ts'
import { handOverModule as handOver } from './hand-over/index.ts'
import { history } from './history/index.ts'
import { integrity } from './integrity/index.ts'
import { machineChecks } from './machine-checks/index.ts'
import { offices } from './offices/index.ts'
import { organisations } from './organisations/index.ts'
import { oversight } from './oversight/index.ts'
import { papers } from './papers/index.ts'
import { recommendations } from './recommendations/index.ts'
import { recovery } from './recovery/index.ts'
import { registers } from './registers/index.ts'
import { revisions } from './revisions/index.ts'
import { rulePacksModule as rulePacks } from './rule-packs/index.ts'
import { settings } from './settings/index.ts'
import { signOffs } from './sign-offs/index.ts'
import { supply } from './supply/index.ts'
import { trust } from './trust/index.ts'

/** THE ordered list: a module imports only those above it. */
export const modules = {
  accounts,
  files,
  settings,
  drafts,
  offices,
  papers,
  trust,
  integrity,
  batches,
  organisations,
  rulePacks,
  documents,
  applications,
  duplicates,
  calendar,
  signOffs,
  assignments,
  registers,
  formalReview,
  machineChecks,
  directory,
  supply,
  appeals,
  revisions,
  recommendations,
  handOver,
  bundles,
  recovery,
  history,
  oversight,
} as const

export type Modules = typeof modules
