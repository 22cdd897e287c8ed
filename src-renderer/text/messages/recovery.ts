import { bytesInWords, count, type Messages, words } from '../message.ts'

const backupsSafe = '本机的数据没有改动，以前的备份也都在。'

export const recovery: Messages = {
  'target-missing': {
    what: '没有找到备份的文件夹，可能优盘或移动硬盘没有插好，也可能换了一个。',
    safe: backupsSafe,
    next: '请插好原来的优盘或移动硬盘再备份一次；已经不用的，请在「设置—备份」另选文件夹。',
  },
  'target-lost': {
    what: '备份进行到一半，存放备份的盘读写不了了，可能被拔出或者损坏。这一份没有完成，不会当作备份使用。',
    safe: backupsSafe,
    next: '请检查优盘、移动硬盘或网络后再备份一次；仍不行的，请换一个。',
  },
  'target-not-writable': {
    what: '选定的文件夹不能写入，备份没有完成。',
    safe: backupsSafe,
    next: '请检查优盘的写保护开关，或者另选一个可以写入的文件夹。',
  },
  'target-inside-data': {
    what: '选定的文件夹在工作台自己的数据文件夹里面，放在那里等于没有备份。',
    safe: backupsSafe,
    next: '请选另一块硬盘、移动硬盘、优盘或者单位的共享文件夹。',
  },
  'no-space': {
    what: ({ bytes }) =>
      count(bytes) > 0
        ? `存放备份的盘空间不够，至少需要 ${bytesInWords(count(bytes))}。`
        : '存放备份的盘写满了，备份没有完成。',
    safe: backupsSafe,
    next: '请清理出空间，或者换一个更大的盘，再备份一次。',
  },
  'no-space-here': {
    what: ({ bytes }) =>
      count(bytes) > 0
        ? `本机硬盘空间不够，至少还需要 ${bytesInWords(count(bytes))}。`
        : '本机硬盘空间不够，不能整理出要备份的内容。',
    next: '请清理本机硬盘，再试一次。',
  },
  'too-large-for-target': {
    what: '备份里有超过 4 GB 的文件，存放备份的盘（FAT32 格式）放不下。',
    safe: backupsSafe,
    next: '请换用 exFAT 或 NTFS 格式的盘，再备份一次。',
  },
  'read-back-differs': {
    what: '备份写好后回读核对，发现与写入的不一样。这一份没有完成，不会当作备份使用。',
    safe: backupsSafe,
    next: '这个盘可能已经损坏，请换一个再备份一次。',
  },
  'own-records-damaged': {
    what: ({ seq }) =>
      count(seq) > 0
        ? `本机记录从第 ${count(seq)} 条起与写入时不同，不能在它上面继续。`
        : '本机的数据文件与写入时不同，不能在它上面继续。',
    safe: '以前的备份都在，没有被替换。',
    next: '请打开「设置—记录核查」立即核查，再按「设置—恢复」的步骤处理。',
  },
  'backup-running': { what: '上一次备份还在进行。', next: '请等它结束以后再备份。' },
  'backup-unexpected': {
    what: '每日备份没有完成，原因没有现成的说明。',
    safe: backupsSafe,
    next: '请在「设置—备份」立即备份一次，看提示的原因。',
  },
  'no-daily-folder': {
    what: '还没有选定每日备份的文件夹。',
    next: '请在「设置—备份」选择文件夹。',
  },

  'no-backup-found': {
    what: '这个文件夹里没有完整的备份。',
    next: '请选择优盘、移动硬盘上的「评审工作台备份」文件夹。名称以 .part 结尾的是没有写完的，不能使用。',
  },
  'not-a-backup': { what: '选定的文件夹不是备份。', next: '请重新选择。' },
  'backup-unreadable': {
    what: '存放备份的盘读不出来，可能被拔出或者损坏。',
    next: '请重新插好再试；仍不行的，请换一份备份。',
  },
  'backup-damaged': {
    what: ({ what }) => `这份备份损坏或者被改动过（${damagedParts[words(what)] ?? '内容'}），不能使用。`,
    next: '请换一份备份；最好是另一个盘上的。',
  },
  'backup-incomplete': {
    what: ({ documents }) => `这份备份缺少或损坏了 ${count(documents)} 份附件，其余内容完好。`,
    next: '请先找找有没有更完整的备份；没有的，可以选择「缺少的附件以后再找，仍然恢复」。',
  },
  'backup-newer-program': {
    what: '这份备份是更新版本的程序写的，当前版本读不了。',
    next: '请先安装新版本，再恢复。',
  },
  'desk-is-here': {
    what: '本机已经有这个单位的这种工作台。',
    next: '要用备份代替它的，请在「代替本机的哪个工作台」里选它，再检查一次。',
  },
  'backup-older': {
    what: ({ seq, here }) =>
      `这份备份只到第 ${count(seq)} 条记录，本机完好的记录有 ${count(here)} 条，用它代替会丢失数据。`,
    next: '请直接登录本机的工作台。登录后显示「只能查看」的，请按「设置—恢复」的步骤处理。',
  },
  'backup-of-another-institution': {
    what: '这份备份是其他单位的，不能代替本机的工作台。',
    next: '请选择本单位的备份。',
  },
  'backup-of-other-environment': {
    what: ({ environment }) =>
      `这份备份是「${words(environment)}」的，与要代替的工作台用途不同，两者不能混用。`,
    next: '请选择相同用途的备份。',
  },
  'check-again': { what: '这份备份要重新检查一次。', next: '请重新选择备份。' },
  'finish-at-restart': {
    what: '备份已经恢复好，但原来的数据文件夹正被别的软件占用，还没有换上。',
    safe: '原来的数据和恢复好的数据都在。',
    next: '请关闭工作台和可能打开了数据文件夹的软件，再启动工作台，会自动换上。',
  },

  'not-needed': { what: '本工作台一切正常，不需要办理这一步。', next: '请返回工作台继续办理。' },
  retired: {
    what: '本工作台已经停用或者由另一台工作台接续，不能再重新开始。',
    safe: '已有的记录都可以查看和备份。',
    next: '请在接续它的工作台上办理。',
  },
  'sheet-needed': {
    what: '这一步需要恢复单上的恢复码。',
    next: '请从保险柜取出恢复单，输入上面的 13 组恢复码。',
  },
  'groups-wrong': {
    what: '恢复码没有输全，或者有一组输错了。',
    next: '请对照恢复单，检查标着「有误」的组。',
  },
  'other-sheet': {
    what: '恢复码本身没有输错，但不是本单位现在的恢复单，可能是其他单位的，或者已经换过新的。',
    next: '请找到最近一次打印封存的恢复单，再试一次。',
  },
  'no-sheet-here': {
    what: '这台工作台没有和恢复单对应的钥匙。',
    next: '请由管理员和复核人共同重置密码。',
  },
  'colleagues-can-reset': {
    what: '有两位同事可以重置密码，不需要动用恢复单。',
    next: '请由管理员和复核人登录，在「设置—账号」里共同重置密码。',
  },
  'pages-damaged': {
    what: '数据文件损坏得读不下去，不能从中重新整理。',
    next: '请退出登录，在登录页选择「从备份恢复」。',
  },
  'nothing-holds': {
    what: '数据文件里没有一条可信的本单位记录，不能从中重新整理。',
    next: '请退出登录，在登录页选择「从备份恢复」。',
  },
}

const damagedParts: Readonly<Record<string, string>> = {
  facts: '备份说明',
  database: '数据文件',
  schema: '数据文件的结构',
  chain: '记录被改动',
  checkpoint: '记录少了一段，或者与备份时的不同',
}
