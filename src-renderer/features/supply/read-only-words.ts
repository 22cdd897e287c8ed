import type { SupplyPage } from '../../../src-main/domain/supply/queries.ts'

/** Why this desk may only look. */
export function readOnlyWords({ readOnly, desk }: Pick<SupplyPage, 'readOnly' | 'desk'>): string {
  switch (readOnly) {
    case 'other-office':
      return '这项申报由别的单位审查，补交情况由对方登记，本机只能查看；通话对方的姓名电话不随数据交换包过来。'
    case 'other-desk':
      return desk?.isOnItsWay
        ? `这项申报已移交给${desk.name}，对方还没有接手；本台只能查看。`
        : `这项申报由${desk?.name ?? '另一台工作台'}办理，本台只能查看。`
    case 'withdrawn':
      return '这项申报所在的导入已经整批撤回，只能查看。'
    case null:
      return ''
  }
}
