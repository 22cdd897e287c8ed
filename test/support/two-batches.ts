import { modules } from '../../src-main/domain/index.ts'
import type { Region } from '../../src-main/domain/organisations/rules.ts'
import { anApplication, anOrganisation } from './applications.ts'
import type { LogDesk } from './office-desks.ts'
import { closeReview, pageOf, takeIn } from './reviews.ts'

/** 万元 in 分. */
const wan = 1_000_000

function from(number: string, region: Region | null, field: string | null, requested: number | null) {
  const { organisations, money } = anApplication()
  return {
    number,
    title: `项目 ${number}`,
    field,
    organisations: [anOrganisation({ region }), organisations[1]!],
    money: { ...money, requested: requested === null ? null : requested * wan },
  }
}

/**
 * Last year's batch and this year's, small enough to be counted by hand:
 *
 * | | lead | field | asks (万元) | outcome |
 * |---|---|---|---|---|
 * | A-1 | 江苏 | 人工智能 | 30 | 通过 |
 * | A-2 | 江苏 | 人工智能 | 50 | 不予受理 F04 |
 * | B-1 | 江苏 | 人工智能 | 100 | 通过 |
 * | B-2 | 江苏 | 人工智能 | 20 | 补交材料 F03 F01 |
 * | B-3 | 上海 | 生物医药 | 40 | 补交材料 F03 |
 * | B-4 | 上海 | none | none | 不予受理 F04 F03 |
 * | B-5 | none | 人工智能 | 10 | 审查中 |
 * | B-6 | 外省 | 人工智能 | 5 | 未开始 |
 * | B-7 | 江苏 | 人工智能 | 7 | opened again after 补交材料 F02: 审查中 |
 */
export function twoBatches(desk: LogDesk) {
  const earlier = takeIn(
    desk,
    [from('A-1', 'JS', '人工智能', 30), from('A-2', 'JS', '人工智能', 50)],
    'joint',
    { title: '2025年度联合攻关', year: 2025 },
  )
  closeReview(desk, earlier[0]!, { outcome: '通过', failing: [] })
  closeReview(desk, earlier[1]!, { outcome: '不予受理', failing: ['F04'] })
  const own = takeIn(desk, [
    from('B-1', 'JS', '人工智能', 100),
    from('B-2', 'JS', '人工智能', 20),
    from('B-3', 'SH', '生物医药', 40),
    from('B-4', 'SH', null, null),
    from('B-5', null, '人工智能', 10),
    from('B-6', 'other', '人工智能', 5),
    from('B-7', 'JS', '人工智能', 7),
  ])
  closeReview(desk, own[0]!, { outcome: '通过', failing: [] })
  closeReview(desk, own[1]!, { outcome: '通知补交材料', failing: ['F03', 'F01'] })
  closeReview(desk, own[2]!, { outcome: '通知补交材料', failing: ['F03'] })
  closeReview(desk, own[3]!, { outcome: '不予受理', failing: ['F04', 'F03'] })
  closeReview(desk, own[6]!, { outcome: '通知补交材料', failing: ['F02'] })
  const { recordVerdict, reopen } = modules.formalReview.calls
  desk.run(reopen, { application: own[6]!, reason: '材料已到' })
  desk.run(recordVerdict, { application: own[4]!, code: 'F03', verdict: '符合', note: '', evidence: [] })
  const batchOf = (application: string) => pageOf(desk, application).batch.id
  return {
    earlier,
    own,
    batch: batchOf(own[0]!),
    batchBefore: batchOf(earlier[0]!),
  }
}
