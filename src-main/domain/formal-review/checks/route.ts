import { type Observation, observe } from '../finding.ts'
import { type CheckInput, textsOf } from '../review-input.ts'
import { observeKinds, pagesOf } from './attachments.ts'

const usual = { '1': ['组建协议'], '2': ['组建协议', '省级创新联合体批文'] } as const

/** C09. Which papers each route needs [B5]; what they say is read by a person. */
export function checkRoute({ application, documents, rule }: CheckInput): readonly Observation[] {
  const { route } = application
  const place = { field: 'route' } as const
  if (route === null) return [observe('cannot-check', 'not-entered', { fields: ['route'] }, place)]
  const listed = textsOf(rule, `route${route}`)
  const kinds = listed.length > 0 ? listed : usual[route]
  const seen = observeKinds(documents, kinds)
  return [{ ...seen, evidence: [place, ...pagesOf(documents, kinds)] }]
}
