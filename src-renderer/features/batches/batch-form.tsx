import { Button, ConfigProvider, Input, Radio, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { BatchContent } from '../../../src-main/domain/batches/index.ts'
import { checkDates, isDay, stages, usualFields } from '../../../src-main/domain/batches/rules.ts'
import { emergingIndustries, futureIndustries } from '../../../src-main/domain/formal-review/rules.ts'
import { newestOf, type RulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { kindNames, officeOfLead } from '../../text/batches.ts'
import { messageOf } from '../../text/index.ts'
import { packKey, packName } from '../../text/rule-packs.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { daysBetween, withWeekday } from '../../ui/dates.ts'
import { type DraftForm, DraftOffer } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { type BatchDraft, contentOf } from './batch-draft.ts'
import styles from './batches.module.css'

const leadOffice = ''

/** What is typed, as long as that version is here; for a new batch the newest of the first pack. */
function packOf(packs: readonly RulePack[], { rulePack, rulePackVersion }: BatchDraft): RulePack | undefined {
  const same = packs.find(({ id, version }) => id === rulePack && version === rulePackVersion)
  return same ?? newestOf(packs)[0]
}

/** The set-up of a batch. What is typed is a draft until `onSubmit` records it. */
export function BatchForm({
  draft,
  action,
  isKindFixed,
  refusal,
  isRunning,
  onSubmit,
  onCancel,
}: {
  readonly draft: DraftForm<BatchDraft>
  readonly action: string
  readonly isKindFixed: boolean
  readonly refusal: Refusal | null
  readonly isRunning: boolean
  readonly onSubmit: (content: BatchContent) => void
  readonly onCancel: () => void
}) {
  const desk = useDesk()
  const offices = useQueryOf(desk.offices.list, null)
  const packs = useQueryOf(desk.rulePacks.list, null)
  const [isTried, setTried] = useState(false)
  const { value, change } = draft
  const ownPacks = (packs.data ?? []).filter(({ kind }) => kind === value.kind)
  const pack = packOf(ownPacks, value)
  const officeOptions = (offices.data ?? []).map(({ code, name }) => ({ value: code, label: name }))
  const usual = value.kind === 'joint' ? usualFields : [...emergingIndustries, ...futureIndustries]
  const faults = faultsOf(value)

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (Object.values(faults).some((fault) => fault !== null) || !pack) return
    onSubmit(contentOf({ ...value, rulePack: pack.id, rulePackVersion: pack.version }))
  }

  const fault = (field: keyof typeof faults) => (isTried ? faults[field] : null)
  return (
    <form onSubmit={submit} className={styles.form}>
      <DraftOffer draft={draft} />
      <div>
        <ConfigProvider componentDisabled={!draft.isOpen}>
          <Field label="批次名称" fault={fault('title')} isRequired>
            {(control) => (
              <Input
                {...control}
                value={value.title}
                maxLength={120}
                placeholder="如：2026 年第一批联合攻关项目"
                onChange={({ target }) => change({ title: target.value })}
              />
            )}
          </Field>
          <Field label="年度" fault={fault('year')} isRequired>
            {(control) => (
              <Input
                {...control}
                className={styles.year ?? ''}
                inputMode="numeric"
                value={value.year}
                maxLength={4}
                onChange={({ target }) => change({ year: target.value.replaceAll(/\D/g, '') })}
              />
            )}
          </Field>
          <Field label="类别" hint={isKindFixed ? '类别在建立时确定，不能更改。' : undefined} isRequired>
            {({ id }) => (
              <Radio.Group
                id={id}
                className={styles.radios ?? ''}
                aria-label="类别"
                disabled={isKindFixed}
                value={value.kind}
                onChange={({ target }) => change({ kind: target.value, rulePack: '' })}
                options={Object.entries(kindNames).map(([kind, label]) => ({ value: kind, label }))}
              />
            )}
          </Field>
          <Field label="领域" hint="可以从常用领域中选，也可以自己输入后按回车。不分领域的可以不填。">
            {({ status, ...control }) => (
              <Select
                {...control}
                status={status}
                mode="tags"
                value={[...value.fields]}
                maxCount={60}
                placeholder="选择或输入领域"
                tokenSeparators={['、', '，', ',', '；', ';']}
                style={{ width: '100%' }}
                options={usual.map((field) => ({ value: field, label: field }))}
                onChange={(fields: string[]) =>
                  change({
                    fields: [...new Set(fields.map((field) => field.trim().slice(0, 40)).filter(Boolean))],
                  })
                }
              />
            )}
          </Field>
          <Field label="受理起止" fault={fault('dates')} hint={weekdaysHint(value)} isRequired>
            {({ id, ...control }) => (
              <span className={styles.dates}>
                <DateInput
                  control={{ ...control, id }}
                  label="受理开始"
                  value={value.opens}
                  onChange={(opens) => change({ opens })}
                />
                至
                <DateInput
                  control={{ ...control, id: `${id}-closes` }}
                  label="受理截止"
                  value={value.closes}
                  onChange={(closes) => change({ closes })}
                />
              </span>
            )}
          </Field>
          <Field label="主办单位" hint="联合发文时排在最前的单位。" isRequired>
            {({ status, ...control }) => (
              <Select
                {...control}
                status={status}
                value={value.host}
                options={officeOptions}
                style={{ width: '100%' }}
                onChange={(host: string) => change({ host })}
              />
            )}
          </Field>
          {stages.map((stage) => (
            <Field key={stage} label={`${stage}承办单位`}>
              {({ status, ...control }) => (
                <Select
                  {...control}
                  status={status}
                  value={value.undertaking[stage] ?? leadOffice}
                  options={[{ value: leadOffice, label: officeOfLead }, ...officeOptions]}
                  style={{ width: '100%' }}
                  onChange={(code: string) =>
                    change({
                      undertaking: { ...value.undertaking, [stage]: code === leadOffice ? null : code },
                    })
                  }
                />
              )}
            </Field>
          ))}
          {!isKindFixed && (
            <Field
              label="审查规则"
              hint={
                pack &&
                (pack.basis.confirmed
                  ? `依据：${pack.basis.confirmed.title}（${pack.basis.confirmed.number}）`
                  : `依据：${pack.basis.title}。本单位尚未确认依据，文书上会标注「征求意见」。`)
              }
              isRequired
            >
              {({ status, ...control }) => (
                <Select
                  {...control}
                  status={status}
                  value={pack ? packKey(pack) : null}
                  options={newestOf(ownPacks).map((one) => ({ value: packKey(one), label: packName(one) }))}
                  style={{ width: '100%' }}
                  onChange={(key: string) => {
                    const chosen = ownPacks.find((one) => packKey(one) === key)
                    if (chosen) change({ rulePack: chosen.id, rulePackVersion: chosen.version })
                  }}
                />
              )}
            </Field>
          )}
          <Field
            label="签批"
            hint="需要签批的，在处长或分管领导签批登记之前，通知和名单都标注「待签批，未生效」，补交期限不起算。"
          >
            {({ id }) => (
              <Radio.Group
                id={id}
                className={styles.radios ?? ''}
                aria-label="签批"
                value={value.signOff}
                onChange={({ target }) => change({ signOff: target.value })}
                options={[
                  { value: true, label: '结论经签批后生效' },
                  { value: false, label: '不需要签批' },
                ]}
              />
            )}
          </Field>
        </ConfigProvider>
      </div>
      <RefusalNote refusal={refusal} />
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={isRunning} disabled={!draft.isOpen}>
          {action}
        </Button>
        <Button onClick={onCancel}>返回</Button>
        <span className={styles.kept}>填写中的内容会自动保留在本机。</span>
      </div>
    </form>
  )
}

function weekdaysHint({ opens, closes }: BatchDraft): string | undefined {
  if (!isDay(opens) || !isDay(closes)) return '从日历中选，或直接输入，如 20261122。'
  return `${withWeekday(opens).slice(11)}开始，${withWeekday(closes).slice(11)}截止，共 ${daysBetween(opens, closes) + 1} 天`
}

function faultsOf({ title, year, opens, closes }: BatchDraft) {
  const dates = checkDates({ opens, closes })
  const number = Number(year)
  return {
    title: title.trim().length < 2 ? '请填写批次名称' : null,
    year: number >= 2020 && number <= 2100 ? null : '请填写四位年份',
    dates: dates.ok ? null : messageOf(dates.error).what,
  }
}
