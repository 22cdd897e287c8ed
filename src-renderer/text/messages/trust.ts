import { type Messages, words } from '../message.ts'

export const trust: Messages = {
  'not-an-introduction': {
    what: '这不是核对文件，或者文件已损坏。',
    next: '请选择对方交来的、名称以「.核对.json」结尾的文件；仍不行的，请对方重新生成一份。',
  },
  'other-environment': {
    what: ({ environment }) => `这份核对文件用于「${words(environment)}」，与本工作台的用途不同。`,
    next: '正式与演练不能混用。请对方在同样用途的工作台中重新生成一份。',
  },
  'own-introduction': {
    what: '这是本单位自己的核对文件。',
    next: '请选择对方交来的文件。',
  },
  'key-not-allowed': {
    what: '核对文件的内容不合格，不能采用。',
    next: '请保留这个文件，用平时的电话号码联系对方核实来源，并告知系统管理员。',
  },
  'unknown-institution': {
    what: '核对文件里的单位不在机构名单中。',
    next: '请先在「设置」的「机构名单」中新增这个单位（代码须与对方一致），再来核对。',
  },
  'code-differs': {
    what: '听写的核对码与核对文件不一致，没有确认。',
    next: '请对方重新逐组念一遍；仍不一致的，这份核对文件不可信，请对方重新交一份。',
  },
  'recovery-sheet-is-out': {
    what: '恢复单已经打印并核对过，本机不再保存它的内容，不能再次生成。',
    safe: '已封存的恢复单仍然有效。',
    next: '请从保险柜中取用已封存的恢复单。',
  },
  'recovery-group-differs': {
    what: '输入的与恢复单的最后一组不一致。',
    next: '请照着打印件重新输入最后一组 5 位（其中没有字母 I、L、O、U），并确认打印的是最近一次保存的恢复单。',
  },

  // Desks of the own office: requests, answers, retirement
  'not-a-join-request': {
    what: '这不是工作台的加入申请，或者文件已损坏。',
    next: '请选择另一台电脑写出的、名称以「.加入申请.json」结尾的文件；仍不行的，请在那台电脑上再保存一次。',
  },
  'join-other-environment': {
    what: ({ environment }) => `这份申请用于「${words(environment)}」，与本工作台的用途不同。`,
    next: '正式与演练不能混用。请在那台电脑上放弃申请，选对用途重新申请；或者在同样用途的工作台上办理。',
  },
  'join-other-institution': {
    what: '这份申请是要加入另一个单位的。',
    next: '请在那台电脑上放弃申请，选对单位重新申请。',
  },
  'join-key-not-allowed': {
    what: '申请的内容不合格，不能许可。',
    next: '请保留这个文件，核实它是不是那台电脑写出的，并告知系统管理员；那台电脑放弃申请后可以重新申请。',
  },
  'join-code-differs': {
    what: '输入的六组数字与申请不一致，没有许可。',
    next: '请照着那台电脑的屏幕重新输入；仍不一致的，这份申请被换过，不可信，请在那台电脑上再保存一次。',
  },
  'own-desk': {
    what: '这就是本台工作台自己。',
    next: '请选择另一台工作台。',
  },
  'unknown-desk': {
    what: '没有这台工作台。',
    next: '请刷新页面后再办理。',
  },
  'desk-retired-already': {
    what: '这台工作台已经停用。',
    next: '停用以后不能恢复。要继续使用那台电脑的，请在那里重新申请加入。',
  },
  'desk-went-on': {
    what: '刚刚又收到了这台工作台的记录，还没有停用。',
    next: '请关闭窗口，看过新的最后一条记录以后再停用。',
  },
  'office-key-is-new': {
    what: '单位密钥刚刚已经更换过，没有再次更换。',
    next: '请打印并封存新的恢复单；确实要再更换的，请重新打开本页。',
  },
  'recovery-sheet-needed': {
    what: '登记工作台要用恢复单，本机已经不保存它的内容。',
    next: '请从保险柜取出恢复单，输入全部 13 组恢复码。',
  },
  'recovery-groups-wrong': {
    what: '恢复码不完整，或者有输错的地方。',
    next: '请照着恢复单检查：共 13 组，每组 5 位，其中没有字母 I、L、O、U。',
  },
  'recovery-sheet-of-another-key': {
    what: '这张恢复单不是本单位现在的单位密钥。',
    next: '请取用最近一次打印封存的恢复单；更换过单位密钥的，以前的恢复单已经作废。',
  },
  'desk-name': {
    what: '工作台的名称不合要求。',
    next: '请用 1 至 20 个字，不要用 \\ / : * ? " < > | 和句点。',
  },
  'join-pending': {
    what: '本机已经有一份加入申请在等待许可。',
    next: '请先打开它的许可，或者放弃那份申请再重新申请。',
  },
  'no-request': {
    what: '本机没有等待许可的申请。',
    next: '请先在本机生成申请；放弃过或已经办完的申请，它的许可不能再打开。',
  },
  'not-a-join-answer': {
    what: '这不是许可文件。',
    next: '请选择原工作台写出的、名称以「.加入许可」结尾的文件。',
  },
  'answer-for-another-request': {
    what: '这份许可不是给本机这次申请的，打不开。',
    next: '请确认拿的是本机最近一次申请的许可；重新申请过的，请原工作台打开新的申请再许可一次。',
  },
  'answer-damaged': {
    what: '许可文件不完整或已损坏，打不开。',
    next: '请在原工作台上再写出一份，必要时换一个优盘。',
  },
  'answer-not-for-this-desk': {
    what: '许可的内容与本机的申请对不上，不能采用。',
    next: '请确认拿的是本机这次申请的许可；确实是的，请原工作台再许可一次。',
  },
  'answer-certificate-invalid': {
    what: '许可里的证明没有通过核对，不能采用。',
    next: '请保留这个文件，核实它是不是原工作台写出的，并告知系统管理员。',
  },
  'join-bundle-missing': {
    what: ({ file }) => `没有找到与许可一起写出的数据交换包：${words(file)}。`,
    next: '请把它和许可放在同一个文件夹里，名称不要改，再打开许可。',
  },
  'join-other-bundle': {
    what: '许可旁边的数据交换包不是与它一起写出的那一个。',
    next: '请把同一次写出的两个文件放在一起；找不到的，请原工作台再许可一次。',
  },
  'join-bundle-incomplete': {
    what: '数据交换包里没有这台工作台需要的全部内容，没有建立工作台。',
    next: '请原工作台再许可一次；仍不行的，请告知系统管理员。',
  },
}
