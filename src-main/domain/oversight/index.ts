import { writeDossiers } from './dossier/task.ts'
import {
  drawInspection,
  freezeInspection,
  freezeInspectionAgain,
  recordFinding,
} from './inspection/commands.ts'
import { inspectionDrawn, inspectionFound, inspectionFrozen } from './inspection/events.ts'
import { projection } from './inspection/projection.ts'
import { inspectionProtocol } from './inspection/protocol.ts'
import { inspection, inspections } from './inspection/queries.ts'
import { onePage } from './one-page.ts'
import { overview } from './overview.ts'
import { organisationAcross, personAcross } from './search.ts'
import { writeStatistics } from './statistics.ts'

/** What a batch looks like from above, and the supervisor's desk: reads everything, changes no review. */
export const oversight = {
  name: 'oversight',
  events: [inspectionFrozen, inspectionDrawn, inspectionFound],
  projection,
  calls: {
    overview,
    onePage,
    writeStatistics,
    writeDossiers,
    organisationAcross,
    personAcross,
    inspections,
    inspection,
    freezeInspection,
    freezeInspectionAgain,
    drawInspection,
    recordFinding,
    inspectionProtocol,
  },
} as const
