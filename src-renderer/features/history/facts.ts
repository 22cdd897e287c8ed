import type { TimelineEntry } from '../../../src-main/domain/history/index.ts'
import type { EventData } from '../../../src-main/domain/history/rules.ts'
import { type Names, ruleWords } from '../../../src-main/domain/history/rules.ts'

/** What else an event says, as label and text; digests are told apart so that they can be copied. */
export type EventFact = { readonly label: string; readonly text: string; readonly isDigest?: boolean }

/** Facts of an event that its sentence leaves out. */
export function factsOf(
  entry: TimelineEntry,
  earlier: readonly TimelineEntry[],
  names: Names,
): readonly EventFact[] {
  switch (entry.type) {
    case 'ImportRecorded':
      return importFacts(entry.data as EventData<'ImportRecorded'>)
    case 'VerdictRecorded':
      return placeFacts(entry.data as EventData<'VerdictRecorded'>, earlier)
    case 'ReviewClosed':
      return closingFacts(entry.data as EventData<'ReviewClosed'>)
    case 'BatchRulesSet': {
      const { settings } = entry.data as EventData<'BatchRulesSet'>
      return Object.entries(settings).map(([code, setting]) => ({
        label: ruleWords(code),
        text: setting?.on === false ? '关闭' : '另设参数',
      }))
    }
    case 'OfficePinned': {
      const { code } = entry.data as EventData<'OfficePinned'>
      return [{ label: '核对码', text: code.replaceAll(/(\d{4})(?=\d)/g, '$1 ') }]
    }
    case 'DocumentAttached': {
      const { document } = entry.data as EventData<'DocumentAttached'>
      return [{ label: '附件校验值', text: document, isDigest: true }]
    }
    case 'SignOffScanKept': {
      const { scan } = entry.data as EventData<'SignOffScanKept'>
      return [{ label: '扫描件校验值', text: scan, isDigest: true }]
    }
    case 'RecommendationFinalised': {
      const { draft } = entry.data as EventData<'RecommendationFinalised'>
      return [{ label: '定稿的校验值', text: draft, isDigest: true }]
    }
    case 'AgreementRecorded': {
      const { draft, scan } = entry.data as EventData<'AgreementRecorded'>
      return [
        { label: '所见稿的校验值', text: draft, isDigest: true },
        ...(scan ? [{ label: '扫描件校验值', text: scan, isDigest: true }] : []),
      ]
    }
    case 'BundleSent': {
      const { label, digest } = entry.data as EventData<'BundleSent'>
      return [
        { label: '文件名', text: label },
        { label: '包的校验值', text: digest, isDigest: true },
      ]
    }
    case 'SheetsHandedOver': {
      const { label, digest } = entry.data as EventData<'SheetsHandedOver'>
      return [
        { label: '文件名', text: label },
        { label: '表格校验值', text: digest, isDigest: true },
      ]
    }
    case 'BundleReceived': {
      const { digest, from } = entry.data as EventData<'BundleReceived'>
      return [
        { label: '发件单位', text: names.office(from) },
        { label: '包的校验值', text: digest, isDigest: true },
      ]
    }
    default:
      return []
  }
}

function importFacts({ source, leftOut, letter }: EventData<'ImportRecorded'>): readonly EventFact[] {
  const { format, encoding, sheet, digest } = source
  const rows = leftOut.map(({ row }) => row)
  return [
    { label: '清单格式', text: [format.toUpperCase(), encoding, sheet].filter(Boolean).join('，') },
    { label: '清单文件校验值', text: digest, isDigest: true },
    ...(letter ? [{ label: '来函扫描件校验值', text: letter.scan, isDigest: true }] : []),
    ...(rows.length > 0 ? [{ label: '不导入的行', text: `第 ${rows.join('、')} 行` }] : []),
  ]
}

function placeFacts(
  { evidence }: EventData<'VerdictRecorded'>,
  earlier: readonly TimelineEntry[],
): readonly EventFact[] {
  const names = new Map(
    earlier
      .filter(({ type }) => type === 'DocumentAttached')
      .map(({ data }) => data as EventData<'DocumentAttached'>)
      .map(({ document, name }) => [document, name]),
  )
  const places = evidence.flatMap((place) =>
    'page' in place ? [`${names.get(place.document) ?? '附件'}第 ${place.page} 页`] : [],
  )
  return places.length > 0 ? [{ label: '依据', text: places.join('；') }] : []
}

function closingFacts(data: EventData<'ReviewClosed'>): readonly EventFact[] {
  const { pack, findings, verdicts, seen } = data
  const basis = pack.confirmed ? '政策依据已确认' : '政策依据尚未确认'
  return [
    { label: '规则包', text: `${pack.id} 第 ${pack.version} 版，${basis}` },
    { label: '当时留存', text: `机器核查 ${findings.length} 项，人工意见 ${verdicts.length} 项` },
    { label: '依据的申报内容', text: seen, isDigest: true },
  ]
}
