import { Button } from 'antd'
import { useLocation, useParams } from 'wouter'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Page } from '../../ui/page.tsx'
import { applicationPath } from '../applications/paths.ts'
import { UnverifiedButton } from '../applications/unverified.tsx'
import { batchPath } from '../batches/paths.ts'
import { WriteDossiersButton } from '../oversight/write-dossiers.tsx'
import { Timeline } from './timeline.tsx'

const kinds: Readonly<Record<string, string>> = {
  application: '申报',
  batch: '批次',
  import: '导入',
  person: '账号',
  sent: '发出的数据交换包',
  'hand-out': '以表格提供的清单',
  received: '收到的数据交换包',
  pin: '核对',
  institution: '机构',
  basis: '政策依据',
  chain: '工作台',
}

/** The story of one record on a page of its own. */
export function StoryPage() {
  const { kind = '', id = '', code = null } = useParams<{ kind: string; id: string; code?: string }>()
  const [, navigate] = useLocation()
  const subject = `${kind}/${id}`
  const open = pages[kind]
  return (
    <Page
      title={`${kinds[kind] ?? '记录'}的全过程`}
      remark={<What kind={kind} subject={subject} />}
      back={{ to: '/history', title: '全程留痕' }}
      actions={
        <>
          {open && <Button onClick={() => navigate(open.path(subject))}>{open.action}</Button>}
          {kind === 'application' && <WriteDossiersButton applications={[subject]} />}
        </>
      }
    >
      <Timeline subject={subject} marked={code} />
    </Page>
  )
}

const pages: Readonly<
  Record<string, { readonly path: (subject: string) => string; readonly action: string }>
> = {
  application: { path: applicationPath, action: '打开这项申报' },
  batch: { path: batchPath, action: '打开这个批次' },
}

function What({ kind, subject }: { readonly kind: string; readonly subject: string }) {
  if (kind === 'application') return <Application subject={subject} />
  if (kind === 'batch') return <Batch subject={subject} />
  return null
}

function Application({ subject }: { readonly subject: string }) {
  const desk = useDesk()
  const { data } = useQueryOf(desk.applications.open, subject)
  if (!data) return null
  return (
    <>
      <OfficeChip code={data.origin} /> {data.letter && <UnverifiedButton letter={data.letter} />}{' '}
      {data.content.number} {data.content.title}
    </>
  )
}

function Batch({ subject }: { readonly subject: string }) {
  const desk = useDesk()
  const { data } = useQueryOf(desk.batches.list, null)
  const batch = data?.find(({ id }) => id === subject)
  if (!batch) return null
  return (
    <>
      <OfficeChip code={batch.institution} /> {batch.title}
    </>
  )
}
