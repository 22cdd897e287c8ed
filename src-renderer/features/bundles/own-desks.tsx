import { Button } from 'antd'
import { useLocation } from 'wouter'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Section } from '../../ui/page.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import styles from './exchange.module.css'

/** The other desks of the own office, which get the same bundles as any office: only where there are some. */
export function OwnDesks() {
  const desk = useDesk()
  const may = useMay()
  const { institution } = usePerson()
  const [, navigate] = useLocation()
  const standings = useQueryOf(desk.bundles.desks, null).data ?? []
  const desks = useQueryOf(desk.trust.desks, null).data ?? []
  if (standings.length === 0 || desks.length === 0) return null
  return (
    <Section
      title="本单位其他工作台"
      actions={
        may('bundles:edit') && (
          <Button onClick={() => navigate(`/exchange/export/${institution}`)}>导出给本单位工作台…</Button>
        )
      }
    >
      <SmallTable
        label="与本单位其他工作台的往来"
        head={['工作台', '收到', '对方确认']}
        rows={standings.map(({ device, lacking }) => {
          const other = desks.find((one) => one.device === device)
          return {
            key: device,
            cells: [
              other?.name ?? '另一台工作台',
              <Received key="received" last={other?.last ?? null} />,
              lacking === 0 ? (
                <StateTag key="confirmed" state="对方确认" />
              ) : (
                <div key="confirmed" className={styles.words}>
                  <StateTag state="未确认" />
                  <span className={styles.remark}>{lacking} 条</span>
                </div>
              ),
            ],
          }
        })}
      />
    </Section>
  )
}

function Received({ last }: { readonly last: { readonly seq: number; readonly at: string } | null }) {
  if (!last) return <span className={styles.none}>尚未收到</span>
  return (
    <div className={styles.cell}>
      第 {last.seq} 条<span className={styles.remark}>{minuteOf(last.at)} 写下</span>
    </div>
  )
}
