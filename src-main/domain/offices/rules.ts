import type { Region } from '../organisations/rules.ts'

/** An institution that acts: the five desks from the start, others (建设办公室, 推进组, 受托机构) are added as data. */
export type Institution = {
  readonly code: string
  readonly name: string
  readonly short: string
  readonly region: Extract<Region, 'SH' | 'JS' | 'ZJ' | 'AH'> | null
}

export const founding: readonly Institution[] = [
  { code: 'SH', name: '上海市科学技术委员会', short: '上海', region: 'SH' },
  { code: 'JS', name: '江苏省科学技术厅', short: '江苏', region: 'JS' },
  { code: 'ZJ', name: '浙江省科学技术厅', short: '浙江', region: 'ZJ' },
  { code: 'AH', name: '安徽省科学技术厅', short: '安徽', region: 'AH' },
  { code: 'ZB', name: '长三角科技创新共同体建设工作专班秘书处', short: '秘书处', region: null },
]

/** Institution codes name folders and stand in every pin: short, upper-case ASCII. */
export const institutionCode = /^[A-Z][A-Z0-9-]{1,11}$/

/** True for a short name that may stand in names of files, as that of every list and bundle for an institution does. */
export function isShortName(short: string): boolean {
  return short.trim() !== '' && !/[\\/:*?"<>|\p{Cc}\p{Cf}]|^\.|\.$/u.test(short)
}
