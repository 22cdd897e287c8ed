import { founding } from '../../../src-main/domain/offices/rules.ts'
import { bytesInWords, count, type Messages, words } from '../message.ts'

const resend = '请对方重新导出一份，必要时换一个优盘；还没有得到确认的内容都会再次包含在内，不会遗漏。'
const askSender =
  '请不要再导入这个文件，打电话给发来的单位核实：是不是他们发的，用的是不是最新版本的程序；然后请对方重新导出。'
const suspicious =
  '请保留这个文件，用平时的电话号码联系对方核实来源，并告知本单位系统管理员。这次情况已记入安全记录。'
const nothingWritten = '没有写出任何文件，本机数据没有变动。'

const kinds: Readonly<Record<string, string>> = {
  manifest: '清单',
  headers: '记录目录',
  bodies: '记录内容',
  document: '附件',
  checksums: '校验值表',
}

function office(code: unknown): string {
  return founding.find((one) => one.code === code)?.name ?? words(code as string)
}

function partsInWords(parts: unknown, first: unknown): string {
  const numbers = Array.isArray(parts) && parts.length > 0 ? parts : [first]
  return `第 ${numbers.map(words).join('、')} 卷`
}

function kind(fact: unknown): string {
  return kinds[String(fact)] ?? '内容'
}

