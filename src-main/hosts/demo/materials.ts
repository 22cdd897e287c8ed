/** The folder that the file picker shows: everything the guided first day needs. */
export const materialsFolder = '第一天的材料'
export const materials = {
  list: '1 苏州市第二批申报汇总表.xlsx',
  documents: '2 申报书',
  toShanghai: '3 给上海的优盘（空）',
  fromZhejiang: '4 浙江送来的优盘',
} as const
