import { Button, Modal } from 'antd'
import type { ReactElement } from 'react'
import { useLocation, useParams } from 'wouter'
import type { SignOffPage as SignOff } from '../../../src-main/domain/formal-review/sign-off-request.ts'
import { signOffLimits } from '../../../src-main/domain/sign-offs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Page } from '../../ui/page.tsx'
import { PaperDialog } from '../../ui/paper-dialog.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { useRecord } from '../../ui/record.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { rowsHere } from '../../ui/table-columns.ts'
import { reviewPath } from '../formal-review/paths.ts'
import { AddScan } from './add-scan.tsx'
import { signOffListPath, signOffOfPath } from './paths.ts'
import { RegisterDialog } from './register-dialog.tsx'
import { ScanDialog } from './scan-dialog.tsx'
import { coveredColumns } from './sign-off-columns.tsx'
import { stateOf } from './sign-off-words.ts'
import styles from './sign-offs.module.css'

/** One 呈批件: what is on it, the paper to print, what came back signed. */
export function SignOffPage() {
  const { signOff } = useParams<{ signOff: string }>()
  const desk = useDesk()
  const query = useQueryOf(desk.formalReview.signOff, signOffOfPath(signOff))
  return (
    <Loaded query={query}>
      {(page) => (page ? <Shown page={page} /> : <EmptyState title="没有这份呈批件" />)}
    </Loaded>
  )
}

function Shown({ page }: { readonly page: SignOff }) {
  const desk = useDesk()
  const [, navigate] = useLocation()
  const batches = useQueryOf(desk.batches.list, null)
  const title = batches.data?.find(({ id }) => id === page.batch)?.title ?? ''
  const outdated = page.items.filter(({ isOutdated }) => isOutdated).length
  return (
    <Page
      title={`呈批件 ${page.checkCode}`}
      remark={
        <>
          <StateTag state={stateOf(page)} />　{title}，{page.count} 项
        </>
      }
      back={{ to: signOffListPath(page.batch), title: '签批' }}
      actions={<Actions page={page} />}
      fills
    >
      {outdated > 0 && page.withdrawn === null && (
        <Note tone="warn">
          其中 {outdated} 项的审查在呈批后重新打开，本件对这些项无效；重新作出结论后请另行呈批。
        </Note>
      )}
      <div className={styles.facts}>
        <Facts rows={factsOf(page)} />
      </div>
      <div className={styles.list}>
        <DataTable
          label="附表"
          name="sign-offs/items"
          columns={coveredColumns}
          source={rowsHere(page.items)}
          rowKey={({ application }) => application}
          onOpen={({ application }) => navigate(reviewPath(application))}
        />
      </div>
    </Page>
  )
}

function factsOf(page: SignOff): Parameters<typeof Facts>[0]['rows'] {
  const { paper, withdrawn, institution, at, by, registeredAt, registeredBy } = page
  const excepted = page.items.filter(({ isReturned }) => isReturned).map(({ place }) => place)
  return [
    ['呈批', `${minuteOf(at)}　${by ?? ''}`],
    ['呈批单位', <OfficeChip key="office" code={institution} form="name" />],
    ...(withdrawn === null ? [] : [['已撤回', withdrawn] as const]),
    ...(paper
      ? ([
          ['签批意见', paper.opinion],
          ...(paper.opinion === '同意' && excepted.length > 0
            ? [['其中未同意', `附表第 ${excepted.join('、')} 项`] as const]
            : []),
          ['签批', `${paper.date}　${paper.office}${paper.person}　${paper.number}`],
          ...(paper.remark === '' ? [] : [['批示内容', paper.remark] as const]),
          ['登记', `${registeredAt ? minuteOf(registeredAt) : ''}　${registeredBy ?? ''}`],
          ['扫描件', page.scan ? <ScanButton key="scan" page={page} /> : '没有'],
        ] as const)
      : []),
  ]
}

function ScanButton({ page: { scan } }: { readonly page: SignOff }) {
  const show = useDialogs()
  return (
    <Button
      size="small"
      onClick={() =>
        void show<void>((done) => <ScanDialog title="签批件的扫描件" scan={scan!} done={done} />)
      }
    >
      查看扫描件…
    </Button>
  )
}

function Actions({ page }: { readonly page: SignOff }) {
  const desk = useDesk()
  const may = useMay()
  const { institution } = usePerson()
  const show = useDialogs()
  const canEdit = may('review:edit') && page.institution === institution && page.withdrawn === null
  const open = (dialog: (done: () => void) => ReactElement) => void show<void>((done) => dialog(done))
  return (
    <>
      {canEdit && !page.paper && (
        <Button onClick={() => open((done) => <Withdraw page={page} kind="request" done={done} />)}>
          撤回呈批…
        </Button>
      )}
      {canEdit && page.paper && (
        <>
          <Button onClick={() => open((done) => <Withdraw page={page} kind="registration" done={done} />)}>
            撤销登记…
          </Button>
          <Button
            onClick={() => open((done) => <AddScan signOff={page.id} has={page.scan !== null} done={done} />)}
          >
            {page.scan ? '换扫描件…' : '补扫描件…'}
          </Button>
        </>
      )}
      <Button
        type={page.paper || !canEdit ? 'default' : 'primary'}
        onClick={() =>
          open((done) => (
            <PaperDialog
              title="呈批件"
              make={(target, options) =>
                desk.formalReview.signOffSheet({ signOff: page.id, target }, options)
              }
              onClose={done}
            />
          ))
        }
      >
        呈批件和附表…
      </Button>
      {canEdit && !page.paper && (
        <Button type="primary" onClick={() => open((done) => <RegisterDialog page={page} done={done} />)}>
          登记签批…
        </Button>
      )}
    </>
  )
}

const withdrawing = {
  request: {
    title: '撤回呈批',
    action: '撤回呈批',
    told: '撤回后这份呈批件不能再登记，其中各项回到待呈批，可以重新呈批。已打印的纸件请作废。',
    done: '已撤回呈批',
  },
  registration: {
    title: '撤销签批登记',
    action: '撤销登记',
    told: '登记有误时撤销。撤销后各项回到待签批，结论暂不生效；原登记仍留在时间线中，可以重新登记。',
    done: '已撤销登记',
  },
} as const

function Withdraw({
  page,
  kind,
  done,
}: {
  readonly page: SignOff
  readonly kind: keyof typeof withdrawing
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const recording = useRecord(
    kind === 'request' ? desk.signOffs.withdrawRequest : desk.signOffs.withdrawRegistration,
  )
  const words = withdrawing[kind]
  return (
    <Modal open title={words.title} footer={null} onCancel={() => done()}>
      <ReasonForm
        draft={`sign-offs/withdraw-${kind}/${page.id}`}
        longest={signOffLimits.reason}
        action={words.action}
        recording={recording}
        onLeave={() => done()}
        onReason={async (reason) => {
          const result = await recording.run({ signOff: page.id, reason })
          if (!result.ok) return false
          notify.done(words.done)
          done()
          return true
        }}
      >
        <p>{words.told}</p>
      </ReasonForm>
    </Modal>
  )
}
