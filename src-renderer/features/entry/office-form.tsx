import type { FormEvent, ReactNode } from 'react'
import { founding } from '../../../src-main/domain/offices/rules.ts'
import type { DeskName } from '../../../src-main/hosts/backend/entry.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Choices } from './choices.tsx'
import styles from './entry.module.css'
import { EntryPage } from './entry-page.tsx'

type Environment = DeskName['environment']

/** Whose desk it is, and what it is for; null while it is not chosen. */
export type OfficeChoice = { readonly institution: string | null; readonly environment: Environment | null }

export const notChosen: OfficeChoice = { institution: null, environment: null }

const environments: readonly {
  readonly value: Environment
  readonly label: string
  readonly remark: string
}[] = [
  { value: '正式', label: '正式', remark: '办理真实的申报和评审，数据长期保存。' },
  { value: '演练', label: '演练', remark: '用来学习和试用，页面和文书都有「演练」字样，数据不能转入正式。' },
]

/** Whether something of it is still to be chosen, as a fault. */
export function choiceFault({ institution, environment }: OfficeChoice): string | null {
  return institution && environment ? null : '请选择单位和用途'
}

/** Asks whose desk it is and what for, and beside it what else the page asks. */
export function OfficeForm({
  title,
  remark,
  choice,
  onChoose,
  onSubmit,
  fault,
  beside,
  children,
}: {
  readonly title: string
  readonly remark: string
  readonly choice: OfficeChoice
  readonly onChoose: (choice: OfficeChoice) => void
  readonly onSubmit: (event: FormEvent) => void
  /** Of the choice. */
  readonly fault: string | null
  readonly beside: ReactNode
  /** Refusal and buttons. */
  readonly children: ReactNode
}) {
  const { institution, environment } = choice
  return (
    <EntryPage title={title} remark={remark} isWide>
      <form onSubmit={onSubmit} className={styles.form}>
        <div className={styles.columns}>
          <div className={styles.column}>
            <Choices
              label="您的单位"
              name="institution"
              value={institution}
              choices={founding.map(({ code }) => ({
                value: code,
                label: <OfficeChip code={code} form="name" />,
              }))}
              onChange={(code) => onChoose({ ...choice, institution: code })}
            />
            <Choices
              label="用途"
              name="environment"
              value={environment}
              choices={environments}
              onChange={(chosen) => onChoose({ ...choice, environment: chosen })}
            />
          </div>
          <div className={styles.column} data-fields="stacked">
            {beside}
          </div>
        </div>
        {fault && (
          <p role="alert" className={styles.fault}>
            {fault}
          </p>
        )}
        {children}
      </form>
    </EntryPage>
  )
}
