import { Button } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { KnownArrangement } from '../../../src-main/domain/calendar/index.ts'
import { missingWords } from '../../../src-main/domain/calendar/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { dayOf, minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import styles from './calendar.module.css'
import { RecordDaysDialog } from './record-days-dialog.tsx'
import { Spans } from './spans.tsx'

/** Which days are worked: what deadlines are counted by, where it comes from, and how a new year is taken in. */
export function CalendarPage() {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const runTask = useTaskRunner()
  const { pickFile } = useFilePicker()
  const known = useQueryOf(desk.calendar.arrangements, null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function read() {
    const file = await pickFile({ title: '选择放假和调休安排的表格', extensions: ['xlsx', 'csv', 'txt'] })
    if (!file) return
    const result = await runTask({
      title: '读取办公日历',
      call: desk.calendar.readDays,
      input: { file: file.token, sheet: null },
      saves: false,
    })
    setRefusal(result.ok ? null : result.error)
    if (result.ok) await show<void>((done) => <RecordDaysDialog read={result.value} done={done} />)
  }
  return (
    <Page
      title="办公日历"
      remark="补交期限等按工作日计算：周末、法定节假日和调休上班日都算在内。"
      actions={
        may('batches:edit') && (
          <Button type="primary" onClick={() => void read()}>
            录入一年的安排…
          </Button>
        )
      }
    >
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      <Loaded query={known}>{(all) => <Years all={all} />}</Loaded>
      <Section title="表格怎么写">
        <p>
          XLSX 或
          CSV，两列即可：「日期」和「安排」，一行一天或一段；没有写到的日子按周一至周五上班、周末休息。录入一年就替换这一年的全部安排，由谁录入会记入全程留痕。
        </p>
        <div className={styles.sample}>
          <SmallTable
            label="表格样例"
            head={['日期', '安排']}
            rows={[
              { key: '1', cells: ['2026-10-01至2026-10-07', '放假'] },
              { key: '2', cells: ['2026-10-10', '上班'] },
            ]}
          />
        </div>
      </Section>
    </Page>
  )
}

function Years({ all }: { readonly all: readonly KnownArrangement[] }) {
  const desk = useDesk()
  const accounts = useQueryOf(desk.accounts.list, null).data
  const nameOf = (person: string) => accounts?.find(({ id }) => id === person)?.name ?? '同事'
  const year = Number(dayOf(new Date()).slice(0, 4))
  const missing = missingWords([year, year + 1].filter((one) => !all.some((known) => known.year === one)))
  return (
    <div className={styles.years}>
      {missing && <Note tone="warn">{missing}。国务院办公厅公布后，请在这里录入。</Note>}
      {all.map(({ year: one, basis, days, recorded }) => (
        <Section key={one} title={`${one} 年`}>
          <Facts
            rows={[
              ['放假', <Spans key="off" days={days} kind="放假" />],
              ['调休上班', <Spans key="work" days={days} kind="上班" />],
              ['依据', basis],
              ['来源', recorded ? `${nameOf(recorded.person)}于 ${minuteOf(recorded.at)} 录入` : '程序自带'],
            ]}
          />
        </Section>
      ))}
    </div>
  )
}
