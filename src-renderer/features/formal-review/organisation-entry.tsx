import type { ApplicationOrganisation } from '../../../src-main/domain/applications/record.ts'
import { isDay } from '../../../src-main/domain/batches/rules.ts'
import {
  normalCreditCode,
  organisationKinds,
  type Region,
  regionShortLabel,
  regions,
} from '../../../src-main/domain/organisations/rules.ts'
import { dayFrom } from './day-from.ts'
import styles from './evidence.module.css'
import type { OrganisationColumn } from './evidence-view.ts'
import { TextEntry } from './text-entry.tsx'

/** Enters one missing fact about an organisation, recorded at once. */
export function OrganisationEntry({
  column,
  draftName,
  organisation,
  isDisabled,
  onEnter,
}: {
  readonly column: OrganisationColumn
  /** Names what is being typed, so that it is kept. */
  readonly draftName: string
  readonly organisation: ApplicationOrganisation
  readonly isDisabled: boolean
  readonly onEnter: (patch: Partial<ApplicationOrganisation>) => void
}) {
  const label = (what: string) => `录入${organisation.name}的${what}`
  switch (column) {
    case 'legalPerson':
      return (
        <fieldset className={styles.entry} disabled={isDisabled} aria-label={label('独立法人资格')}>
          <button type="button" data-entry onClick={() => onEnter({ legalPerson: true })}>
            是
          </button>
          <button type="button" onClick={() => onEnter({ legalPerson: false })}>
            否
          </button>
        </fieldset>
      )
    case 'region':
      return (
        <Choice
          label={label('所在地')}
          isDisabled={isDisabled}
          options={regions.map((region) => [region, regionShortLabel(region)])}
          onChoose={(region) => onEnter({ region: region as Region })}
        />
      )
    case 'kind':
      return (
        <Choice
          label={label('类型')}
          isDisabled={isDisabled}
          options={organisationKinds.map((kind) => [kind, kind])}
          onChoose={(kind) => onEnter({ kind })}
        />
      )
    case 'code':
      return (
        <TextEntry
          label={label('信用代码')}
          draftName={draftName}
          maxLength={40}
          isDisabled={isDisabled}
          onEnter={(text) => onEnter({ code: normalCreditCode(text) })}
        />
      )
    case 'registered':
      return (
        <TextEntry
          label={label('成立日期')}
          draftName={draftName}
          maxLength={40}
          isDisabled={isDisabled}
          faultOf={(text) => (isDay(dayFrom(text)) ? null : '请按 2018-05-20 的样子填写')}
          onEnter={(text) => onEnter({ registered: dayFrom(text) })}
        />
      )
    default:
      return <span className={styles.missing}>未录入</span>
  }
}

function Choice({
  label,
  isDisabled,
  options,
  onChoose,
}: {
  readonly label: string
  readonly isDisabled: boolean
  readonly options: readonly (readonly [value: string, label: string])[]
  readonly onChoose: (value: string) => void
}) {
  return (
    <select
      data-entry
      className={styles.choice}
      aria-label={label}
      disabled={isDisabled}
      value=""
      onChange={({ target }) => onChoose(target.value)}
    >
      <option value="" disabled>
        未录入，请选择
      </option>
      {options.map(([value, text]) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  )
}
