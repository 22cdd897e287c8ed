import { founding } from '../../../src-main/domain/offices/rules.ts'
import type { DeskName } from '../../../src-main/hosts/backend/entry.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Choices } from './choices.tsx'

type Environment = DeskName['environment']

const environments: readonly {
  readonly value: Environment
  readonly label: string
  readonly remark: string
}[] = [
  { value: '正式', label: '正式', remark: '办理真实的申报和评审，数据长期保存。' },
  { value: '演练', label: '演练', remark: '用来学习和试用，页面和文书都有「演练」字样，数据不能转入正式。' },
]

/** Whose desk it is, and what it is for. */
export function OfficeChoices({
  institution,
  environment,
  onInstitution,
  onEnvironment,
}: {
  readonly institution: string | null
  readonly environment: Environment | null
  readonly onInstitution: (code: string) => void
  readonly onEnvironment: (environment: Environment) => void
}) {
  return (
    <>
      <Choices
        label="您的单位"
        name="institution"
        value={institution}
        choices={founding.map(({ code }) => ({ value: code, label: <OfficeChip code={code} form="name" /> }))}
        onChange={onInstitution}
      />
      <Choices
        label="用途"
        name="environment"
        value={environment}
        choices={environments}
        onChange={onEnvironment}
      />
    </>
  )
}
