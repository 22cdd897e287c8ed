import { Button, Modal } from 'antd'
import type { ReactElement } from 'react'
import { Link, useParams } from 'wouter'
import type { OrganisationPage as Organisation } from '../../../src-main/domain/directory/index.ts'
import { type Named, regionLabel } from '../../../src-main/domain/organisations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { dayOf, minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { useRecord } from '../../ui/record.ts'
import { SmallTable } from '../../ui/small-table.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { reviewPath } from '../formal-review/paths.ts'
import { EntryDialog, usePeople } from '../registers/entry-dialog.tsx'
import { entryState, penaltyWords } from '../registers/words.ts'
import { DescribeDialog } from './describe-dialog.tsx'
import { FamilyDialog } from './family-dialog.tsx'
import { LinkDialog } from './link-dialog.tsx'
import styles from './organisations.module.css'
import { organisationOfPath, organisationPath, organisationsPath } from './paths.ts'

/** One organisation: names, family, applications across batches, what the registers say. */
export function OrganisationPage() {
  const named = organisationOfPath(useParams<{ code: string; name: string }>())
  const desk = useDesk()
  const query = useQueryOf(desk.directory.open, { ...named })
  return (
    <Page title={named.name} back={{ to: organisationsPath, title: '单位名录' }}>
      <Loaded query={query}>
        {(page) =>
          page ? (
            <Shown named={named} page={page} />
          ) : (
            <EmptyState title="名录中没有这家单位">它所在的导入可能已经撤回。</EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}

function Shown({ named, page }: { readonly named: Named; readonly page: Organisation }) {
  const may = useMay()
  const show = useDialogs()
  const nameOf = usePeople()
  const mayEdit = may('registers:edit')
  const { description } = page
  const open = (dialog: (done: () => void) => ReactElement) => void show<void>((done) => dialog(done))
  return (
    <div className={styles.parts}>
      <Section
        title="基本情况"
        actions={
          mayEdit && (
            <Button
              onClick={() => open((done) => <DescribeDialog named={named} now={description} done={done} />)}
            >
              补录情况…
            </Button>
          )
        }
      >
        <Facts
          rows={[
            ['统一社会信用代码', named.code ?? '未录入'],
            [
              '所在地',
              [...new Set([description?.region, ...page.regions])]
                .flatMap((one) => (one ? [regionLabel(one)] : []))
                .join('、') || '未录入',
            ],
            ['类型', [...new Set([description?.kind, ...page.kinds])].filter(Boolean).join('、') || '未录入'],
            ['成立（登记）日期', description?.registered ?? '未录入'],
            ...(description && description.note !== '' ? [['说明', description.note] as const] : []),
            ...(description
              ? [['补录', `${nameOf(description.person)}　${minuteOf(description.at)}`] as const]
              : []),
          ]}
        />
      </Section>
      <Names named={named} page={page} mayEdit={mayEdit} />
      <Section
        title="单位组"
        actions={
          mayEdit && (
            <Button onClick={() => open((done) => <FamilyDialog family={null} first={named} done={done} />)}>
              新建单位组…
            </Button>
          )
        }
      >
        {page.families.length === 0 ? (
          <p className={styles.quiet}>
            没有登记。高校和它的院所、集团和下属公司登记为一组以后，F18 和核查会提示组内的关系。
          </p>
        ) : (
          <ul className={styles.statements}>
            {page.families.map((family) => (
              <li key={family.id} className={styles.statement}>
                <strong>{family.name}</strong>
                <span className={styles.quiet}>{family.kind}</span>
                <span>
                  {family.members
                    .map(({ name, part }) => (part === '本部' ? `${name}（本部）` : name))
                    .join('、')}
                </span>
                {mayEdit && (
                  <Button
                    size="small"
                    onClick={() => open((done) => <FamilyDialog family={family} done={done} />)}
                  >
                    修改…
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={`申报（${page.total}）`}>
        {page.applications.length === 0 ? (
          <p className={styles.quiet}>没有在申报中出现。</p>
        ) : (
          <Applications page={page} />
        )}
      </Section>
      <Section title="诚信与信用">
        <Registered page={page} />
      </Section>
    </div>
  )
}

function Names({
  named,
  page: { names, links, elsewhere },
  mayEdit,
}: {
  readonly named: Named
  readonly page: Organisation
  readonly mayEdit: boolean
}) {
  const show = useDialogs()
  const nameOf = usePeople()
  const others = names.filter(({ name }) => name !== named.name)
  return (
    <Section
      title="名称"
      actions={
        mayEdit && (
          <Button
            onClick={() =>
              void show<void>((done) => (
                <LinkDialog named={named} proposed={others.map(({ name }) => name)} done={done} />
              ))
            }
          >
            登记曾用名…
          </Button>
        )
      }
    >
      <SmallTable
        label="申报中用过的名称"
        head={['申报中的名称', '信用代码', '次数']}
        rows={names.map(({ name, code, count }) => ({
          key: `${name} ${code}`,
          cells: [name, code ?? '未录入', String(count)],
        }))}
      />
      {(links.length > 0 || elsewhere.length > 0) && (
        <ul className={styles.statements}>
          {links.map((link) => (
            <li key={link.id} className={styles.statement}>
              <span>
                「{link.other.name}」是「{link.organisation.name}」的
                {link.kind === '同一单位' ? '另一个名称' : link.kind}
              </span>
              <span className={styles.quiet}>
                {nameOf(link.person)}　{minuteOf(link.at)}
                {link.note === '' ? '' : `　${link.note}`}
              </span>
              {mayEdit && <WithdrawButton statement={link.id} />}
            </li>
          ))}
          {elsewhere.map((link) => (
            <li key={link.id} className={styles.statement}>
              <OfficeChip code={link.institution} />
              <span>
                登记「{link.other.name}」是「{link.organisation.name}」的{link.kind}
                ；本单位没有登记，不作为依据。
              </span>
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && links.length === 0 && named.code !== null && (
        <Note>
          同一信用代码用过几个名称。确认是更名的，登记为曾用名，只写旧名的核查和名单才会算作这家单位的。
        </Note>
      )}
    </Section>
  )
}

function WithdrawButton({ statement }: { readonly statement: string }) {
  const show = useDialogs()
  return (
    <Button
      size="small"
      onClick={() => void show<void>((done) => <WithdrawDialog statement={statement} done={done} />)}
    >
      撤销…
    </Button>
  )
}

function WithdrawDialog({ statement, done }: { readonly statement: string; readonly done: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(desk.organisations.withdrawStatement)
  return (
    <Modal open title="撤销这条登记" footer={null} onCancel={() => done()}>
      <ReasonForm
        draft={`organisations/withdraw/${statement}`}
        longest={500}
        action="撤销登记"
        recording={recording}
        onLeave={done}
        onReason={async (reason) => {
          const result = await recording.run({ statement, reason })
          if (result.ok) {
            notify.done('已撤销')
            done()
          }
          return result.ok
        }}
      >
        <p>撤销以后，两个名称不再按同一单位对待；原登记和原因仍留在全程留痕中。</p>
      </ReasonForm>
    </Modal>
  )
}

function Applications({ page: { applications, total } }: { readonly page: Organisation }) {
  const desk = useDesk()
  const batches = useQueryOf(desk.batches.list, null).data
  const titleOf = (batch: string) => batches?.find(({ id }) => id === batch)?.title ?? ''
  return (
    <>
      {applications.length < total && <p className={styles.quiet}>只列最近的 {applications.length} 项。</p>}
      <SmallTable
        label="申报"
        head={['编号', '名称', '批次', '角色', '申报中的名称', '受理', '形式审查']}
        rows={applications.map((one) => ({
          key: one.id,
          cells: [
            <Link key="number" to={reviewPath(one.id)}>
              {one.number}
            </Link>,
            one.title,
            titleOf(one.batch),
            one.roles.join('、'),
            one.name,
            <OfficeChip key="office" code={one.institution} />,
            <StateTag key="state" state={one.state} />,
          ],
        }))}
      />
    </>
  )
}

function Registered({ page: { entries } }: { readonly page: Organisation }) {
  const show = useDialogs()
  const today = dayOf(new Date())
  if (entries.length === 0) return <p className={styles.quiet}>没有核查登记，也不在导入的名单中。</p>
  return (
    <SmallTable
      label="诚信与信用登记"
      head={['登记', '结果', '核查日期', '惩戒期', '登记的名称', '关系', '查看']}
      rows={entries.map((entry) => ({
        key: `${entry.id} ${entry.row}`,
        cells: [
          entry.register,
          <StateTag key="state" state={entryState(entry, today)} />,
          entry.checkedOn,
          penaltyWords(entry),
          entry.match === 'same' ? (
            entry.under
          ) : (
            <Link key="under" to={organisationPath(entry.organisation)}>
              {entry.under}
            </Link>
          ),
          entry.match === 'same' ? '本单位' : '相关单位，由人判断',
          <Button
            key="open"
            size="small"
            onClick={() =>
              void show<void>((done) => <EntryDialog id={entry.id} row={entry.row} done={done} />)
            }
          >
            查看
          </Button>,
        ],
      }))}
    />
  )
}
