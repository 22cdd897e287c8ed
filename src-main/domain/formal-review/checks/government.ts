import type { ApplicationOrganisation } from '../../applications/record.ts'
import { comparableName } from '../../organisations/rules.ts'
import { type Observation, observe } from '../finding.ts'
import { type CheckInput, namesOf, textsOf } from '../review-input.ts'

const usual = ['人民政府', '委员会', '厅', '局', '办公室', '街道办事处', '人民法院', '人民检察院']

/** F25. The end of a name or a kind calls attention; 管委会, 村委会 and many a 局 are something else, so a person decides. */
export function checkGovernment({ application, rule }: CheckInput): readonly Observation[] {
  const { organisations } = application
  if (organisations.length === 0) return [observe('cannot-check', 'lead-not-entered', {}, { field: 'lead' })]
  const listed = textsOf(rule, 'endings')
  const endings = listed.length > 0 ? listed : usual
  const perhaps = organisations.filter((one) => looksLikeGovernment(one, endings))
  const evidence = [{ field: 'lead' }, { field: 'kinds' }] as const
  return perhaps.length > 0
    ? [observe('cannot-check', 'perhaps-government', { organisations: namesOf(perhaps) }, ...evidence)]
    : [observe('cannot-check', 'no-government-seen', { count: organisations.length }, ...evidence)]
}

function looksLikeGovernment({ name, kind }: ApplicationOrganisation, endings: readonly string[]): boolean {
  const bare = comparableName(name).replace(/\([^()]*\)$/u, '')
  return endings.some((ending) => bare.endsWith(ending)) || /机关|政府|行政单位/u.test(kind ?? '')
}