/** What a person reads when a bundle was not written, or not taken in. */
export const bundles: Messages = {
  // The file itself
  unreadable: {
    what: '这个文件打不开。',
    next: '请确认优盘还插着、文件没有被别的程序占用，再选择一次。',
  },
  'not-a-bundle': {
    what: '这不是数据交换包。',
    next: '请选择文件名以「数据交换包」开头、以 .zip.age 或 .zip 结尾的文件。',
  },
  'too-large': {
    what: ({ most }) => `文件超过 ${bytesInWords(count(most))}，不可能是数据交换包。`,
    next: '请确认选对了文件；确实是对方发来的，请对方分几次导出。',
  },
  incomplete: {
    what: '数据交换包不完整，后面的部分缺失，可能是没有复制完就拔出了优盘。',
    next: resend,
  },
  'extra-bytes': { what: '数据交换包的末尾多出了内容，与写出时不同。', next: resend },
  'no-space': {
    what: '磁盘空间不够。',
    safe: '没有导入或写出任何内容，本机数据没有变动。',
    next: '请清理出足够的空间（大约是数据交换包的两倍），再办理一次。',
  },

  // A set of parts
  'part-list-missing': {
    what: '这一套分卷缺少「分卷校验」文件，无法核对；可能是没有写完，或者没有一起复制过来。',
    next: '请把各卷和文件名以「分卷校验.txt」结尾的文件放进同一个文件夹，再选择一次；仍没有的，请对方重新导出。',
  },
  'part-list-unreadable': {
    what: '「分卷校验」文件的内容与约定的格式不同，可能被改动过，或者文件改过名。',
    next: '请从对方的光盘或优盘重新复制一次，不要改文件名；仍不行的，请对方重新导出。',
  },
  'part-missing': {
    what: ({ parts, part, of }) => `这一套分卷共 ${count(of)} 卷，缺少${partsInWords(parts, part)}。`,
    next: '请把缺少的卷复制到同一个文件夹，再选择一次；其余各卷不用重新复制。',
  },
  'part-damaged': {
    what: ({ parts, part, of }) =>
      `这一套分卷共 ${count(of)} 卷，${partsInWords(parts, part)}与校验值不符：损坏了，或者是另一次导出的分卷。`,
    next: '请从对方的光盘或优盘重新复制这几卷；仍不符的，请对方重新导出一套。两次导出的分卷不能混用。',
  },

  // Encryption
  'encrypted-for-another': {
    what: '这个数据交换包是加密给别的单位的，本单位打不开。',
    next: '请确认对方导出时选择的收件单位是本单位；如果本单位更换过单位密钥，请先与对方重新核对（本单位的其他工作台请先在「本单位密钥」中换用），再请对方导出。',
  },
  'encryption-header': { what: '加密文件的开头被改动或损坏，打不开。', next: resend },
  'encryption-damaged': {
    what: '完整性校验没有通过：加密内容与写出时不同，至少有一处被改动或损坏。',
    next: resend,
  },

  // The container
  'container-entry': { what: '完整性校验没有通过：包内文件的登记信息与约定的格式不同。', next: resend },
  'container-directory': { what: '完整性校验没有通过：包末尾的目录与包内文件不符。', next: resend },
  'entry-name': { what: '包内有不属于数据交换包的文件名，没有打开。', next: askSender },
  'entry-order': { what: '包内文件的次序与约定的格式不同。', next: askSender },
  'entry-too-large': {
    what: ({ kind: which }) => `包内的${kind(which)}大得不合理，没有打开。`,
    next: askSender,
  },
  'too-many-entries': { what: '包内文件的数量超过允许的范围，没有打开。', next: askSender },
  'manifest-missing': { what: '包内没有清单，无法核对。', next: resend },
  'crc-wrong': {
    what: ({ kind: which }) => `完整性校验没有通过：包内一个文件（${kind(which)}）读出的内容有误。`,
    next: resend,
  },
  'file-altered': {
    what: ({ kind: which }) =>
      `完整性校验没有通过：包内的${kind(which)}与清单登记的校验值不同，被改动或损坏。`,
    next: resend,
  },
  'file-size': {
    what: ({ kind: which }) => `完整性校验没有通过：包内的${kind(which)}与清单登记的大小不同。`,
    next: resend,
  },
  'file-missing': { what: ({ kind: which }) => `包内缺少清单上登记的${kind(which)}。`, next: resend },
  'file-unlisted': { what: ({ kind: which }) => `包内多出清单上没有登记的${kind(which)}。`, next: askSender },

  // Who sent it, to whom
  'envelope-unreadable': { what: '清单的封装读不出来，无法核对是谁发来的。', next: resend },
  'envelope-of-another-type': { what: '这个文件的清单不是数据交换包的清单。', next: askSender },
  'newer-format': {
    what: '这个数据交换包是用更新版本的程序写出的，本机的程序还不认识它的格式。',
    next: '请先更新本机的程序，再导入这个文件；文件请留好。',
  },
  'manifest-unreadable': { what: '清单的内容与约定的格式不同，无法核对。', next: askSender },
  'other-environment': {
    what: '这个数据交换包的用途（正式或演练）与本工作台不同，两种数据不能混用。',
    next: '演练的包请在演练工作台中导入，正式的包请在正式工作台中导入。',
  },
  'sender-not-pinned': {
    what: ({ institution }) => `还没有与${office(institution)}核对过核对码，不能确认这个包是不是他们发的。`,
    next: '请管理员在「设置—单位与核对码」中与对方核对后，再导入这个文件。',
  },
  'other-suite': {
    what: '这个数据交换包使用的密码算法与核对时登记的不同。',
    next: '请与对方重新核对核对码；对方没有更换过算法的，请不要导入，并告知系统管理员。',
  },
  'certificate-missing': { what: '包内没有发出电脑的证明，无法确认是谁发来的。', next: askSender },
  'certificate-superfluous': { what: '包内带有与内容无关的证明，没有导入。', next: suspicious },
  'device-of-another': {
    what: '包里有一条记录链冒用了别的单位的电脑。',
    next: suspicious,
  },
  'genesis-missing': {
    what: '包里有一条新的记录链，却没有说明它属于哪个单位。',
    next: askSender,
  },
  'certificate-invalid': {
    what: '完整性校验没有通过：发出电脑的证明不是那个单位给的。',
    next: suspicious,
  },
  'office-key-differs': {
    what: ({ institution }) => `${office(institution)}的单位密钥与核对过的不同，没有导入。`,
    next: ({ institution }) =>
      `请用平时的电话号码问${office(institution)}是否更换过单位密钥。更换过的，请对方交来新的核对文件，在「设置」—「单位与核对码」重新核对，再导入；这个包是更换以前写出的，请对方重新导出。没有更换过的，${suspicious}`,
  },
  'own-office-key-differs': {
    what: '写出这个包的本单位工作台，与本台用的单位密钥不同，没有导入。',
    next: '单位密钥更换过的，请在还没有换用的那台工作台的「设置」—「本单位密钥」中换用，再重新导出；没有更换过的，请告知系统管理员。',
  },
  'signer-is-not-sender': { what: '完整性校验没有通过：清单不是由它所说的电脑写出的。', next: suspicious },
  'signature-invalid': {
    what: '完整性校验没有通过：清单写出之后被改动过，或者不是由对方的电脑写出的。',
    next: suspicious,
  },
  'other-recipient': {
    what: '这个数据交换包是发给别的单位的。',
    next: '请把文件交给应收的单位；需要本单位的，请对方另导出一份，收件单位选择本单位。',
  },
  'device-retired': {
    what: '发出这个包的电脑已被对方单位停用，停用之后写出的内容不能导入。',
    next: `请对方用在用的电脑重新导出一份。对方说没有停用过电脑、或没有发过的，${suspicious}`,
  },
  'checkpoint-invalid': { what: '完整性校验没有通过：包内记录的截止证明不成立。', next: suspicious },
  'checkpoint-contradicts': {
    what: '完整性校验没有通过：包内的记录与它的截止证明不一致。',
    next: suspicious,
  },
  'absurd-place': {
    what: ({ institution }) => `包内${office(institution)}的记录编号大得不合理，没有一台电脑会写这么多记录。`,
    next: suspicious,
  },

  // Chains and bodies
  'header-line': { what: '包内的记录目录有一条读不出来。', next: askSender },
  'chain-broken': {
    what: ({ seq }) => `包内的记录前后接不上（第 ${count(seq)} 条处断开）。`,
    next: askSender,
  },
  'chain-short': { what: ({ seq }) => `包内的记录没有到清单所说的第 ${count(seq)} 条。`, next: askSender },
  'chain-beyond-range': {
    what: ({ seq }) => `包内的记录超出了清单所说的范围（第 ${count(seq)} 条为止）。`,
    next: askSender,
  },
  'body-frame': { what: '包内的记录内容排列有误，读不出来。', next: askSender },
  'body-too-large': { what: '包内有一条记录大得不合理，没有导入。', next: askSender },
  'body-unlisted': { what: '包内有一条记录内容没有登记在清单上。', next: askSender },
  'body-missing': { what: '清单上登记的记录内容，包内没有全部带来。', next: askSender },
  'body-altered': {
    what: '完整性校验没有通过：有一条记录的内容与它的校验值不同，被改动过。',
    next: suspicious,
  },

  // Taking it in
  'already-imported': {
    what: '这个数据交换包此前已导入，没有新内容。',
    next: '不需要再办理。对方还没有看到「对方确认」的，请导出一份给对方，回执在里面。',
  },
  'nothing-joins': {
    what: '这个包里没有可以导入的新记录：新的部分属于还没有核对的单位、已停用的电脑，或者与本机已有的记录互相矛盾。',
    next: '请看打开时写明的原因：没有核对的，请先核对核对码；已停用或有矛盾的，请联系对方单位。文件请留好。',
  },
  'check-again': {
    what: '这个数据交换包核对之后过去太久，或程序重新启动过，核对结果已不在。',
    next: '请重新选择这个文件，再核对一次。',
  },

  // Waiting, and chains that contradict
  'kept-missing': {
    what: '这个等待中的数据交换包，本机存放的文件不见了，可能被别的程序删除。',
    safe: '已经导入的内容都在；还没有导入的部分需要再发一次。',
    next: '请把下面那句话发给对方，请对方再导出一次；也可以重新选择优盘上原来的文件。',
  },
  'kept-damaged': {
    what: '这个等待中的数据交换包，本机存放的文件已损坏，与收到时不同。',
    safe: '已经导入的内容都在；还没有导入的部分需要再发一次。',
    next: '请把下面那句话发给对方，请对方再导出一次；并请系统管理员检查这台电脑的磁盘。',
  },
  'not-waiting': {
    what: '这个数据交换包已不在等待清单中：已经导入，或者已有人把它去掉。',
    next: '不需要再办理。',
  },
  'no-such-fork': {
    what: '没有找到这条记录链冲突。',
    next: '请返回「记录链冲突」，从列表中重新选择。',
  },
  'fork-not-proven': {
    what: '本机没有保存能证明冲突的截止证明，不能导出。',
    safe: nothingWritten,
    next: '请保留带来矛盾的那个文件，请发来的单位一起核实。',
  },

  // Writing one
  'not-pinned': {
    what: ({ institution }) => `还没有与${office(institution)}核对过核对码，不能导出给他们。`,
    safe: nothingWritten,
    next: '请管理员在「设置—单位与核对码」中与对方核对后，再导出。',
  },
  'nothing-new': {
    what: '对方已经确认了本单位的全部记录，没有要导出的内容。',
    safe: nothingWritten,
    next: '有了新的记录以后再导出。',
  },
  'name-taken': {
    what: '这个文件夹里已有同名的数据交换包，没有覆盖它。',
    safe: '原来的文件没有动，本机数据没有变动。',
    next: '内容相同的，直接把原来的文件交给对方即可；否则请另选一个文件夹。',
  },
  'cannot-write': {
    what: '这个文件夹不能写入：可能是只读的，或者优盘已被拔出。',
    safe: nothingWritten,
    next: '请换一个文件夹或优盘，再导出一次。',
  },
  'too-large-for-target': {
    what: '这个优盘的格式（FAT32）放不下超过 4 GB 的单个文件。',
    safe: nothingWritten,
    next: '请换一个 exFAT 或 NTFS 格式的优盘，或先导出到本机硬盘；也可以选择不带附件。',
  },
  'too-many-parts': {
    what: ({ most }) => `分卷太小：一套最多 ${count(most)} 卷，装不下这次的内容。`,
    safe: nothingWritten,
    next: '请选择更大的分卷，或者不分卷，再导出一次。',
  },
  'read-back-differs': {
    what: '写出后回读核对，内容与应写出的不同，这个优盘可能有问题。',
    safe: '写坏的文件已删除，本机数据没有变动。',
    next: '请换一个优盘，再导出一次。',
  },
  'too-much': {
    what: '内容太多，超过一个数据交换包能装下的数量。',
    safe: nothingWritten,
    next: '请先选择不带附件导出一次；仍不行的，请告知系统管理员。',
  },
  'document-unusable': {
    what: '有一份附件在本机已损坏或丢失，不能放进数据交换包。',
    safe: '没有写出任何文件，其他数据没有变动。',
    next: '请告知系统管理员从备份恢复这份附件；急用时可以先选择不带附件导出。',
  },
  'own-chain-broken': {
    what: ({ seq }) => `本单位自己的记录在第 ${count(seq)} 条处对不上，不能导出。`,
    safe: nothingWritten,
    next: '本机的数据文件可能被别的程序改动过。请停止办理，告知系统管理员从备份恢复。',
  },
  'own-body-altered': {
    what: '本单位自己的一条记录内容与它的校验值不同，不能导出。',
    safe: nothingWritten,
    next: '本机的数据文件可能被别的程序改动过。请停止办理，告知系统管理员从备份恢复。',
  },
  'must-be-encrypted': {
    what: '带有附件或非公开内容的数据交换包必须加密，没有写出。',
    safe: nothingWritten,
    next: '请先与对方核对核对码，再导出。',
  },
  // Papers about exchange
  'unknown-record': {
    what: '没有找到这条往来登记。',
    next: '请回到「往来登记」，从列表中重新打开。',
  },
  'no-such-day': {
    what: '填写的日期在日历上不存在，没有生成登记单。',
    next: '请改正日期，或留空由交接双方手写。',
  },
  'received-before-handed-over': {
    what: '接收日期早于交付日期，没有生成登记单。',
    next: '请核对两个日期，或留空由交接双方手写。',
  },
  'unknown-institution': {
    what: '没有找到要提供给的单位。',
    safe: nothingWritten,
    next: '请返回「往来情况」重新选择；名单上没有的单位，请先在「设置」的机构名单中新增。',
  },
  'has-a-desk': {
    what: ({ institution }) => `${office(institution)}已经与本机核对过核对码，应当用数据交换包往来。`,
    safe: nothingWritten,
    next: '请导出数据交换包给对方；表格没有完整性校验，两种并用容易出现两个版本。',
  },
  'nothing-to-hand-out': {
    what: '这个批次在所选范围内没有申报，没有生成表格。',
    safe: nothingWritten,
    next: '请换一个批次或范围，或先导入申报清单。',
  },
  'sheets-differ': {
    what: '表格写出后回读核对，内容与应写出的不同，这个优盘可能有问题。',
    safe: '没有登记为已提供，本机数据没有变动。',
    next: '请删除优盘上的这个表格，换一个优盘再办一次。',
  },
}
