import type { Demo } from '../../../src-main/hosts/demo/prepare.ts'
import { reviewPath } from '../formal-review/paths.ts'

/** What the desk says of the work of the first day. */
export type Seen = {
  /** How many of the list's applications were taken in, and how many of them have documents. */
  readonly imported: number
  readonly withDocuments: number
  /** The application that lacks a seal, once it is here. */
  readonly reviewed: { readonly id: string; readonly isJudged: boolean; readonly isNoticed: boolean } | null
  readonly isSent: boolean
  readonly isTakenIn: boolean
}

export type Step = {
  readonly title: string
  /** What to do, in one or two sentences. */
  readonly text: string
  readonly to: string
  /** What the button to that page says. */
  readonly action: string
  /** True once the desk sees it done; null where only the person knows. */
  readonly isDone: boolean | null
}

/** The order of a reviewer's first day. */
export function firstDaySteps({ firstDay }: Demo, seen: Seen): readonly Step[] {
  const { reviewed } = seen
  const review = reviewed ? reviewPath(reviewed.id) : '/review'
  return [
    {
      title: '看工作台',
      text: '「需要我办的」按急缓排列：到期的补交材料、等待的数据交换包都在这里，点一条就到办理的页面。看过一遍，点这里的「办好了」。',
      to: '/work-bench',
      action: '去工作台',
      isDone: null,
    },
    {
      title: '打开一份申报汇总表',
      text: '批次选「联合攻关项目」，文件选「第一天的材料」里的「1 苏州市第二批申报汇总表」。各列的含义已自动对应，看过后点「下一步：检查」，再点这里的「办好了」。',
      to: '/import',
      action: '去导入申报清单',
      isDone: seen.imported > 0 ? true : null,
    },
    {
      title: '看问题，不合要求的行先不导入',
      text: '问题一次列全，写入之前什么都不改变。有 2 行必须退回改正：点「不导入全部有问题的 2 行」，再确认导入其余 10 项。',
      to: '/import',
      action: '回到导入申报清单',
      isDone: seen.imported > 0,
    },
    {
      title: '按编号附上申报书',
      text: '选「第一天的材料」里的文件夹「2 申报书」。文件名里有申报编号，会自动找到各自的申报；没有申报书的会列出来。',
      to: '/attach-documents',
      action: '去按编号附文件',
      isDone: seen.withDocuments > 0,
    },
    {
      title: '用键盘审查一项申报',
      text: `打开 ${firstDay.number}，左边看材料，右边按 1（符合）或 2（不符合）逐项判断，自动到下一项。第 4 页没有盖章，F03 请按 2 并写明缺什么。`,
      to: review,
      action: '去审查这一项',
      isDone: reviewed?.isJudged ?? false,
    },
    {
      title: '通知补交材料',
      text: '各项都判断后按 C，选「通知补交材料」，填截止日期。缺什么、怎么说，都已照您的审查意见拟好，可以改。',
      to: review,
      action: '回到这一项',
      isDone: reviewed?.isNoticed ?? false,
    },
    {
      title: '打印审查表',
      text: '在同一页点「审查表」或「补交材料通知」，先看预览，可以打印，也可以存为 PDF、DOCX。纸上的校验码能找回这条记录。',
      to: review,
      action: '回到这一项',
      isDone: null,
    },
    {
      title: '导出给上海',
      text: '文件夹选「第一天的材料」里的「3 给上海的优盘（空）」。数据交换包已加密并签名，写完回读核对，提示可以拔出才算数。',
      to: '/exchange/export/SH',
      action: '去导出给上海',
      isDone: seen.isSent,
    },
    {
      title: '导入浙江送来的数据交换包',
      text: '文件在「第一天的材料」的「4 浙江送来的优盘」里。像拆信一样先看：谁写的、核对是否通过、里面有什么，再点「导入」。',
      to: '/exchange/import',
      action: '去导入数据交换包',
      isDone: seen.isTakenIn,
    },
    {
      title: '看回执，看全程留痕',
      text: '浙江一行的色条是对方已经确认收到的，余下的是今天新办、还没有发出的。左边「全程留痕」里，今天办的每一步都能查到。',
      to: '/exchange',
      action: '去往来情况',
      isDone: null,
    },
  ]
}
