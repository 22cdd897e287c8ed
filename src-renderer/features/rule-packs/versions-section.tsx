import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { KnownPack, PackSource } from '../../../src-main/domain/rule-packs/index.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { kindNames } from '../../text/batches.ts'
import { packKey } from '../../text/rule-packs.ts'
import { dayOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Section } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { ImportPackDialog } from './import-pack-dialog.tsx'
import { adoptPath } from './paths.ts'
import styles from './rule-packs.module.css'

/** Every version of every pack that is here: where it comes from, files in and out, and the way to adopt it. */
export function VersionsSection({
  packs,
  batch,
  used,
}: {
  readonly packs: readonly KnownPack[]
  readonly batch: Batch
  /** The version that the batch has; null when it is not here. */
  readonly used: { readonly id: string; readonly version: number } | null
}) {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const [, navigate] = useLocation()
  const { institution } = usePerson()
  const { pickFile, pickFolder } = useFilePicker()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const canAdopt = may('rule-packs:edit') && batch.institution === institution

  async function read() {
    const file = await pickFile({ title: '选择规则包文件', extensions: ['json'] })
    if (!file) return
    const call = desk.rulePacks.readPackFile
    const result = await runTask({ title: '读取规则包', call, input: { file: file.token }, saves: false })
    setRefusal(result.ok ? null : result.error)
    if (result.ok) await show<void>((done) => <ImportPackDialog read={result.value} done={done} />)
  }

  async function write({ id: pack, version }: KnownPack) {
    const folder = await pickFolder({ title: '选择存放规则包的文件夹' })
    if (!folder) return
    const input = { folder: folder.token, pack, version }
    const result = await runTask({ title: '导出规则包', call: desk.rulePacks.writePackFile, input })
    setRefusal(result.ok ? null : result.error)
    if (result.ok) notify.done(`已导出为「${result.value.name}」`)
  }

  const actionsOf = (pack: KnownPack): ReactNode => (
    <span className={styles.actions}>
      {used && isSame(used, pack) ? (
        <span className={styles.used}>本批次在用</span>
      ) : (
        canAdopt &&
        pack.kind === batch.kind && (
          <Button size="small" onClick={() => navigate(adoptPath(batch.id, pack))}>
            比较并采用…
          </Button>
        )
      )}
      <Button size="small" onClick={() => void write(pack)} aria-label={`导出 ${packKey(pack)}`}>
        导出…
      </Button>
    </span>
  )
  return (
    <Section
      title="规则包的版本"
      actions={may('rule-packs:edit') && <Button onClick={() => void read()}>导入规则包…</Button>}
    >
      <p className={styles.hint}>
        已发布的版本不会更改。批次用着哪一版就一直用哪一版，采用别的版本之前先说明有哪些变化；已作结论的申报保留当时的规则。
      </p>
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      <SmallTable
        label="规则包的版本"
        head={['规则包', '版本', '类别', '来源', '依据', '']}
        rows={packs.map((pack) => ({
          key: packKey(pack),
          cells: [
            pack.title,
            `第 ${pack.version} 版`,
            kindNames[pack.kind],
            <Source key="source" source={pack.source} />,
            pack.basis.confirmed ? `已核对（${pack.basis.confirmed.date}）` : '尚未核对',
            actionsOf(pack),
          ],
        }))}
      />
      <SetAside />
    </Section>
  )
}

type Version = { readonly id: string; readonly version: number }

function isSame(a: Version, b: Version): boolean {
  return a.id === b.id && a.version === b.version
}

function Source({ source }: { readonly source: PackSource }) {
  if (source.from === 'program') return <>程序自带</>
  return (
    <span className={styles.source}>
      <OfficeChip code={source.institution} /> {dayOf(source.at)} 导入
    </span>
  )
}

/** Versions of other offices that are stored and not used, with the reason. */
function SetAside() {
  const desk = useDesk()
  const may = useMay()
  const found = useQueryOf(desk.rulePacks.setAside, null, { enabled: may('rule-packs:read') })
  return (found.data ?? []).map(({ subject, title, version, source, why }) => (
    <div key={subject} className={styles.note}>
      <Note tone="warn">
        <Source source={source} />
        的「{title}」第 {version} 版已保存，本机没有采用：
        {why === 'differs'
          ? '与本机同一版本的内容不同，请与对方单位核对，由一方改用新的版本号。'
          : '其中有本机程序不认识的检查项或参数，更新程序后可以使用。'}
      </Note>
    </div>
  ))
}
