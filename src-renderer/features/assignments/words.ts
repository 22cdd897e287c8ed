import {
  type Assignee,
  nobody,
  type Obstacle,
  type ObstacleReason,
} from '../../../src-main/domain/assignments/rules.ts'

/** Whose work an application is, for a cell; an account that has not arrived yet is said to be unknown here. */
export function assigneeInWords(assignee: Assignee | null): string {
  return assignee === null ? '' : (assignee.name ?? '（本机尚无此账号）')
}

export const nobodyInWords = '未分配'

/** A choice of whose work, as the filter names it. */
export function choiceInWords(choice: string, nameOf: (person: string) => string): string {
  return choice === nobody ? nobodyInWords : nameOf(choice)
}

const reasons: Record<ObstacleReason, (desk: string) => string> = {
  unknown: () => '没有找到这项申报',
  'other-office': () => '由别的单位受理',
  'other-desk': (desk) => `由${desk}办理，请在那里分配`,
  'handed-over': (desk) => `已移交给${desk}，对方还没有接手`,
  withdrawn: () => '所在的导入已整批撤回',
}

/** 「CSJ-0001：由二楼工作台办理，请在那里分配」 */
export function obstacleInWords({ number, reason, desk }: Obstacle): string {
  return `${number ?? '（未知编号）'}：${reasons[reason](desk ?? '本单位另一个工作台')}`
}
