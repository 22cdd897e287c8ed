import { Button } from 'antd'
import { Link, useLocation } from 'wouter'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { minuteOf } from '../../ui/dates.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { FindAcross } from './find-across.tsx'
import { inspectionPath, newInspectionPath } from './paths.ts'

/** 监督: everything about one application, organisation or person across all batches, and random samples. */
export function SupervisionPage() {
  const [, navigate] = useLocation()
  return (
    <Page title="监督" remark="跨批次查找一项申报、一家单位或一个人；随机抽查。只看，不改动任何审查。">
      <Section title="查找">
        <FindAcross />
      </Section>
      <Section
        title="随机抽查"
        actions={
          <Button type="primary" onClick={() => navigate(newInspectionPath)}>
            封存抽查名单
          </Button>
        }
      >
        <Inspections />
      </Section>
    </Page>
  )
}

function Inspections() {
  const desk = useDesk()
  const inspections = useQueryOf(desk.oversight.inspections, null)
  return (
    <Loaded query={inspections}>
      {(all) =>
        all.length === 0 ? (
          <EmptyState title="还没有抽查过">
            先封存名单并公布封存值，再由三方当场掷点抽取；每份名单只能抽一次，任何人都可以重做核对。
          </EmptyState>
        ) : (
          <SmallTable
            label="随机抽查"
            head={['批次', '次数', '名单', '抽中', '已记录结果', '封存']}
            rows={all.map(({ id, batchTitle, round, rows, drawn, found, at, person }) => ({
              key: id,
              cells: [
                <Link key="open" to={inspectionPath(id)}>
                  {batchTitle}
                </Link>,
                `第 ${round} 次`,
                `${rows} 项`,
                drawn === null ? '尚未抽取' : `${drawn} 项`,
                drawn === null ? '—' : `${found} 项`,
                `${minuteOf(at)}　${person ?? '（本机无此账号）'}`,
              ],
            }))}
          />
        )
      }
    </Loaded>
  )
}
