import { useState } from 'react'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ApplicationOrganisation } from '../../../src-main/domain/applications/record.ts'
import {
  checkCreditCode,
  type Region,
  regionShortLabel,
} from '../../../src-main/domain/organisations/rules.ts'
import { ApplicationSection, EditButton, NotEntered } from './application-section.tsx'
import styles from './organisations.module.css'
import { OrganisationsForm } from './organisations-form.tsx'

/** 单位: who takes part, as what, from where. */
export function OrganisationsSection({
  application,
  canEdit,
}: {
  readonly application: Application
  readonly canEdit: boolean
}) {
  const [isEditing, setEditing] = useState(false)
  const { organisations } = application.content
  const onEdit = canEdit ? () => setEditing(true) : undefined
  return (
    <ApplicationSection
      title="单位"
      remark={`${organisations.length} 家`}
      actions={onEdit && !isEditing && <EditButton onEdit={onEdit} />}
    >
      {isEditing ? (
        <OrganisationsForm application={application} onDone={() => setEditing(false)} />
      ) : organisations.length === 0 ? (
        <NotEntered onEdit={onEdit} />
      ) : (
        <ul className={styles.organisations}>
          {organisations.map((organisation) => (
            <li key={`${organisation.name} ${organisation.roles.join()}`}>
              <Organisation organisation={organisation} onEdit={onEdit} />
            </li>
          ))}
        </ul>
      )}
    </ApplicationSection>
  )
}

function Organisation({
  organisation,
  onEdit,
}: {
  readonly organisation: ApplicationOrganisation
  readonly onEdit: (() => void) | undefined
}) {
  const { name, code, kind, region, city, roles, legalPerson, registered } = organisation
  const missing = <NotEntered onEdit={onEdit} />
  const isWrong = code !== null && region !== 'abroad' && !checkCreditCode(code).ok
  return (
    <>
      <div className={styles.organisation}>
        <span className={styles.organisationName}>{name}</span>
        <span className={styles.roles}>{roles.length > 0 ? roles.join('、') : missing}</span>
      </div>
      <dl className={styles.organisationFacts}>
        <dt>信用代码</dt>
        <dd>
          {code ?? (region === 'abroad' ? '境外，不适用' : missing)}
          {isWrong && <span className={styles.wrong}>校验不通过</span>}
        </dd>
        <dt>所在地</dt>
        <dd>{region === null ? missing : placeInWords(region, city)}</dd>
        <dt>类型</dt>
        <dd>{kind ?? missing}</dd>
        <dt>独立法人</dt>
        <dd>{legalPerson === null ? missing : legalPerson ? '是' : '否'}</dd>
        {registered !== null && (
          <>
            <dt>成立日期</dt>
            <dd>{registered}</dd>
          </>
        )}
      </dl>
    </>
  )
}

/** 「江苏 苏州市」; a city that begins with its region's name says both. */
function placeInWords(region: Region, city: string | null): string {
  const short = regionShortLabel(region)
  return city?.startsWith(short) ? city : [short, city].filter(Boolean).join(' ')
}
