import { writeDossiers } from './dossier/task.ts'
import { onePage } from './one-page.ts'
import { overview } from './overview.ts'

/** What a batch looks like from above, and the supervisor's desk: reads everything, changes no review. */
export const oversight = {
  name: 'oversight',
  events: [],
  calls: { overview, onePage, writeDossiers },
} as const
