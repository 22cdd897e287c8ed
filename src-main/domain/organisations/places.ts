import type { DeltaRegion } from './region.ts'

/** Names of the four regions without 省/市; the one-character ones count only when they stand alone. */
export const deltaNames: Record<DeltaRegion, { readonly name: string; readonly alone: readonly string[] }> = {
  SH: { name: '上海', alone: ['沪', '申', 'sh'] },
  JS: { name: '江苏', alone: ['苏', 'js'] },
  ZJ: { name: '浙江', alone: ['浙', 'zj'] },
  AH: { name: '安徽', alone: ['皖', 'ah'] },
}

/** All prefecture-level cities and county-level cities, without 市: no two of the country share a name here. */
export const deltaCities: Record<Exclude<DeltaRegion, 'SH'>, string> = {
  JS:
    '南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 ' +
    '江阴 宜兴 新沂 邳州 溧阳 常熟 张家港 昆山 太仓 启东 如皋 海安 东台 仪征 高邮 丹阳 扬中 句容 兴化 靖江 泰兴',
  ZJ:
    '杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 ' +
    '建德 余姚 慈溪 瑞安 乐清 龙港 海宁 平湖 桐乡 诸暨 嵊州 兰溪 义乌 东阳 永康 江山 玉环 温岭 临海 龙泉',
  AH:
    '合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 ' +
    '巢湖 无为 桐城 天长 明光 界首 宁国 广德 潜山',
}

/** Provinces, municipalities and autonomous regions outside the Delta, with what may follow the name. */
export const otherProvinces: readonly RegExp[] = [
  /^(?:北京|天津|重庆)市?/,
  /^(?:河北|山西|辽宁|吉林|黑龙江|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海)省?/,
  /^(?:内蒙古|西藏)(?:自治区)?/,
  /^广西(?:壮族自治区)?/,
  /^宁夏(?:回族自治区)?/,
  /^新疆(?:维吾尔自治区|生产建设兵团)?/,
]

/** Cities outside the Delta that lists name without their province. */
export const otherCities =
  '广州 深圳 珠海 佛山 东莞 武汉 成都 西安 青岛 济南 烟台 大连 沈阳 长春 哈尔滨 厦门 福州 郑州 洛阳 长沙 南昌 石家庄 太原 昆明 贵阳 南宁 海口 三亚 兰州 西宁 银川 乌鲁木齐 呼和浩特 拉萨'

/** Words that stand alone in a region cell and mean the rest of the mainland. */
export const elsewhereWords: readonly string[] =
  '外省 外省市 省外 其他 其他省 其他省市 其他省份 其他地区 长三角以外 长三角外 京 津 冀 晋 蒙 辽 吉 黑 闽 赣 鲁 豫 鄂 湘 粤 桂 琼 渝 川 蜀 黔 贵 滇 云 藏 陕 秦 甘 陇 青 宁 新'.split(
    ' ',
  )

/** Words that mean 境外; Hong Kong, Macao and Taiwan count as 境外 in the rules of science funding. */
export const abroadWords: readonly string[] = (
  '境外 国外 海外 港澳台 中国香港 香港 香港特别行政区 中国澳门 澳门 澳门特别行政区 中国台湾 台湾 台湾省 港 澳 台 ' +
  '美国 加拿大 墨西哥 巴西 阿根廷 智利 英国 法国 德国 意大利 西班牙 葡萄牙 荷兰 比利时 卢森堡 瑞士 奥地利 瑞典 挪威 丹麦 芬兰 冰岛 爱尔兰 ' +
  '波兰 捷克 匈牙利 希腊 罗马尼亚 保加利亚 塞尔维亚 乌克兰 白俄罗斯 俄罗斯 日本 韩国 朝鲜 蒙古国 新加坡 马来西亚 泰国 越南 印度尼西亚 菲律宾 ' +
  '印度 巴基斯坦 哈萨克斯坦 乌兹别克斯坦 以色列 土耳其 阿联酋 沙特阿拉伯 伊朗 埃及 南非 澳大利亚 新西兰 欧盟'
).split(' ')
