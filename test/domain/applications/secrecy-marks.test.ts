import { expect, test } from 'vitest'
import { secrecyMarksIn } from '../../../src-main/domain/applications/secrecy-marks.ts'

test.for([
  '机密★10年',
  '秘密★',
  '绝密★启用前',
  '机 密 ★ 5 年',
  '机密★长期',
  '秘密☆3年',
  '秘密*5年',
  '机密级★6个月',
  '长三角联合攻关项目申报书机密★10年',
  '密级：秘密',
  '密级:机密',
  '项目密级：秘密级',
  '密 级 ： 绝 密',
  '密级　秘密　　保密期限　5年',
  '密级：【秘密】',
  '密级：□公开 ☑秘密 □机密',
  '密级 □公开 ■机密',
  '密级：公开□ 秘密√',
  '密级（公开、内部、秘密）：秘密',
  '机密',
  '　绝　密　',
  '「机密」',
  '【秘密】',
  '秘密 5年',
  '机\u200b密★10年',
  '封面\n编号 001\n机密\n项目申报书',
  '第一章 总则\f机密\n第二章',
])('%j is a mark', (text) => {
  expect(secrecyMarksIn(text)).toHaveLength(1)
})

test.for([
  '',
  '本单位承诺保守国家秘密和商业秘密，不得泄露。',
  '不得泄露他人的商业秘密',
  '涉及国家秘密的项目不得通过本系统申报，申报材料应为非涉密材料。',
  '密级：公开',
  '密级：',
  '密级：______',
  '密级：无',
  '密级：非密',
  '密级：内部',
  '密级：不涉密',
  '密级：□公开 □秘密 □机密 □绝密',
  '密级：☑公开 □秘密 □机密',
  '密级：√公开 □秘密',
  '密级：公开/内部/秘密/机密',
  '密级：秘密、机密、绝密三级',
  '密级 起止年限 申请人',
  '密级分为绝密、机密、秘密三级。',
  '密级 秘密是指泄露后会使国家安全受到损害的事项',
  '不得泄露任何商业\n秘密',
  '应当依法保守国家\n秘密',
  '★ 严格保守技术秘密 ★ 定期报告',
  '绝密飞行算法研究',
  '机密计算与可信执行环境关键技术',
  '面向机密计算的芯片 ★ 重点项目',
  '秘密分享协议★安全多方计算',
  '保密期限：2年',
  '商业秘密★★★★★',
  '保密工作先进单位',
])('%j is none', (text) => {
  expect(secrecyMarksIn(text)).toEqual([])
})

test('a mark comes with the words around it, each different one once, and never a whole page', () => {
  const page = `${'前文'.repeat(50)}机密★10年${'后文'.repeat(50)}`
  expect(secrecyMarksIn(`机密★10年\n正文\n机密★10年\n密级：秘密\n${page}`)).toEqual([
    '机密★10年',
    '密级：秘密',
    `${'前文'.repeat(10)}机密★10年${'后文'.repeat(17)}`,
  ])
})

test('a very long line costs no time', () => {
  const long = '密级 '.repeat(40_000) + '★机密'.repeat(40_000) + ' '.repeat(100_000)
  const started = performance.now()
  secrecyMarksIn(long)
  expect(performance.now() - started).toBeLessThan(1_000)
})
