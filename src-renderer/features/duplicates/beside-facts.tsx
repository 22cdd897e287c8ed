import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ApplicationField } from '../../../src-main/domain/applications/rules.ts'
import type { ComparedSide, SideBySide } from '../../../src-main/domain/duplicates/side-by-side.ts'
import { regionShortLabel, sameOrganisation } from '../../../src-main/domain/organisations/rules.ts'
import { applicationFieldLabels } from '../../text/application-fields.ts'
import { factOf } from '../formal-review/facts.ts'
import styles from './beside.module.css'

const fields: readonly ApplicationField[] = [
  'number',
  'title',
  'field',
  'task',
  'guide-direction',
  'reserve-entry',
  'start',
  'end',
  'total',
  'requested',
  'self-raised',
]

/** What both say, field by field; what differs is marked, organisations that stand in both are named. */
export function BesideFacts({ found: { a, b } }: { readonly found: SideBySide }) {
  const shown = fields.flatMap((field) => {
    const [ours, theirs] = [factOf(a.application.content, field), factOf(b.application.content, field)]
    return ours === null && theirs === null ? [] : [{ field, ours, theirs, differs: ours !== theirs }]
  })
  return (
    <table className={styles.facts}>
      <thead>
        <tr>
          <th scope="col">项目</th>
          <Head side={a} />
          <Head side={b} />
        </tr>
      </thead>
      <tbody>
        {shown.map(({ field, ours, theirs, differs }) => (
          <tr key={field}>
            <th scope="row">
              {applicationFieldLabels[field]}
              <span className={styles.mark}>{differs ? '不同' : '相同'}</span>
            </th>
            <td data-same={!differs || undefined}>{ours ?? '未录入'}</td>
            <td data-same={!differs || undefined}>{theirs ?? '未录入'}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">
            单位
            <span className={styles.mark}>{inCommon(a, b)}</span>
          </th>
          <Organisations of={a.application} beside={b.application} />
          <Organisations of={b.application} beside={a.application} />
        </tr>
      </tbody>
    </table>
  )
}

function Head({ side: { application, office, batch } }: { readonly side: ComparedSide }) {
  return (
    <th scope="col">
      <span className={styles.number}>{application.content.number}</span>
      <span className={styles.origin}>
        {office}　{batch}
      </span>
    </th>
  )
}

function isShared(one: Application['content']['organisations'][number], { content }: Application): boolean {
  return content.organisations.some((other) => sameOrganisation(one, other))
}

function inCommon(a: ComparedSide, b: ComparedSide): string {
  const count = a.application.content.organisations.filter((one) => isShared(one, b.application)).length
  return count === 0 ? '没有相同的' : `${count} 家相同`
}

function Organisations({ of, beside }: { readonly of: Application; readonly beside: Application }) {
  return (
    <td>
      <ul className={styles.organisations}>
        {of.content.organisations.map((one) => {
          const same = isShared(one, beside)
          return (
            <li key={`${one.name} ${one.code}`} data-same={same || undefined}>
              {one.name}
              <span className={styles.role}>
                {[one.roles.join('、'), one.region && regionShortLabel(one.region), same && '两项都有']
                  .filter(Boolean)
                  .join('　')}
              </span>
            </li>
          )
        })}
      </ul>
    </td>
  )
}
