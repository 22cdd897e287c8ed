import type { Digest } from '../../../src-main/core/suite.ts'
import type { ApplicationField } from '../../../src-main/domain/applications/fields.ts'
import type { ApplicationDocument, AttachmentKind } from '../../../src-main/domain/applications/record.ts'
import type { Evidence } from '../../../src-main/domain/formal-review/rules.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import { sealPages } from './seal-pages.ts'

/** Which column of the table of organisations an item is about. */
export type OrganisationColumn = 'name' | 'roles' | 'region' | 'code' | 'kind' | 'legalPerson' | 'registered'

/** What stands on the left beside an item. */
export type EvidenceView =
  | {
      readonly kind: 'document'
      readonly document: Digest /** Null: where one is. */
      readonly page: number | null
    }
  | { readonly kind: 'facts'; readonly fields: readonly ApplicationField[] }
  | { readonly kind: 'organisations'; readonly columns: readonly OrganisationColumn[] }
  | { readonly kind: 'people' }

const columnOf: Partial<Record<ApplicationField, OrganisationColumn>> = {
  lead: 'name',
  members: 'name',
  'lead-region': 'region',
  regions: 'region',
  'lead-code': 'code',
  codes: 'code',
  kinds: 'kind',
  'legal-persons': 'legalPerson',
  'lead-registered': 'registered',
}

/** Attachments that a person looks for first under a rule without evidence of the machine. */
const kindsOf: Partial<Record<RuleCode, readonly AttachmentKind[]>> = {
  F02: ['申报书（盖章）'],
  F03: ['申报书（盖章）', '科研诚信承诺书'],
  F17: ['供需双方合同或意向'],
  F19: ['科研诚信承诺书'],
  F21: ['伦理审查批件'],
  F22: ['推荐函'],
  C05: ['组建协议', '合作协议'],
  C06: ['组建协议', '合作协议'],
  C07: ['理事会章程', '组建协议'],
  C09: ['省级创新联合体批文', '组建协议'],
}

/** Facts that are compared with what the document says. */
const factsOf: Partial<Record<RuleCode, readonly ApplicationField[]>> = {
  F03: ['lead', 'members'],
  F04: ['task', 'guide-direction', 'field', 'title'],
  F05: ['field', 'title', 'task'],
  F06: ['reserve-entry', 'reserve-state', 'guide-direction'],
  F10: ['lead-registered'],
  F11: ['members'],
  F17: ['contract', 'offered'],
  F18: ['members'],
  F23: ['received'],
  F25: ['lead', 'kinds'],
  C01: ['lead', 'kinds'],
  C05: ['members'],
  C08: ['field'],
  C09: ['route', 'title'],
  C10: ['kinds'],
  C11: ['lead', 'members'],
}

/** Rules about persons, whose names stand nowhere else. */
const aboutPeople: readonly RuleCode[] = ['F12', 'F13']

/** The fields an item is about: those the machine looked at, else those a person compares. */
export function fieldsOf(code: RuleCode, evidence: readonly Evidence[]): readonly ApplicationField[] {
  const named = evidence.flatMap((place) => ('field' in place ? [place.field] : []))
  return named.length > 0 ? named : (factsOf[code] ?? [])
}

/** What to show for an item: the place of its evidence, else the attachment it is about, else its fields. */
export function viewFor(
  code: RuleCode,
  evidence: readonly Evidence[],
  documents: readonly ApplicationDocument[],
): EvidenceView {
  const [first] = evidence
  if (first && 'document' in first) return { kind: 'document', ...first }
  if (first) return fieldView(fieldsOf(code, evidence))
  if (aboutPeople.includes(code)) return { kind: 'people' }
  const [seal] = code === 'F03' ? sealPages(documents) : []
  if (seal) return { kind: 'document', document: seal.document, page: seal.page }
  for (const kind of kindsOf[code] ?? []) {
    for (const { document, marks } of documents) {
      const mark = marks.find((one) => one.kind === kind)
      if (mark) return { kind: 'document', document, page: mark.from }
    }
  }
  const [main] = documents
  return main ? { kind: 'document', document: main.document, page: null } : fieldView(fieldsOf(code, []))
}

/** The view of a field, or of several. */
export function fieldView(fields: readonly ApplicationField[]): EvidenceView {
  const columns = [...new Set(fields.flatMap((field) => columnOf[field] ?? []))]
  return columns.length > 0 ? { kind: 'organisations', columns } : { kind: 'facts', fields }
}
