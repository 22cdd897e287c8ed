import { approvalSheet } from './approval-sheet.ts'
import { noticeLetter } from './notice-letter.ts'
import { reviewSheet } from './review-sheet.ts'
import { signOffSheet } from './sign-off-sheet.ts'
import { summarySheet } from './summary-sheet.ts'

/** The papers of formal review, each to be looked at, printed, or saved. */
export const reviewPapers = { reviewSheet, noticeLetter, summarySheet, approvalSheet, signOffSheet }
