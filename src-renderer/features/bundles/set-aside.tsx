import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { problemWords } from '../../text/body-problems.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { Section } from '../../ui/page.tsx'
import { SmallTable } from '../../ui/small-table.tsx'

/** Bodies that are kept but not shown, and what will become of them; nothing when there are none. */
export function SetAside() {
  const desk = useDesk()
  const bodies = useQueryOf(desk.bundles.setAside, null)
  return (
    <Loaded query={bodies}>
      {(all) =>
        all.length > 0 && (
          <Section title="已保存、未显示的记录">
            <SmallTable
              label="已保存、未显示的记录"
              head={['来自', '条数', '原因', '怎么办']}
              rows={all.map(({ problem, type, institution, count }) => {
                const { why, next } = problemWords(problem)
                return {
                  key: `${institution}/${problem}/${type}`,
                  cells: [<OfficeChip key="from" code={institution} />, count, why, next],
                }
              })}
            />
          </Section>
        )
      }
    </Loaded>
  )
}
