import { Button } from 'antd'
import { useState } from 'react'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ApplicationOrganisation } from '../../../src-main/domain/applications/record.ts'
import { checkCreditCode, regionShortLabel } from '../../../src-main/domain/organisations/rules.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { OrganisationsForm } from '../applications/organisations-form.tsx'
import { useCompletion } from '../applications/use-completion.ts'
import styles from './evidence.module.css'
import type { OrganisationColumn } from './evidence-view.ts'
import { OrganisationEntry } from './organisation-entry.tsx'

const columns: readonly {
  readonly key: OrganisationColumn
  readonly title: string
  readonly text: (organisation: ApplicationOrganisation) => string | null
}[] = [
  { key: 'name', title: '单位全称', text: ({ name }) => name },
  { key: 'roles', title: '角色', text: ({ roles }) => roles.join('、') || null },
  {
    key: 'region',
    title: '所在地',
    text: ({ region, city }) => region && place(regionShortLabel(region), city),
  },
  {
    key: 'code',
    title: '统一社会信用代码',
    text: ({ code, region }) => code ?? (region === 'abroad' ? '境外，不适用' : null),
  },
  { key: 'kind', title: '类型', text: ({ kind }) => kind },
  {
    key: 'legalPerson',
    title: '独立法人',
    text: ({ legalPerson }) => (legalPerson === null ? null : legalPerson ? '是' : '否'),
  },
  { key: 'registered', title: '成立日期', text: ({ registered }) => registered },
]

/** The organisations of an application; what the item is about stands out, what is 未录入 there is entered in place. */
export function EvidenceOrganisations({
  application,
  marked,
  canEdit,
}: {
  readonly application: Application
  readonly marked: readonly OrganisationColumn[]
  readonly canEdit: boolean
}) {
  const { organisations } = application.content
  const [isCorrecting, setCorrecting] = useState(false)
  const { save, isRunning, refusal, reset } = useCompletion(application)
  const enter = (index: number, patch: Partial<ApplicationOrganisation>) =>
    void save({ organisations: organisations.map((one, i) => (i === index ? { ...one, ...patch } : one)) })
  // Few guides ask for it: a column of its own only where an item does.
  const shown = columns.filter(({ key }) => key !== 'registered' || marked.includes(key))
  const unknownLegal = organisations.filter(({ legalPerson }) => legalPerson === null)

  if (isCorrecting) {
    return (
      <div className={styles.scroll}>
        <OrganisationsForm application={application} onDone={() => setCorrecting(false)} />
      </div>
    )
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.scroll} aria-label="单位" tabIndex={0}>
      <RefusalNote refusal={refusal} onClose={reset} />
      <table className={styles.organisations}>
        <thead>
          <tr>
            {shown.map(({ key, title }) => (
              <th key={key} scope="col" data-marked={marked.includes(key) || undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {organisations.map((organisation, index) => (
            <tr key={`${organisation.name} ${organisation.code}`}>
              {shown.map(({ key, text }) => {
                const value = text(organisation)
                const isMarked = marked.includes(key)
                return (
                  <td key={key} data-marked={isMarked || undefined} data-column={key}>
                    {value ??
                      (canEdit && isMarked ? (
                        <OrganisationEntry
                          column={key}
                          draftName={`${application.id}/${key}-${index}`}
                          organisation={organisation}
                          isDisabled={isRunning}
                          onEnter={(patch) => enter(index, patch)}
                        />
                      ) : (
                        <span className={styles.missing}>未录入</span>
                      ))}
                    {key === 'code' &&
                      organisation.code !== null &&
                      !checkCreditCode(organisation.code).ok && (
                        <span className={styles.fault}>校验不通过</span>
                      )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {canEdit && (
        <div className={styles.below}>
          {marked.includes('legalPerson') && unknownLegal.length > 1 && (
            <Button
              size="small"
              disabled={isRunning}
              onClick={() =>
                void save({
                  organisations: organisations.map((one) => ({
                    ...one,
                    legalPerson: one.legalPerson ?? true,
                  })),
                })
              }
            >
              未录入的 {unknownLegal.length} 家都记为独立法人
            </Button>
          )}
          <Button size="small" onClick={() => setCorrecting(true)}>
            更正或增加单位
          </Button>
        </div>
      )}
    </section>
  )
}

function place(region: string, city: string | null): string {
  return city && !city.startsWith(region) ? `${region}　${city}` : (city ?? region)
}
