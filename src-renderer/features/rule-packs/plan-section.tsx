import { Button, Select } from 'antd'
import { useLocation } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { newestOf, type RulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { packKey, packName } from '../../text/rule-packs.ts'
import { DraftOffer, useDraft } from '../../ui/draft-form.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { Section } from '../../ui/page.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { adoptPath } from './paths.ts'
import { changesBetween, type Plan, type PlanChange } from './plan.ts'
import styles from './rule-packs.module.css'
import { RulesTable } from './rules-table.tsx'

/** The rules of a batch, switched and set; nothing counts before it is recorded as the plan of the batch. */
export function PlanSection({
  batch,
  packs,
  recorded,
}: {
  readonly batch: Batch
  /** Every version that is here of packs for this kind of batch. */
  readonly packs: readonly RulePack[]
  readonly recorded: Plan
}) {
  const desk = useDesk()
  const may = useMay()
  const { institution } = usePerson()
  const notify = useNotify()
  const [, navigate] = useLocation()
  const officeName = useOfficeName()
  const recording = useRecord(desk.rulePacks.setBatchRules)
  const draft = useDraft<Plan>(
    // What was typed for one version is no plan for another.
    `rule-packs/${batch.id}/${recorded.pack}/${recorded.version}`,
    recorded,
  )
  const plan = draft.value
  const isPlanned = (one: RulePack, of: Plan) => one.id === of.pack && one.version === of.version
  const pack = packs.find((one) => isPlanned(one, plan))
  if (!pack) return null
  const isOwn = batch.institution === institution
  const canEdit = isOwn && may('rule-packs:edit')
  const changes = changesBetween(recorded, plan, pack)
  const choices = packs.filter((one) => isPlanned(one, recorded) || newestOf(packs).includes(one))

  async function record() {
    const inputOf = ({ pack: chosen, version, settings }: Plan) => ({
      pack: chosen,
      version,
      settings: structuredClone(settings) as Parameters<typeof recording.run>[0]['settings'],
    })
    const result = await recording.run({ batch: batch.id, ...inputOf(plan) })
    if (!result.ok) return
    await draft.clear()
    notify.done('已记录为本批次的评审方案', () =>
      desk.rulePacks.setBatchRules({ batch: batch.id, ...inputOf(recorded) }),
    )
  }

  return (
    <Section
      title="规则"
      actions={
        canEdit &&
        choices.length > 1 && (
          <PackSelect
            packs={choices}
            chosen={pack}
            onChange={(other) => navigate(adoptPath(batch.id, other))}
          />
        )
      }
    >
      {!isOwn && (
        <div className={styles.note}>
          <Note>
            这个批次由{officeName(batch.institution)}
            建立，审查规则由对方设定，随数据交换包更新；本机只能查看。
          </Note>
        </div>
      )}
      {canEdit && <DraftOffer draft={draft} />}
      <RulesTable
        pack={pack}
        plan={canEdit ? plan : recorded}
        {...(canEdit && draft.isOpen ? { onChange: (next: Plan) => draft.change(next) } : {})}
      />
      {canEdit && changes.length > 0 && (
        <section className={styles.record} aria-label="未记录的改动">
          <Changes changes={changes} />
          <RefusalNote refusal={recording.refusal} onClose={recording.reset} />
          <div className={styles.buttons}>
            <Button onClick={() => draft.change(recorded)}>放弃改动</Button>
            <Button type="primary" loading={recording.isRunning} onClick={() => void record()}>
              记录为本批次评审方案
            </Button>
          </div>
        </section>
      )}
    </Section>
  )
}

function Changes({ changes }: { readonly changes: readonly PlanChange[] }) {
  return (
    <>
      <h3>未记录的改动</h3>
      <ul className={styles.changes}>
        {changes.map(({ code, title, text }) => (
          <li key={`${code} ${text}`}>
            {code} {title}　{text}
          </li>
        ))}
      </ul>
      <p className={styles.hint}>
        记录后，未作结论的审查立即按新方案核对，停用的项不再出现；已作结论的不受影响。
      </p>
    </>
  )
}

function PackSelect({
  packs,
  chosen,
  onChange,
}: {
  readonly packs: readonly RulePack[]
  readonly chosen: RulePack
  readonly onChange: (pack: RulePack) => void
}) {
  return (
    <Select
      aria-label="采用哪一套规则"
      value={packKey(chosen)}
      onChange={(key) => onChange(packs.find((one) => packKey(one) === key) ?? chosen)}
      style={{ width: 240 }}
      options={packs.map((one) => ({ value: packKey(one), label: packName(one) }))}
    />
  )
}
