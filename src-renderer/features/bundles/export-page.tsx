import { Radio } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'wouter'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Page, Section } from '../../ui/page.tsx'
import styles from './export.module.css'
import { ExportTo } from './export-to.tsx'

/** Writes a bundle for one institution: to whom, what goes, what stays, where to. */
export function ExportPage() {
  const { to } = useParams<{ to?: string }>()
  const desk = useDesk()
  const rows = useQueryOf(desk.bundles.exchange, null)
  const { institution: own } = usePerson()
  const otherDesks = useQueryOf(desk.bundles.desks, null).data ?? []
  const [chosen, setChosen] = useState(to ?? null)
  return (
    <Page title="导出数据交换包" back={{ to: '/exchange', title: '往来情况' }}>
      <Loaded query={rows}>
        {(all) => {
          const pinned = all.filter((row) => row.pinned)
          const others = all.filter((row) => !row.pinned)
          const codes = [
            ...pinned.map(({ institution }) => institution),
            ...(otherDesks.length > 0 ? [own] : []),
          ]
          if (codes.length === 0) {
            return (
              <EmptyState
                title="还没有可以导出的收件单位"
                action={<Link to="/settings/trust">去核对一个单位</Link>}
              >
                与对方核对过一次核对码之后，就可以导出给他们。核对码保证文件只有真正的对方能打开。
              </EmptyState>
            )
          }
          const recipient = codes.find((code) => code === chosen) ?? (codes.length === 1 ? codes[0]! : null)
          return (
            <>
              <Section title="收件单位">
                <Radio.Group
                  aria-label="收件单位"
                  value={recipient}
                  onChange={({ target }) => setChosen(target.value as string)}
                  options={codes.map((code) => ({
                    value: code,
                    label: code === own ? '本单位其他工作台' : <OfficeChip code={code} form="name" />,
                  }))}
                />
                {others.length > 0 && (
                  <p className={styles.remark}>
                    {others.map(({ short }) => short).join('、')}尚未核对，
                    <Link to="/settings/trust">核对后</Link>才能选择。
                  </p>
                )}
              </Section>
              {recipient && <ExportTo key={recipient} to={recipient} />}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
