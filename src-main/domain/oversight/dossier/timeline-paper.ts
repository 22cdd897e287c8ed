import type { Paper } from '../../../core/ports/papers.ts'
import type { ReviewPage } from '../../formal-review/page.ts'
import { readTimeline } from '../../history/index.ts'
import { timelineSentence } from '../../history/sentences.ts'
import type { PaperContext } from '../../papers/paper-task.ts'
import { footerOf, placeOf } from '../../papers/place.ts'
import { minuteOf, namesOf, personOf } from '../../papers/words.ts'

type Context = Pick<PaperContext<unknown>, 'db' | 'desk' | 'person' | 'history' | 'now'>

/** 办理经过: everything that happened to an application, who, when and where, every look at personal data among it. */
export function timelinePaper({ application }: ReviewPage, context: Context): Paper {
  const { db, desk, person, now } = context
  const { short, name } = namesOf(db)
  const names = { office: name, person: (id: string) => personOf(db, id) }
  return {
    name: '办理经过',
    environment: desk.environment,
    watermark: null,
    footer: footerOf(db, { by: person.name, at: now(), place: placeOf(db, application.id, 'last')! }),
    blocks: [
      { kind: 'title', text: '办理经过' },
      { kind: 'note', text: '按各工作台记录的先后排列；时间为记录时本机时钟，仅供参照。' },
      {
        kind: 'table',
        head: ['时间', '经办', '事项', '序号'],
        widths: [20, 18, 60, 12],
        align: ['center', 'left', 'left', 'center'],
        rows: readTimeline(context, application.id).map((entry) => [
          minuteOf(entry.at),
          `${short(entry.institution)}\n${entry.actorName ?? '（本机无此账号）'}`,
          timelineSentence(entry, names),
          String(entry.seq),
        ]),
      },
    ],
  }
}
