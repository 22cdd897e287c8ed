import { type Observation, observe } from '../finding.ts'
import { type CheckInput, membersOf, namesOf, textsOf } from '../review-input.ts'
import { pagesOf } from './attachments.ts'

/** Kinds that are looked at under a rule where the version of the pack does not name them. */
const usual = {
  F03: ['申报书（盖章）', '科研诚信承诺书', '合作协议'],
  C05: ['组建协议'],
  C06: ['组建协议', '经费管理办法'],
  C07: ['组建协议', '理事会章程'],
  C10: ['成果证明', '其他'],
} as const

/** F03. Whose seal belongs there, and which pages carry one; whether it does is seen by a person. */
export function checkSeals(input: CheckInput): readonly Observation[] {
  const { organisations } = input.application
  const undertaking = organisations.filter(({ roles }) =>
    roles.some((role) => role !== '需求方' && role !== '解决方'),
  )
  const names = namesOf(undertaking)
  const who =
    names.length === 0
      ? observe('cannot-check', 'lead-not-entered', {}, { field: 'lead' })
      : observe('cannot-check', 'must-have-sealed', { organisations: names })
  return [...pagesToLookAt(input), who]
}

/** C05, C06, C07: which pages a person reads. */
export function pagesToLookAt({ documents, rule }: CheckInput): readonly Observation[] {
  if (documents.length === 0) return [observe('cannot-check', 'no-documents', {})]
  const named = textsOf(rule, 'kinds')
  const kinds = named.length > 0 ? named : (usual[rule.code as keyof typeof usual] ?? [])
  const found = kinds.filter((kind) => pagesOf(documents, [kind]).length > 0)
  const absent = kinds.filter((kind) => !found.includes(kind))
  const observations: Observation[] = []
  if (found.length > 0) {
    const places = pagesOf(documents, found)
    observations.push(observe('cannot-check', 'pages-to-look-at', { kinds: found }, ...places))
  }
  if (absent.length > 0) observations.push(observe('cannot-check', 'pages-not-marked', { kinds: absent }))
  return observations.length > 0 ? observations : [observe('cannot-check', 'person', {})]
}

/** C10. What is asked depends on the kind of the member [B4.2.1-3]: each is named with its own. */
export function checkMemberAbilities(input: CheckInput): readonly Observation[] {
  const members = membersOf(input.application)
  if (members.length === 0) return [observe('cannot-check', 'only-lead-entered', {}, { field: 'members' })]
  const known = members.flatMap(({ name, kind }) => (kind === null ? [] : [{ organisation: name, kind }]))
  const unknown = namesOf(members.filter(({ kind }) => kind === null))
  const place = { field: 'kinds' } as const
  return [
    ...(known.length > 0 ? [observe('cannot-check', 'members-by-kind', { members: known }, place)] : []),
    ...(unknown.length > 0
      ? [observe('cannot-check', 'kinds-not-entered', { organisations: unknown }, place)]
      : []),
    ...pagesToLookAt(input),
  ]
}
