import { Button, Radio } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { HandOutScope } from '../../../src-main/domain/bundles/hand-out-event.ts'
import { type Answer, type Desk, useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { bytesInWords } from '../../text/message.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Field } from '../../ui/field.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { OfficeChip, useOfficeName } from '../../ui/office-chip.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { BatchSelect } from '../applications/batch-select.tsx'
import { useBatches } from '../applications/use-batches.ts'
import styles from './export.module.css'
import { useHandOutPage } from './paper-record.tsx'
import { WrittenOut } from './written-out.tsx'

type HandedOut = Answer<Desk['bundles']['handOut']>

/** A list for an institution without a desk: an XLSX, and a page to stamp that names its digest. */
export function HandOutPage() {
  const { to = '' } = useParams<{ to?: string }>()
  const desk = useDesk()
  const rows = useQueryOf(desk.bundles.exchange, null)
  return (
    <Page title="以表格提供申报清单" back={{ to: '/exchange', title: '往来情况' }}>
      <Loaded query={rows}>
        {(all) => {
          const row = all.find(({ institution }) => institution === to)
          if (!row || row.pinned) {
            return (
              <EmptyState title="这个单位不用表格往来" action={<Link to="/exchange">返回往来情况</Link>}>
                核对过核对码的单位用数据交换包往来；表格只提供给没有装工作台的单位。
              </EmptyState>
            )
          }
          return <HandOut key={to} to={to} />
        }}
      </Loaded>
    </Page>
  )
}

function HandOut({ to }: { readonly to: string }) {
  const { query, all, batch } = useBatches()
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <Loaded query={query}>
      {() => {
        const shown = all.find(({ id }) => id === chosen) ?? batch ?? all[0]
        if (!shown)
          return <EmptyState title="还没有批次">建立批次并导入申报清单后，才有可以提供的内容。</EmptyState>
        return (
          <>
            <Section title="提供什么">
              <Field label="提供给">{() => <OfficeChip code={to} form="name" />}</Field>
              <Field label="批次">
                {({ id }) => (
                  <BatchSelect
                    id={id}
                    batches={all}
                    value={shown.id}
                    onChange={setChosen}
                    className={styles.batch ?? ''}
                  />
                )}
              </Field>
            </Section>
            <Write key={shown.id} to={to} batch={shown.id} />
          </>
        )
      }}
    </Loaded>
  )
}

function Write({ to, batch }: { readonly to: string; readonly batch: string }) {
  const desk = useDesk()
  const nameOf = useOfficeName()
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const preview = useQueryOf(desk.bundles.handOutPreview, { batch })
  const [scope, setScope] = useState<HandOutScope>('own')
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [handedOut, setHandedOut] = useState<HandedOut | null>(null)
  const name = nameOf(to)

  async function write() {
    const folder = await pickFolder({ title: '表格和附函保存到哪个文件夹' })
    if (!folder) return
    setRunning(true)
    const result = await runTask({
      title: `以表格提供给${nameOf(to, 'short')}`,
      call: desk.bundles.handOut,
      input: { to, batch, scope, folder: folder.token },
    })
    setRunning(false)
    setRefusal(result.ok ? null : result.error)
    if (result.ok) setHandedOut(result.value)
  }
  if (handedOut) return <Written to={to} handedOut={handedOut} onAgain={() => setHandedOut(null)} />
  return (
    <Loaded query={preview}>
      {({ own, all, unverified }) => (
        <>
          <Field label="范围">
            {({ id }) => (
              <Radio.Group
                id={id}
                aria-label="范围"
                value={scope}
                onChange={({ target }) => setScope(target.value as HandOutScope)}
                options={[
                  { value: 'own', label: `本单位登记的 ${own} 项` },
                  { value: 'all', label: `本批次在本机的全部 ${all} 项` },
                ]}
              />
            )}
          </Field>
          <ul className={styles.sentences}>
            <li>表格（XLSX）里有编号、名称、牵头单位、地区、经费、形式审查状态、结论、理由和补交期限。</li>
            <li>只有文字和数字，没有公式；不含项目负责人、联系人等任何个人信息。</li>
            <li>附函（PDF）写明项数和表格的校验值，打印后盖章，连同表格一起送达；下半页由{name}盖章退回。</li>
            {unverified > 0 && <li>其中 {unverified} 项是凭来函登记的，表内注明「未校验来源」。</li>}
            <li className={styles.stays}>表格没有加密，也没有完整性校验；送出之后不会自动收到回执。</li>
          </ul>
          <RefusalNote refusal={refusal} />
          <div className={styles.buttons}>
            <Button
              type="primary"
              loading={isRunning}
              disabled={(scope === 'own' ? own : all) === 0}
              onClick={() => void write()}
            >
              选择文件夹并生成…
            </Button>
          </div>
        </>
      )}
    </Loaded>
  )
}

function Written({
  to,
  handedOut,
  onAgain,
}: {
  readonly to: string
  readonly handedOut: HandedOut
  readonly onAgain: () => void
}) {
  const { file, page, digest, size, rows, record } = handedOut
  const showPage = useHandOutPage(record)
  return (
    <WrittenOut
      title="已生成"
      standing={
        <Note tone={page ? 'good' : 'warn'}>
          {page ? (
            <>
              <strong>可安全拔出。</strong>表格已写完并回读核对一致，已在往来登记中登记。
            </>
          ) : (
            '表格已写完并登记，附函没有写出。请用下面的「附函…」打印或保存一份。'
          )}
        </Note>
      }
      actions={<Button onClick={showPage}>附函…</Button>}
      again="再提供一份清单…"
      onAgain={onAgain}
    >
      <Facts
        rows={[
          ['提供给', <OfficeChip key="to" code={to} form="name" />],
          ['表格', `${file}（${bytesInWords(size)}，${rows} 项）`],
          ['附函', page ?? '没有写出'],
          ['表格校验值', <CheckCode key="digest" code={digest} label="表格校验值" groups={4} />],
        ]}
      />
    </WrittenOut>
  )
}
