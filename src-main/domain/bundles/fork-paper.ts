import { decodeCheckpoint } from '../../core/checkpoint.ts'
import type { Db } from '../../core/db.ts'
import { unverifiedPayload } from '../../core/dsse.ts'
import type { ForkBranch, ForkProof } from '../../core/fork-proof.ts'
import type { Paper } from '../../core/ports/papers.ts'
import { footerOf } from '../papers/place.ts'
import { digestLines, minuteOf, namesOf } from '../papers/words.ts'
import type { Fork } from './forks.ts'

/** One page beside the file of a proof: what happened, and how anybody checks it. */
export function forkPaper(
  db: Db,
  {
    fork,
    proof,
    environment,
    file,
    by,
    at,
  }: {
    readonly fork: Fork
    readonly proof: ForkProof
    readonly environment: Paper['environment']
    readonly file: string
    readonly by: string
    readonly at: string
  },
): Paper {
  const { name } = namesOf(db)
  return {
    name: '记录链冲突说明',
    environment,
    watermark: null,
    footer: footerOf(db, { by, at, place: null }),
    blocks: [
      { kind: 'title', text: '记录链冲突说明' },
      {
        kind: 'facts',
        rows: [
          ['单位', name(fork.institution)],
          ['工作台编号', digestLines(fork.device, 16)],
          ['从哪一条起', `第 ${fork.seq} 条`],
          ['发现时间', minuteOf(fork.at)],
          ['谁带来的', name(fork.sender)],
          ['证明文件', file],
        ],
      },
      {
        kind: 'paragraph',
        text: `同一台工作台用自己的密钥签认了两条互相矛盾的记录链：从第 ${fork.seq} 条起，两条的内容不同。记录只增不改，正常使用不会出现这种情况。可能的原因：恢复了旧的备份或复制了数据文件夹之后又继续使用；密钥被他人取得。`,
      },
      {
        kind: 'table',
        head: ['本机保存的一条', '后来收到的一条'],
        widths: [1, 1],
        rows: [proof.branches.map(signedInWords)],
      },
      {
        kind: 'paragraph',
        text: '处理：请该单位停用这台工作台，注明最后有效的一条，改用新的工作台继续。在此之前，本机不再接收这台工作台的新记录；已有的数据、其他单位的往来不受影响。',
      },
      {
        kind: 'note',
        text: '任何人都可以用本程序核对证明文件：npm run desk -- verify 文件名。它只证明「同一把密钥签认了两种说法」，不说明哪一种是真的，也不是电子签章。',
      },
    ],
  }
}

function signedInWords({ checkpoint }: ForkBranch): string {
  const signed = decodeCheckpoint(unverifiedPayload(checkpoint))
  return signed ? `签认至第 ${signed.seq} 条\n${digestLines(signed.head, 6)}` : ''
}
