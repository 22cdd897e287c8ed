import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ApplicationContent, ApplicationMoney } from '../../../src-main/domain/applications/record.ts'
import {
  type ApplicationField,
  isMoneyKey,
  moneyKeys,
  readAmountCell,
} from '../../../src-main/domain/applications/rules.ts'
import { isDay } from '../../../src-main/domain/batches/rules.ts'
import { applicationFieldLabels } from '../../text/application-fields.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useCompletion } from '../applications/use-completion.ts'
import { dayFrom } from './day-from.ts'
import styles from './evidence.module.css'
import { TextEntry } from './text-entry.tsx'

/** Fields of one text, with how long it may be. */
const texts = {
  field: ['field', 80],
  task: ['task', 200],
  secrecy: ['secrecy', 40],
  'reserve-entry': ['reserveEntry', 80],
  'reserve-state': ['reserveState', 40],
  'guide-direction': ['guideDirection', 200],
  indicators: ['indicators', 20_000],
  summary: ['summary', 50_000],
} as const satisfies Partial<Record<ApplicationField, readonly [keyof ApplicationContent, number]>>

/** Enters a missing fact in its place; 「未录入」 alone for facts that are not one field. */
export function FactEntry({
  application,
  field,
}: {
  readonly application: Application
  readonly field: ApplicationField
}) {
  const { save, isRunning, refusal, reset } = useCompletion(application)
  const { money } = application.content
  const entry = entryFor(field)
  if (!entry) return <>未录入</>
  return (
    <>
      {entry.kind === 'route' ? (
        <select
          data-entry
          className={styles.choice}
          aria-label={`录入${applicationFieldLabels[field]}`}
          disabled={isRunning}
          value=""
          onChange={({ target }) => void save({ route: target.value as '1' | '2' })}
        >
          <option value="" disabled>
            未录入，请选择
          </option>
          <option value="1">路径一</option>
          <option value="2">路径二</option>
        </select>
      ) : (
        <TextEntry
          label={`录入${applicationFieldLabels[field]}${entry.kind === 'amount' ? '（万元）' : ''}`}
          draftName={`${application.id}/field-${field}`}
          maxLength={entry.kind === 'text' ? entry.maxLength : 40}
          isDisabled={isRunning}
          faultOf={(text) => faultOf(entry.kind, text)}
          onEnter={(text) => void save(patchOf(entry, text, money))}
        />
      )}
      {entry.kind === 'amount' && <span className={styles.unit}>万元</span>}
      <RefusalNote refusal={refusal} onClose={reset} />
    </>
  )
}

type Entry =
  | { readonly kind: 'text'; readonly name: keyof ApplicationContent; readonly maxLength: number }
  | { readonly kind: 'amount'; readonly name: keyof ApplicationMoney }
  | { readonly kind: 'day'; readonly name: 'start' | 'end' | 'received' }
  | { readonly kind: 'route' }

function entryFor(field: ApplicationField): Entry | null {
  if (field === 'route') return { kind: 'route' }
  if (field === 'start' || field === 'end' || field === 'received') return { kind: 'day', name: field }
  if (isMoneyKey(field)) return { kind: 'amount', name: moneyKeys[field] }
  if (!(field in texts)) return null
  const [name, maxLength] = texts[field as keyof typeof texts]
  return { kind: 'text', name, maxLength }
}

function faultOf(kind: Entry['kind'], text: string): string | null {
  if (kind === 'day') return isDay(dayFrom(text)) ? null : '请按 2026-11-22 的样子填写'
  if (kind === 'amount') return readAmountCell(text, 'wan').ok ? null : '请填写万元数，如 1234.56'
  return null
}

function patchOf(entry: Entry, text: string, money: ApplicationMoney): Partial<ApplicationContent> {
  switch (entry.kind) {
    case 'text':
      return { [entry.name]: text }
    case 'day':
      return { [entry.name]: dayFrom(text) }
    case 'amount': {
      const amount = readAmountCell(text, 'wan')
      return amount.ok ? { money: { ...money, [entry.name]: amount.amount } } : {}
    }
    case 'route':
      return {}
  }
}
