import type { DeltaRegion } from '../../domain/organisations/rules.ts'

export type DemoOrganisation = {
  readonly name: string
  readonly kind: '企业' | '高校' | '科研院所' | '社会组织'
  readonly region: DeltaRegion
  readonly city: string
}

function of(
  region: DeltaRegion,
  kind: DemoOrganisation['kind'],
  ...named: readonly (readonly [name: string, city: string])[]
): readonly DemoOrganisation[] {
  return named.map(([name, city]) => ({ name, kind, region, city }))
}

/** Names as printed in public notices. Nothing bad is ever said of them: rows with faults take a made-up name. */
export const published: readonly DemoOrganisation[] = [
  ...of(
    'JS',
    '企业',
    ['思必驰科技股份有限公司', '江苏省苏州市'],
    ['科沃斯机器人股份有限公司', '江苏省苏州市'],
  ),
  ...of('JS', '企业', ['信达生物', '江苏省苏州市'], ['江苏恒瑞', '江苏省连云港市']),
  ...of('JS', '高校', ['中国药科大学', '江苏省南京市']),
  ...of('SH', '企业', ['华虹集团', '上海市浦东新区'], ['中芯国际', '上海市浦东新区']),
  ...of('SH', '企业', ['中微半导体', '上海市浦东新区'], ['华谊集团', '上海市静安区']),
  ...of('SH', '高校', ['上海交通大学', '上海市闵行区']),
  ...of('SH', '科研院所', ['中科院上海药物所', '上海市浦东新区'], ['上海化工研究院', '上海市普陀区']),
  ...of('ZJ', '企业', ['合众新能源汽车股份有限公司', '浙江省嘉兴市'], ['吉利控股集团', '浙江省杭州市']),
  ...of(
    'ZJ',
    '企业',
    ['吉利汽车研究院(宁波)有限公司', '浙江省宁波市'],
    ['杭州老板电器股份有限公司', '浙江省杭州市'],
  ),
  ...of('AH', '企业', ['科大讯飞', '安徽省合肥市']),
]

/** Organisations that do not exist; their names say so. */
export const madeUp: readonly DemoOrganisation[] = [
  ...of(
    'JS',
    '企业',
    ['南京云帆智算科技有限公司（演练）', '江苏省南京市'],
    ['无锡芯屿微电子有限公司（演练）', '江苏省无锡市'],
  ),
  ...of(
    'JS',
    '企业',
    ['常州擎风新能源有限公司（演练）', '江苏省常州市'],
    ['南通澜海装备有限公司（演练）', '江苏省南通市'],
  ),
  ...of(
    'JS',
    '企业',
    ['苏州脉启医疗器械有限公司（演练）', '江苏省苏州市'],
    ['徐州矩力重工有限公司（演练）', '江苏省徐州市'],
  ),
  ...of('JS', '科研院所', ['江苏先进材料研究院（演练）', '江苏省南京市']),
  ...of(
    'SH',
    '企业',
    ['上海启衡半导体有限公司（演练）', '上海市嘉定区'],
    ['上海沐森生物医药有限公司（演练）', '上海市浦东新区'],
  ),
  ...of('SH', '高校', ['上海东岸科技大学（演练）', '上海市松江区']),
  ...of(
    'ZJ',
    '企业',
    ['杭州知算科技有限公司（演练）', '浙江省杭州市'],
    ['宁波甬材新材料有限公司（演练）', '浙江省宁波市'],
  ),
  ...of(
    'ZJ',
    '企业',
    ['温州华启电气有限公司（演练）', '浙江省温州市'],
    ['绍兴越芯微电子有限公司（演练）', '浙江省绍兴市'],
  ),
  ...of('ZJ', '高校', ['浙江之江理工大学（演练）', '浙江省杭州市']),
  ...of(
    'AH',
    '企业',
    ['合肥量曜科技有限公司（演练）', '安徽省合肥市'],
    ['芜湖驰远智能装备有限公司（演练）', '安徽省芜湖市'],
  ),
  ...of(
    'AH',
    '企业',
    ['蚌埠晶硅材料有限公司（演练）', '安徽省蚌埠市'],
    ['滁州恒润生物科技有限公司（演练）', '安徽省滁州市'],
  ),
  ...of('AH', '科研院所', ['安徽未来能源研究院（演练）', '安徽省合肥市']),
]

/** Consortia as published in 2024 and 2025, by the names of their members. */
export const consortia = [
  {
    title: '长三角语言计算创新联合体',
    field: '人工智能',
    members: [
      '思必驰科技股份有限公司',
      '科沃斯机器人股份有限公司',
      '上海交通大学',
      '合众新能源汽车股份有限公司',
      '吉利汽车研究院(宁波)有限公司',
      '杭州老板电器股份有限公司',
    ],
  },
  {
    title: '聚烯烃先进材料创新联合体',
    field: '新材料',
    members: ['上海化工研究院', '上海交通大学', '华谊集团'],
  },
] as const
