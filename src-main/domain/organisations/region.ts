/** The four regions of the Delta, elsewhere in the mainland, and 境外 (abroad, and Hong Kong, Macao, Taiwan). */
export const regions = ['SH', 'JS', 'ZJ', 'AH', 'other', 'abroad'] as const
export type Region = (typeof regions)[number]

export const deltaRegions = ['SH', 'JS', 'ZJ', 'AH'] as const
export type DeltaRegion = (typeof deltaRegions)[number]

const labels: Record<Region, readonly [full: string, short: string]> = {
  SH: ['上海市', '上海'],
  JS: ['江苏省', '江苏'],
  ZJ: ['浙江省', '浙江'],
  AH: ['安徽省', '安徽'],
  other: ['其他省（区、市）', '外省'],
  abroad: ['境外', '境外'],
}

/** True for 三省一市. */
export function isDelta(region: Region): region is DeltaRegion {
  return region !== 'other' && region !== 'abroad'
}

/** The region as papers write it: 江苏省. */
export function regionLabel(region: Region): string {
  return labels[region][0]
}

/** The region as chips and sentences write it: 江苏. */
export function regionShortLabel(region: Region): string {
  return labels[region][1]
}
