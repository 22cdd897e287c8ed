import { Button } from 'antd'
import { useLocation, useParams } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { BatchRules, KnownPack } from '../../../src-main/domain/rule-packs/index.ts'
import {
  carriedSettings,
  comparePacks,
  type DroppedSetting,
} from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { packName } from '../../text/rule-packs.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { Page, Section } from '../../ui/page.tsx'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useBatches } from '../applications/use-batches.ts'
import { batchOfPath } from '../batches/paths.ts'
import { DifferencesTable } from './differences-table.tsx'
import { EffectsSection } from './effects-section.tsx'
import { EndingNote } from './ending-note.tsx'
import { rulesPath } from './paths.ts'
import styles from './rule-packs.module.css'

/** What another version of the rules would change in a batch, seen before it is adopted. */
export function AdoptPage() {
  const { batch: part, pack: id, version } = useParams<{ batch: string; pack: string; version: string }>()
  const desk = useDesk()
  const { all } = useBatches()
  const batch = all.find((one) => one.id === batchOfPath(part))
  const rules = useQueryOf(desk.rulePacks.ofBatch, batchOfPath(part))
  const packs = useQueryOf(desk.rulePacks.list, null)
  const pack = packs.data?.find((one) => one.id === id && one.version === Number(version))
  const back = { to: rulesPath(batchOfPath(part)), title: '审查规则' }
  return (
    <Page title="比较并采用规则" remark={batch?.title} back={back}>
      <Loaded query={rules}>
        {(now) =>
          batch && now && pack && pack.kind === batch.kind ? (
            <Compared key={`${id} ${version}`} batch={batch} now={now} pack={pack} />
          ) : (
            <EmptyState title="没有可以比较的规则">请返回审查规则页面重新选择。</EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}

function Compared({
  batch,
  now,
  pack,
}: {
  readonly batch: Batch
  readonly now: BatchRules
  readonly pack: KnownPack
}) {
  const desk = useDesk()
  const may = useMay()
  const notify = useNotify()
  const [, navigate] = useLocation()
  const { institution } = usePerson()
  const adopting = useRecord(desk.rulePacks.adopt)
  const seen = { pack: now.pack.id, version: now.pack.version }
  const isUsed = pack.id === seen.pack && pack.version === seen.version
  const canAdopt = may('rule-packs:edit') && batch.institution === institution && !isUsed
  const { dropped } = carriedSettings(now.settings, pack)

  async function adopt() {
    const before = structuredClone(now.settings) as Parameters<
      typeof desk.rulePacks.setBatchRules
    >[0]['settings']
    const result = await adopting.run({ batch: batch.id, pack: pack.id, version: pack.version, seen })
    if (!result.ok) return
    notify.done(`已采用「${packName(pack)}」`, () =>
      desk.rulePacks.setBatchRules({ batch: batch.id, ...seen, settings: before }),
    )
    navigate(rulesPath(batch.id))
  }
  return (
    <>
      <Section title="版本">
        <Facts
          rows={[
            ['现在', packName(now.pack)],
            ['采用后', packName(pack)],
            ['依据', basisInWords(pack)],
          ]}
        />
        <EndingNote pack={pack} />
      </Section>
      <Section title="规则的变化">
        <DifferencesTable differences={comparePacks(now.pack, pack)} />
        <Dropped dropped={dropped} />
      </Section>
      <EffectsSection batch={batch} pack={pack} />
      <section className={styles.record} aria-label="采用">
        {isUsed && <Note>本批次正在使用这一版。</Note>}
        {!isUsed && !canAdopt && <Note>只有建立批次的单位的经办人可以采用别的版本。</Note>}
        <RefusalNote refusal={adopting.refusal} onClose={adopting.reset} />
        <div className={styles.buttons}>
          <Button onClick={() => navigate(rulesPath(batch.id))}>返回</Button>
          {canAdopt && (
            <Button type="primary" loading={adopting.isRunning} onClick={() => void adopt()}>
              采用「{packName(pack)}」
            </Button>
          )}
        </div>
      </section>
    </>
  )
}

function basisInWords({ basis: { title, number, confirmed } }: KnownPack): string {
  const known = confirmed?.number ?? number
  const text = `《${confirmed?.title ?? title}》${known ? `（${known}）` : ''}`
  return confirmed
    ? `${text}，已核对`
    : `${text}，本单位尚未核对：采用后结论和文书带「征求意见」字样，核对后去掉`
}

function Dropped({ dropped }: { readonly dropped: readonly DroppedSetting[] }) {
  if (dropped.length === 0) return null
  const words = dropped.map(({ code, parameter }) => (parameter === null ? code : `${code} 的一项参数`))
  return (
    <div className={styles.note}>
      <Note tone="warn">
        评审方案中有 {dropped.length} 项设定在这一版中没有对应，采用后恢复默认：{words.join('、')}。
      </Note>
    </div>
  )
}
