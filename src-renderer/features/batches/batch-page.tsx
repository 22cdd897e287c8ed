import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { stages } from '../../../src-main/domain/batches/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { kindNames, officeOfLead } from '../../text/batches.ts'
import { packName } from '../../text/rule-packs.ts'
import { dayOf, withWeekday } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { ListPapers, wholeBatch } from '../formal-review/list-papers.tsx'
import { EndingNote } from '../rule-packs/ending-note.tsx'
import { rulesPath } from '../rule-packs/paths.ts'
import { BatchCounts } from './batch-counts.tsx'
import { Countdown } from './countdown.tsx'
import { intakeState } from './intake.ts'
import { LinkBatch } from './link-batch.tsx'
import { batchPath } from './paths.ts'
import { useBatch } from './use-batch.ts'

/** One batch: where it stands, what was set. */
export function BatchPage() {
  const { query, batch } = useBatch()
  if (!batch) return <Loaded query={query}>{() => <EmptyState title="没有这个批次" />}</Loaded>
  return <Shown batch={batch} all={query.data ?? []} />
}

function Shown({ batch, all }: { readonly batch: Batch; readonly all: readonly Batch[] }) {
  const desk = useDesk()
  const may = useMay()
  const { institution } = usePerson()
  const [, navigate] = useLocation()
  const rules = useQueryOf(desk.rulePacks.ofBatch, batch.id)
  const pack = rules.data?.pack
  const today = dayOf(new Date())
  const isOwn = batch.institution === institution
  const linked = all.find(({ id }) => id === batch.linkedTo)
  const canEdit = isOwn && may('batches:edit')
  return (
    <Page
      title={batch.title}
      remark={
        <>
          <StateTag state={intakeState(batch, today)} />　<Countdown batch={batch} today={today} />
        </>
      }
      back={{ to: '/batches', title: '批次' }}
      actions={
        <>
          <ListPapers list={wholeBatch(batch.id)} />
          {canEdit && <Button onClick={() => navigate(`${batchPath(batch.id)}/edit`)}>修改</Button>}
        </>
      }
    >
      {pack && <EndingNote pack={pack} />}
      <BatchCounts batch={batch} />
      <Section title="批次设置">
        <Facts
          rows={[
            ['年度', `${batch.year} 年`],
            ['类别', kindNames[batch.kind]],
            ['领域', batch.fields.join('、') || '不分领域'],
            ['受理起止', `${withWeekday(batch.opens)} 至 ${withWeekday(batch.closes)}`],
            ['主办单位', <OfficeChip key="host" code={batch.host} form="name" />],
            ...stages.map((stage): [string, ReactNode] => {
              const code = batch.undertaking[stage]
              return [
                `${stage}承办单位`,
                code ? <OfficeChip key={stage} code={code} form="name" /> : officeOfLead,
              ]
            }),
            [
              '审查规则',
              <span key="rules">
                {pack
                  ? `${packName(pack)}${pack.basis.confirmed ? '' : '，依据尚未核对'}`
                  : rules.data === null
                    ? '本机没有这个批次所用版本的规则'
                    : ''}
                　<Link href={rulesPath(batch.id)}>查看</Link>
              </span>,
            ],
            ['签批', batch.signOff ? '结论经签批后生效' : '不需要签批'],
            ['建立单位', <OfficeChip key="from" code={batch.institution} form="name" />],
            ...(linked ? ([['并入的联合批次', linked.title]] as const) : []),
          ]}
        />
      </Section>
      {canEdit && !batch.linkedTo && <LinkBatch batch={batch} all={all} />}
    </Page>
  )
}
