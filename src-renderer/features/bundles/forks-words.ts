import type { Fork } from '../../../src-main/domain/bundles/forks.ts'
import type { StateWord } from '../../text/states.ts'
import type { OfficeName } from '../../ui/office-names.ts'

export function forkStateOf({ state }: Fork): StateWord {
  return state === 'settled' ? '已了结' : '已隔离'
}

/** What happened, in plain words. */
export function forkStoryInWords({ institution, seq, sender, own }: Fork, nameOf: OfficeName): string {
  const whose = own ? '本机' : `${nameOf(institution)}一台电脑`
  const brought = sender === institution ? '它自己后来发来的' : `${nameOf(sender)}带来的`
  return `${whose}的记录从第 ${seq} 条起有两种说法：本机保存的，与${brought}，同一个编号上内容不同，而两种都由同一台电脑签认。记录只增不改，正常使用不会这样。`
}

/** What to do, or why nothing is left to do. */
export function forkStepsInWords({ institution, state, endsAt, seq, own }: Fork, nameOf: OfficeName): string {
  const name = nameOf(institution)
  if (own) {
    return '本机已改为只能查看，不再往下写。请系统管理员按页面上方的指引，用新的工作台接着办理。'
  }
  switch (state) {
    case 'settled':
      return `已了结：${name}停用了这台电脑，认定到第 ${endsAt} 条为止有效${endsAt !== null && endsAt < seq ? '，之后的记录不再计入' : '，与本机保存的是同一种说法'}。不需要再办理。`
    case 'other-story':
      return `${name}停用了这台电脑，但认定有效的是另一种说法（到第 ${endsAt} 条），与本机保存的不同。本机不会自动改写已有的记录：请与${name}核实，请对方把停用位置改在第 ${seq - 1} 条（两种说法相同的最后一条），再发一次。`
    case 'open':
      return endsAt === null
        ? `在${name}停用这台电脑之前，本机不再接收它的新记录；已有的数据和其他单位的往来不受影响。请用平时的电话号码联系${name}核实：是不是恢复过旧的备份、复制过数据文件夹，或者电脑、优盘丢失过；请对方停用这台电脑（最稳妥的是停用在第 ${seq - 1} 条），换新的工作台继续，再发一个数据交换包来。并告知本单位系统管理员。`
        : `${name}已停用这台电脑，认定到第 ${endsAt} 条为止有效；本机还没有收到那么多。请对方再发一个数据交换包，收到后自动了结。`
  }
}
