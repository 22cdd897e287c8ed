import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ApplicationField } from '../../../src-main/domain/applications/rules.ts'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { applicationFieldLabels } from '../../text/application-fields.ts'
import { InfoSection } from '../applications/info-section.tsx'
import { MoneySection } from '../applications/money-section.tsx'
import styles from './evidence.module.css'
import { FactEntry } from './fact-entry.tsx'
import { factOf } from './facts.ts'

/** What an application says: the fields the item is about large, what is missing entered in place; all of it below. */
export function EvidenceFacts({
  page: { application, batch },
  fields,
  canEdit,
}: {
  readonly page: Pick<ReviewPage, 'application' | 'batch'>
  readonly fields: readonly ApplicationField[]
  readonly canEdit: boolean
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.facts} aria-label="申报信息" tabIndex={0}>
      {fields.length > 0 && (
        <dl className={styles.large}>
          {fields.map((field) => (
            <Fact key={field} application={application} field={field} canEdit={canEdit} />
          ))}
        </dl>
      )}
      <InfoSection application={application} batch={batch} canEdit={canEdit} />
      <MoneySection application={application} canEdit={canEdit} />
    </section>
  )
}

/** Beside a document: what the record says, to compare with what is written there. */
export function CompareStrip({
  application,
  fields,
}: {
  readonly application: Application
  readonly fields: readonly ApplicationField[]
}) {
  if (fields.length === 0) return null
  return (
    // Focusable, so that the keyboard can scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className={styles.compareScroll} aria-label="对照的申报信息" tabIndex={0}>
      <dl className={styles.compare}>
        {fields.map((field) => (
          <Fact key={field} application={application} field={field} canEdit={false} />
        ))}
      </dl>
    </section>
  )
}

function Fact({
  application,
  field,
  canEdit,
}: {
  readonly application: Application
  readonly field: ApplicationField
  readonly canEdit: boolean
}) {
  const fact = factOf(application.content, field)
  return (
    <div>
      <dt>{applicationFieldLabels[field]}</dt>
      <dd data-missing={fact === null || undefined}>
        {fact ?? (canEdit ? <FactEntry application={application} field={field} /> : '未录入')}
      </dd>
    </div>
  )
}
