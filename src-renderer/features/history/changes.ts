import type { ApplicationField } from '../../../src-main/domain/applications/fields.ts'
import type { ApplicationContent } from '../../../src-main/domain/applications/record.ts'
import type { BatchContent } from '../../../src-main/domain/batches/index.ts'
import { stages } from '../../../src-main/domain/batches/rules.ts'
import type { TimelineEntry } from '../../../src-main/domain/history/index.ts'
import { type Names, ruleWords } from '../../../src-main/domain/history/rules.ts'
import { applicationFieldLabels } from '../../text/application-fields.ts'
import { factOf } from '../formal-review/facts.ts'

/** One thing that changed; null is 未录入, and before the first word on it. */
export type Change = { readonly label: string; readonly before: string | null; readonly after: string | null }

/** What an event changed against the one before it on the same thing; empty where that is not known. */
export function changesOf(
  entry: TimelineEntry,
  earlier: readonly TimelineEntry[],
  names: Names,
): readonly Change[] {
  const before = (...types: readonly string[]) =>
    earlier.findLast(({ subject, type }) => subject === entry.subject && types.includes(type))
  switch (entry.type) {
    case 'ApplicationCompleted':
    case 'ApplicationRevised':
    case 'RevisionWithdrawn': {
      const last = before(
        'ApplicationImported',
        'ApplicationCompleted',
        'ApplicationRevised',
        'RevisionWithdrawn',
      )
      return last ? contentChanges(contentOf(last), contentOf(entry)) : []
    }
    case 'BatchChanged': {
      const last = before('BatchCreated', 'BatchChanged')
      return last ? batchChanges(last.data as BatchContent, entry.data as BatchContent, names) : []
    }
    case 'VerdictRecorded':
      return verdictChange(entry, earlier)
    default:
      return []
  }
}

function contentOf({ data }: TimelineEntry): ApplicationContent {
  return (data as { readonly content: ApplicationContent }).content
}

const fields = Object.keys(applicationFieldLabels) as readonly ApplicationField[]

function contentChanges(before: ApplicationContent, after: ApplicationContent): readonly Change[] {
  return fields.flatMap((field) => {
    const [was, is] = [factOf(before, field), factOf(after, field)]
    return was === is ? [] : [{ label: applicationFieldLabels[field], before: was, after: is }]
  })
}

function batchChanges(before: BatchContent, after: BatchContent, { office }: Names): readonly Change[] {
  const undertaking = (content: BatchContent, stage: (typeof stages)[number]) => {
    const code = content.undertaking[stage]
    return code === null ? '牵头单位所在地' : office(code)
  }
  const parts: readonly (readonly [label: string, part: (content: BatchContent) => string])[] = [
    ['名称', ({ title }) => title],
    ['年度', ({ year }) => String(year)],
    ['领域', (content) => content.fields.join('、')],
    ['受理开始', ({ opens }) => opens],
    ['受理截止', ({ closes }) => closes],
    ['主办单位', ({ host }) => office(host)],
    ['规则包', ({ rulePack }) => rulePack],
    ['签批', ({ signOff }) => (signOff ? '需要' : '不需要')],
    ...stages.map(
      (stage) => [`${stage}承办单位`, (content: BatchContent) => undertaking(content, stage)] as const,
    ),
  ]
  return parts.flatMap(([label, part]) => {
    const [was, is] = [part(before), part(after)]
    return was === is ? [] : [{ label, before: was, after: is }]
  })
}

type VerdictData = { readonly code: string; readonly verdict: string; readonly note: string }

function verdictChange(entry: TimelineEntry, earlier: readonly TimelineEntry[]): readonly Change[] {
  const { code, verdict } = entry.data as VerdictData
  const last = earlier.findLast(
    ({ subject, type, data }) =>
      subject === entry.subject &&
      (type === 'VerdictRecorded' || type === 'VerdictWithdrawn') &&
      (data as VerdictData).code === code,
  )
  if (last?.type !== 'VerdictRecorded') return []
  const was = (last.data as VerdictData).verdict
  return was === verdict ? [] : [{ label: ruleWords(code), before: was, after: verdict }]
}
