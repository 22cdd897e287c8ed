import { count, type Messages, words } from '../message.ts'

export const handOver: Messages = {
  'this-desk': {
    what: '选中的就是本工作台，不需要移交。',
    next: '请选择另一个工作台。',
  },
  'other-office': {
    what: '选中的是别的单位的工作台，申报只能在本单位的工作台之间移交。',
    next: '请选择本单位的另一个工作台；给别的单位的内容用「数据交换」导出。',
  },
  'unknown-desk': {
    what: '没有找到选中的工作台。',
    next: '请刷新后重新选择；刚登记的工作台，请先在登记它的工作台导出给本单位的数据交换包，再在这里导入。',
  },
  'retired-desk': {
    what: ({ desk }) => `${words(desk)}已经停用，不能再移交给它。`,
    next: '请选择仍在使用的工作台。',
  },
  'nothing-assigned': {
    what: '这位同事名下没有在本台办理的未办结审查，没有可以移交的。',
    next: '请先把审查分配给他，或者看一看分工是否已经改变。',
  },
  'not-these': {
    what: ({ count: n, of }) =>
      `选中的 ${count(of)} 项中有 ${count(n)} 项不能由本工作台移交，一项都没有移交。`,
    next: '请看下面各项的原因；把这几项去掉后可以移交其余的。',
  },
}
