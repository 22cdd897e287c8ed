import { seededNumbers } from './seeded-numbers.ts'

const words =
  '围绕长三角集成电路人工智能生物医药新材料高端装备的重大需求开展原位表征界面调控缺陷抑制封装互连异构算力语音交互分子设计基因递送电解质界面光刻显影蚀刻清洗良率提升可靠性评估失效分析标准制定工艺窗口仿真平台测试验证示范应用形成自主可控供应能力建立联合实验机制数据共享平台人才培养知识产权布局'
const ideographs = [...words]

/** Chinese that nobody wrote: this many characters in sentences, the same for the same seed, unlike any other seed's. */
export function prose(characters: number, seed: number): string {
  const random = seededNumbers(seed)
  let text = ''
  while (text.length < characters) {
    const at = random(ideographs.length - 4)
    text += ideographs.slice(at, at + 2 + random(3)).join('')
    if (random(9) === 0) text += '，'
    else if (random(40) === 0) text += '。\n'
  }
  return text.slice(0, characters)
}

/**
 * The same of a large vocabulary, of which few words are often used and most are rare, as in any language: texts of it
 * share turns of phrase and nothing else.
 */
export function wordyProse(characters: number, seed: number): string {
  const random = seededNumbers(seed)
  let text = ''
  while (text.length < characters) {
    const word = Math.floor((random(1_000_000) / 1_000_000) ** 3 * 40_000)
    text += String.fromCharCode(0x4e00 + (word % 6_000), 0x4e00 + ((word * 7_919) % 6_000))
    if (random(12) === 0) text += '，'
  }
  return text.slice(0, characters)
}
