import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useLocation, useParams } from 'wouter'
import { create } from 'zustand'
import type { Overview } from '../../../src-main/domain/oversight/overview.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { BatchSelect } from '../applications/batch-select.tsx'
import styles from './oversight.module.css'
import { batchOfPath, ofBatch } from './paths.ts'

const none = ''

/** With which batch somebody compares which; what is not here is compared with the one before. */
const useCompared = create<{ readonly of: Readonly<Record<string, string | null>> }>(() => ({ of: {} }))

/** What of a batch is compared with: undefined stands for the batch before. */
export function useCompareWith(batch: string): string | null | undefined {
  return useCompared(({ of }) => of[batch])
}

/** A page about one batch: chosen in its head, the newest one to begin with, beside the figures of another. */
export function BatchOverviewPage({
  title,
  path,
  actions,
  children,
}: {
  readonly title: string
  readonly path: string
  readonly actions?: (overview: Overview) => ReactNode
  readonly children: (overview: Overview) => ReactNode
}) {
  const desk = useDesk()
  const asked = batchOfPath(useParams<{ batch?: string }>().batch)
  const [, navigate] = useLocation()
  const batches = useQueryOf(desk.batches.list, null)
  const joint = (batches.data ?? []).filter(({ linkedTo }) => linkedTo === null)
  const wanted = (batches.data ?? []).find(({ id }) => id === asked)
  const batch = (wanted && joint.find(({ id }) => id === (wanted.linkedTo ?? wanted.id))) ?? joint[0]
  const compare = useCompareWith(batch?.id ?? '')
  const input = { batch: batch?.id ?? '', ...(compare === undefined ? {} : { compare }) }
  const overview = useQueryOf(desk.oversight.overview, input, {
    enabled: batch !== undefined,
    keepPrevious: true,
  })
  if (batches.data && !batch) {
    return (
      <Page title={title}>
        <EmptyState title="还没有批次">
          批次建立或随数据交换包到来，并导入申报以后，情况显示在这里。
        </EmptyState>
      </Page>
    )
  }
  return (
    <Page
      title={title}
      remark={
        batch && (
          <div className={styles.choices}>
            <BatchSelect
              batches={joint}
              value={batch.id}
              onChange={(id) => id !== null && navigate(ofBatch(path, id))}
              className={styles.batch ?? ''}
            />
            {overview.data && <CompareSelect overview={overview.data} />}
          </div>
        )
      }
      actions={overview.data && actions?.(overview.data)}
    >
      <Loaded query={overview}>
        {(read) =>
          read === null ? (
            <EmptyState title="没有这个批次" />
          ) : read.cells.length === 0 ? (
            <NoApplications />
          ) : (
            children(read)
          )
        }
      </Loaded>
    </Page>
  )
}

function NoApplications() {
  return <EmptyState title="这个批次还没有申报">导入申报清单以后，这里显示各项进展和数字。</EmptyState>
}

function CompareSelect({ overview: { batch, before, comparable } }: { readonly overview: Overview }) {
  if (comparable.length === 0) return <span>没有同类的上一批可以对照</span>
  return (
    <span>
      对照：
      <Select
        aria-label="对照的批次"
        className={styles.compare ?? ''}
        popupMatchSelectWidth={false}
        value={before?.batch.id ?? none}
        onChange={(id) =>
          useCompared.setState(({ of }) => ({ of: { ...of, [batch.id]: id === none ? null : id } }))
        }
        options={[
          ...comparable.map(({ id, title }) => ({ value: id, label: title })),
          { value: none, label: '不对照' },
        ]}
      />
      {before && <span className={styles.remark}>　灰色小字是它的数字</span>}
    </span>
  )
}
