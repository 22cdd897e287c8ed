import { useState } from 'react'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { applicationFieldLabels as labels } from '../../text/application-fields.ts'
import styles from './application.module.css'
import { ApplicationSection, EditButton, NotEntered } from './application-section.tsx'
import { infoFields, labelOf, wideFields } from './info-fields.ts'
import { InfoForm } from './info-form.tsx'
import { ShortFacts } from './short-facts.tsx'

const routeWords = {
  '1': '路径一：由联合攻关项目牵头单位发起',
  '2': '路径二：省级创新联合体提能升级',
} as const

/** What the application says of itself; what is 未录入 can be typed beside the document. */
export function InfoSection({
  application,
  batch,
  canEdit,
}: {
  readonly application: Application
  readonly batch: Batch
  readonly canEdit: boolean
}) {
  const [isEditing, setEditing] = useState(false)
  const { content } = application
  const onEdit = canEdit ? () => setEditing(true) : undefined
  const shown = (text: string | null) =>
    text === null ? <NotEntered onEdit={onEdit} /> : <span className={styles.text}>{text}</span>
  const others = Object.entries(content.other)
  return (
    <ApplicationSection
      title="申报信息"
      remark={`${batch.title}（${batch.year}）`}
      actions={onEdit && !isEditing && <EditButton onEdit={onEdit} />}
    >
      {isEditing ? (
        <InfoForm application={application} batch={batch} onDone={() => setEditing(false)} />
      ) : (
        <>
          <ShortFacts
            facts={infoFields(application.kind).map((field) => ({
              label: labels[labelOf[field]],
              value: shown(field === 'route' && content.route ? routeWords[content.route] : content[field]),
              isWide: wideFields.includes(field),
            }))}
          />
          {others.length > 0 && (
            <>
              <h3 className={styles.subheading}>{labels.other}</h3>
              <ShortFacts
                facts={others.map(([label, value]) => ({ label, value, isWide: value.length > 16 }))}
              />
            </>
          )}
        </>
      )}
    </ApplicationSection>
  )
}
