import type { ApplicationDesk, DeskChoice } from '../../../src-main/domain/applications/desks.ts'
import type { Obstacle, ObstacleReason } from '../../../src-main/domain/hand-over/rules.ts'

/** Which desk writes an application, for a cell of a list: 「本台」「二楼工作台」「二楼工作台（未接手）」. */
export function deskInWords({ name, isHere, isOnItsWay }: ApplicationDesk): string {
  if (isHere) return isOnItsWay ? '移交给本台' : '本台'
  return isOnItsWay ? `${name}（未接手）` : name
}

/** The same as a sentence of its own; null where there is nothing to say. */
export function deskSentence({ name, isHere, isOnItsWay }: ApplicationDesk): string | null {
  if (isHere) return isOnItsWay ? '已移交给本台，可以开始办理' : null
  if (!isOnItsWay) return `由${name}办理，本台只读`
  return `已移交给${name}，对方还没有接手；移交有误的，请由对方移交回来`
}

export const deskChoiceWords: Record<DeskChoice, string> = {
  here: '在本台办理',
  'handed-over': '已移交',
  'handed-to-me': '移交给我',
}

const reasons: Record<ObstacleReason, (desk: string) => string> = {
  unknown: () => '没有找到这项申报',
  'other-office': () => '由别的单位受理',
  'other-desk': (desk) => `由${desk}办理`,
  'handed-over': (desk) => `已移交给${desk}，对方还没有接手`,
  withdrawn: () => '所在的导入已整批撤回',
  'set-aside': () => '有暂不能识别的记录，请先升级程序',
}

/** 「CSJ-0001：已移交给二楼工作台，对方还没有接手」 */
export function obstacleInWords({ number, reason, desk }: Obstacle): string {
  return `${number ?? '（未知编号）'}：${reasons[reason](desk ?? '本单位另一个工作台')}`
}
