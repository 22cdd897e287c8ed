import type { Table } from '../core/ports/tables.ts'
import { checkList, checkListWork } from './applications/check-list.ts'
import { checkDays, checkDaysWork } from './calendar/check-days.ts'
import {
  checkList as checkRegisterList,
  checkListWork as checkRegisterListWork,
} from './registers/check-list.ts'

type Work = (table: Table, input: never) => { readonly answer: unknown; readonly staged: unknown }

/** Pure functions over a table that a worker may run, by name. */
export const tableWorks: Readonly<Record<string, Work>> = {
  [checkListWork]: checkList,
  [checkDaysWork]: checkDays,
  [checkRegisterListWork]: checkRegisterList,
}
