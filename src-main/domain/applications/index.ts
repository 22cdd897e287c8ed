import { attachDocuments, findDocuments } from './attach-documents.ts'
import { checkLetter, dropLetter } from './check-letter.ts'
import { applicationCommands } from './commands.ts'
import * as events from './events.ts'
import { importList, readList, returnList, writeTemplate } from './import-list.ts'
import { people, personalDataSeen } from './looks.ts'
import { projection } from './projection.ts'
import { applicationQueries } from './queries.ts'
import { withdrawalCommands } from './withdrawal.ts'

/** Applications as they come from outside, their documents, and what was completed by hand [A12, A13, B5]. */
export const applications = {
  name: 'applications',
  events: [
    events.importRecorded,
    events.importWithdrawn,
    events.applicationImported,
    events.applicationCompleted,
    events.applicationRevised,
    events.revisionWithdrawn,
    events.applicationWithdrawn,
    events.applicationReinstated,
    events.applicantPeopleRecorded,
    events.documentAttached,
    events.documentDetached,
    events.pagesMarked,
    personalDataSeen,
  ],
  projection,
  calls: {
    ...applicationQueries,
    people,
    ...applicationCommands,
    ...withdrawalCommands,
    readList,
    checkLetter,
    dropLetter,
    importList,
    returnList,
    writeTemplate,
    findDocuments,
    attachDocuments,
  },
} as const
