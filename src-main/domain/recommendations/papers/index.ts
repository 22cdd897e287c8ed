import { agreementSheet } from './agreement-sheet.ts'
import { listSheet } from './list-sheet.ts'
import { writeList } from './write-list.ts'

/** The papers of a recommendation, each of a named draft, and the list as XLSX. */
export const recommendationPapers = { listSheet, agreementSheet, writeList }
