import type { BodyProblem } from '../../src-main/core/truth.ts'

const words: Readonly<Record<BodyProblem, { readonly why: string; readonly next: string }>> = {
  'unknown-type': {
    why: '由更新版本的程序记录，本机的程序还不认识',
    next: '请更新本机的程序；内容已原样保存',
  },
  'too-new': {
    why: '由更新版本的程序记录，格式比本机的新',
    next: '请更新本机的程序；内容已原样保存',
  },
  unreadable: {
    why: '内容读不出来',
    next: '请对方查明；已原样保存',
  },
  invalid: {
    why: '内容不符合约定，可能是对方程序的错误',
    next: '请对方更新程序并查明；已原样保存',
  },
  'audience-widened': {
    why: '标明的可见范围比规定的宽，按规定不显示',
    next: '请对方查明；已原样保存',
  },
  'not-the-writer': {
    why: '写在别的工作台负责的记录上；没有见到移交，暂不采用',
    next: '如果已经移交，收到移交的一方的交换包后会自动采用；否则请对方查明。原记录不受影响',
  },
  'past-end': {
    why: '由已停用或已被接续的工作台在停用之后写下，按规定不采用',
    next: '如仍需要，请在现用的工作台上重新办理；已原样保存',
  },
}

/** Why a body is kept without being shown, and what is to be done. */
export function problemWords(problem: string): { readonly why: string; readonly next: string } {
  return Object.hasOwn(words, problem)
    ? words[problem as BodyProblem]
    : { why: '原因不明', next: '请告知系统管理员' }
}
