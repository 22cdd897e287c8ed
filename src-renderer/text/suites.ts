import type { SuiteId } from '../../src-main/core/suite.ts'

/** What people call the algorithms of a chain, and what must be said with the name. */
export const suites: Readonly<Record<SuiteId, { readonly label: string; readonly remark: string }>> = {
  'ed25519-sha256': {
    label: '国际算法 Ed25519/SHA-256',
    remark: '没有另外要求时用这一种。',
  },
  'sm2-sm3': {
    label: '国密算法 SM2/SM3（软件实现，未经商用密码产品认证）',
    remark: '用于记录链的签名和杂凑。数据交换包的加密目前仍用国际算法，不是商用密码。',
  },
}
