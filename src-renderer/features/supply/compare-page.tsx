import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { Comparison, SupplyPage } from '../../../src-main/domain/supply/queries.ts'
import { versionLabel } from '../../../src-main/domain/supply/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import styles from './compare.module.css'
import { CompareDocuments } from './compare-documents.tsx'
import { CompareFields } from './compare-fields.tsx'
import { applicationOfPath, comparePath, supplyPath } from './paths.ts'

/** Two versions of an application beside each other: field by field, and page by page. */
export function ComparePage() {
  const { application: part, before, after } = useParams<Record<'application' | 'before' | 'after', string>>()
  const id = applicationOfPath(part)
  const desk = useDesk()
  const page = useQueryOf(desk.supply.open, id)
  const chosen = { before: Number(before), after: Number(after) }
  return (
    <Loaded query={page}>
      {(found) =>
        found ? (
          <Compared page={found} {...chosen} />
        ) : (
          <Page title="版本对照" back={{ to: '/supply', title: '补交材料' }}>
            <EmptyState title="没有这项申报">它可能已随整批导入撤回。</EmptyState>
          </Page>
        )
      }
    </Loaded>
  )
}

function Compared({
  page,
  before,
  after,
}: {
  readonly page: SupplyPage
  readonly before: number
  readonly after: number
}) {
  const { id, content } = page.application
  const desk = useDesk()
  const [, navigate] = useLocation()
  const comparison = useQueryOf(desk.supply.compare, { application: id, before, after })
  const [tab, setTab] = useState<'申报信息' | '附件'>('申报信息')
  const numbers = [0, ...page.versions.map(({ number }) => number)]
  const options = numbers.map((number) => ({ value: number, label: versionLabel(number) }))
  const go = (left: number, right: number) => navigate(comparePath(id, left, right))
  return (
    <Page
      title={`${content.number} 版本对照`}
      remark={content.title}
      back={{ to: supplyPath(id), title: '补交材料' }}
      fills
      actions={
        <>
          <Select
            aria-label="左边的版本"
            className={styles.version ?? ''}
            value={before}
            options={options}
            onChange={(number) => go(number, after)}
          />
          与
          <Select
            aria-label="右边的版本"
            className={styles.version ?? ''}
            value={after}
            options={options}
            onChange={(number) => go(before, number)}
          />
        </>
      }
    >
      <Loaded query={comparison}>
        {(found) =>
          found ? (
            <>
              <Segmented
                className={styles.tabs ?? ''}
                value={tab}
                onChange={setTab}
                options={[
                  { value: '申报信息', label: `申报信息（${changedCount(found)} 处改动）` },
                  {
                    value: '附件',
                    label: `附件（${found.before.documents.length} 份与 ${found.after.documents.length} 份）`,
                  },
                ]}
              />
              {tab === '申报信息' ? (
                <CompareFields comparison={found} labels={[versionLabel(before), versionLabel(after)]} />
              ) : (
                <CompareDocuments comparison={found} labels={[versionLabel(before), versionLabel(after)]} />
              )}
            </>
          ) : (
            <EmptyState title="这两个版本不能对照">
              当时的申报记录不全在本机，可能还没有随数据交换包到齐。到齐后再打开本页。
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}

function changedCount({ fields }: Comparison): number {
  return fields.filter(({ isChanged }) => isChanged).length
}
