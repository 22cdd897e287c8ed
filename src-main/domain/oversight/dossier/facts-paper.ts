import type { Paper } from '../../../core/ports/papers.ts'
import type { ReviewPage } from '../../formal-review/page.ts'
import { regionLabel } from '../../organisations/rules.ts'
import type { PaperContext } from '../../papers/paper-task.ts'
import { footerOf, placeOf } from '../../papers/place.ts'
import { formatWan } from '../../papers/rules.ts'
import { dateInWords, minuteOf, namesOf } from '../../papers/words.ts'

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'now'>

const notEntered = '未录入'

/** 申报信息 as it stands now, field by field, and the organisations; personal data stay where they are recorded. */
export function factsPaper({ application, batch }: ReviewPage, { db, desk, person, now }: Context): Paper {
  const { content, kind, institution, origin, letter, at } = application
  const names = namesOf(db)
  const { money, organisations } = content
  const amounts = [
    ['总投入', money.total],
    ['申请支持', money.requested],
    ['自筹', money.selfRaised],
    ['对外揭榜资金', money.offered],
    ['合同金额', money.contract],
  ] as const
  const text = (value: string | null) => value ?? notEntered
  return {
    name: '申报信息',
    environment: desk.environment,
    watermark: null,
    footer: footerOf(db, { by: person.name, at: now(), place: placeOf(db, application.id, 'last')! }),
    blocks: [
      { kind: 'title', text: '申报信息' },
      { kind: 'subtitle', text: batch.title },
      {
        kind: 'facts',
        rows: [
          ['编号', content.number],
          [kind === 'joint' ? '项目名称' : '联合体名称', content.title],
          ['领域', text(content.field)],
          ...(kind === 'joint'
            ? ([
                ['攻关任务', text(content.task)],
                ['指南方向', text(content.guideDirection)],
                [
                  '储备库',
                  [content.reserveEntry, content.reserveState].filter(Boolean).join('，') || notEntered,
                ],
                [
                  '起止时间',
                  content.start && content.end ? `${content.start} 至 ${content.end}` : notEntered,
                ],
                [
                  '经费（万元）',
                  amounts
                    .map(([label, fen]) => `${label} ${fen === null ? notEntered : formatWan(fen)}`)
                    .join('；'),
                ],
              ] as const)
            : ([
                [
                  '组建路径',
                  content.route === null ? notEntered : content.route === '1' ? '路径一' : '路径二',
                ],
              ] as const)),
          ['密级', text(content.secrecy)],
          ['收到日期', content.received ? dateInWords(content.received) : notEntered],
          ['考核指标', text(content.indicators)],
          ['简介', text(content.summary)],
          ['登记', `${names.name(institution)}，${minuteOf(at)}`],
          ...(letter
            ? ([
                [
                  '来源',
                  `${names.name(origin)}（未校验来源）：${letter.office}，${letter.number}，${letter.date}`,
                ],
              ] as const)
            : []),
        ],
      },
      { kind: 'heading', text: '单位' },
      {
        kind: 'table',
        head: ['名称', '角色', '统一社会信用代码', '类型', '所在地'],
        widths: [32, 18, 26, 14, 14],
        rows: organisations.map(({ name, roles, code, kind: sort, region, city }) => [
          name,
          roles.join('、') || notEntered,
          text(code),
          text(sort),
          [region === null ? '' : regionLabel(region), city ?? ''].filter(Boolean).join(' ') || notEntered,
        ]),
      },
    ],
  }
}
