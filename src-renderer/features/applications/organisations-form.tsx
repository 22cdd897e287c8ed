import { AutoComplete, Button, Input, Select } from 'antd'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ApplicationOrganisation } from '../../../src-main/domain/applications/record.ts'
import { type OrganisationRole, organisationRoles } from '../../../src-main/domain/applications/rules.ts'
import { isDay } from '../../../src-main/domain/batches/rules.ts'
import {
  checkCreditCode,
  organisationKinds,
  type Region,
  regionShortLabel,
  regions,
} from '../../../src-main/domain/organisations/rules.ts'
import { useDraft } from '../../ui/draft-form.tsx'
import { CloseIcon } from '../../ui/icons.tsx'
import { dayFrom } from '../formal-review/day-from.ts'
import { EditFrame } from './edit-frame.tsx'
import styles from './organisations.module.css'
import { draftName, useCompletion } from './use-completion.ts'

type Typed = {
  readonly key: string
  readonly name: string
  readonly code: string
  readonly kind: string
  readonly region: Region | ''
  readonly city: string
  readonly roles: readonly OrganisationRole[]
  readonly legalPerson: 'yes' | 'no' | ''
  readonly registered: string
}

/** Types the organisations of an application; empty fields are 未录入, an empty name takes the organisation out. */
export function OrganisationsForm({
  application,
  onDone,
}: {
  readonly application: Application
  readonly onDone: () => void
}) {
  const draft = useDraft(draftName(application.id, 'organisations'), {
    organisations: application.content.organisations.map(typedOf),
  })
  const { save, isRunning, refusal } = useCompletion(application)
  const { organisations } = draft.value
  const entered = organisations.filter(({ name }) => name.trim() !== '')
  const fault = !entered.some(({ roles }) => roles.includes('牵头'))
    ? '没有一家单位的角色是「牵头」'
    : entered.some(({ registered }) => registered.trim() !== '' && !isDay(dayFrom(registered.trim())))
      ? '成立日期请按 2018-05-20 的样子填写'
      : null

  const change = (key: string, patch: Partial<Typed>) =>
    draft.change({
      organisations: organisations.map((one) => (one.key === key ? { ...one, ...patch } : one)),
    })

  async function record() {
    const result = await save({ organisations: entered.map(organisationOf) })
    if (!result.ok) return
    await draft.clear()
    onDone()
  }
  return (
    <EditFrame
      draft={draft}
      refusal={refusal}
      isSaving={isRunning}
      fault={fault}
      onSave={() => void record()}
      onClose={onDone}
      onGiveUp={() => void draft.clear().then(onDone)}
    >
      <ul className={styles.organisationForms}>
        {organisations.map((one, index) => (
          <li key={one.key}>
            <OrganisationFields
              typed={one}
              place={index + 1}
              onChange={(patch) => change(one.key, patch)}
              onRemove={() =>
                draft.change({ organisations: organisations.filter(({ key }) => key !== one.key) })
              }
            />
          </li>
        ))}
      </ul>
      <Button
        size="small"
        onClick={() => draft.change({ organisations: [...organisations, typedOf(nobody)] })}
      >
        添加单位
      </Button>
    </EditFrame>
  )
}

function OrganisationFields({
  typed,
  place,
  onChange,
  onRemove,
}: {
  readonly typed: Typed
  readonly place: number
  readonly onChange: (patch: Partial<Typed>) => void
  readonly onRemove: () => void
}) {
  const { name, code, kind, region, city, roles, legalPerson, registered } = typed
  const label = (what: string) => `第 ${place} 家单位：${what}`
  const isWrong = code.trim() !== '' && region !== 'abroad' && !checkCreditCode(code).ok
  return (
    <div className={styles.organisationForm}>
      <Input
        className={styles.formName ?? ''}
        aria-label={label('名称')}
        placeholder="单位全称，与公章一致"
        maxLength={120}
        value={name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <Select
        mode="multiple"
        className={styles.formRoles ?? ''}
        aria-label={label('角色')}
        placeholder="角色"
        value={[...roles]}
        onChange={(value) => onChange({ roles: value })}
        options={organisationRoles.map((role) => ({ value: role, label: role }))}
      />
      <Button
        type="text"
        icon={<CloseIcon />}
        onClick={onRemove}
        title="移去这家单位"
        aria-label={label('移去')}
      />
      <Input
        className={styles.formCode ?? ''}
        aria-label={label('统一社会信用代码')}
        placeholder="信用代码，未录入可空"
        status={isWrong ? 'error' : ''}
        title={isWrong ? '校验不通过，请核对' : undefined}
        maxLength={40}
        value={code}
        onChange={({ target }) => onChange({ code: target.value })}
      />
      <Select
        allowClear
        className={styles.formRegion ?? ''}
        aria-label={label('所在地区')}
        placeholder="地区"
        value={region === '' ? null : region}
        onChange={(value) => onChange({ region: value ?? '' })}
        options={regions.map((one) => ({ value: one, label: regionShortLabel(one) }))}
      />
      <Input
        className={styles.formCity ?? ''}
        aria-label={label('所在城市')}
        placeholder="城市"
        maxLength={40}
        value={city}
        onChange={({ target }) => onChange({ city: target.value })}
      />
      <AutoComplete
        className={styles.formKind ?? ''}
        aria-label={label('类型')}
        placeholder="类型"
        value={kind}
        onChange={(value: string) => onChange({ kind: value })}
        options={organisationKinds.map((one) => ({ value: one }))}
      />
      <Select
        allowClear
        className={styles.formLegal ?? ''}
        aria-label={label('独立法人资格')}
        placeholder="独立法人"
        value={legalPerson === '' ? null : legalPerson}
        onChange={(value) => onChange({ legalPerson: value ?? '' })}
        options={[
          { value: 'yes', label: '独立法人' },
          { value: 'no', label: '非独立法人' },
        ]}
      />
      <Input
        className={styles.formRegistered ?? ''}
        aria-label={label('成立日期')}
        placeholder="成立日期，可空"
        status={registered.trim() !== '' && !isDay(dayFrom(registered.trim())) ? 'error' : ''}
        maxLength={40}
        value={registered}
        onChange={({ target }) => onChange({ registered: target.value })}
      />
    </div>
  )
}

const nobody: ApplicationOrganisation = {
  name: '',
  code: null,
  kind: null,
  region: null,
  city: null,
  roles: ['参与'],
  legalPerson: null,
  registered: null,
}

function typedOf(organisation: ApplicationOrganisation): Typed {
  const { name, code, kind, region, city, roles, legalPerson, registered } = organisation
  return {
    key: crypto.randomUUID(),
    name,
    code: code ?? '',
    kind: kind ?? '',
    region: region ?? '',
    city: city ?? '',
    roles,
    legalPerson: legalPerson === null ? '' : legalPerson ? 'yes' : 'no',
    registered: registered ?? '',
  }
}

function organisationOf({
  name,
  code,
  kind,
  region,
  city,
  roles,
  legalPerson,
  registered,
}: Typed): ApplicationOrganisation {
  return {
    name: name.trim(),
    code: code.trim().toUpperCase() || null,
    kind: kind.trim() || null,
    region: region || null,
    city: city.trim() || null,
    roles,
    legalPerson: legalPerson === '' ? null : legalPerson === 'yes',
    registered: dayFrom(registered.trim()) || null,
  }
}
