import type { Messages } from '../message.ts'

const askAgain = '请向提供证明的单位重新要一份；仍不成立的，不能作为依据。'

/** What a person reads when the proof of a fork does not hold. */
export const forks: Messages = {
  'not-a-proof': {
    what: '这不是记录链的冲突证明，或者文件已被改动。',
    next: '请选择文件名以「.冲突证明.json」结尾的文件；从别处复制来的，请重新复制一次。',
  },
  'certificate-invalid': {
    what: '冲突证明不成立：电脑的证明不是由它所说的单位签认的。',
    next: askAgain,
  },
  'checkpoint-invalid': {
    what: '冲突证明不成立：两种说法不是同一台电脑签认的。',
    next: askAgain,
  },
  'chain-broken': {
    what: '冲突证明不成立：记录目录没有连到电脑签认的那一条。',
    next: askAgain,
  },
  'no-contradiction': {
    what: '冲突证明不成立：两种说法在那一条上是相同的，没有矛盾。',
    next: askAgain,
  },
}
