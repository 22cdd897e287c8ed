import { Button } from 'antd'
import { useState } from 'react'
import type { Person } from '../../../src-main/domain/applications/looks.ts'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import styles from './application.module.css'
import { ApplicationSection } from './application-section.tsx'

/** 人员: personal data, shown only to who asks for them, which goes on record; gone when the page is left. */
export function PeopleSection({ application }: { readonly application: Application }) {
  const desk = useDesk()
  const { institution } = usePerson()
  const [people, setPeople] = useState<readonly Person[] | null>(null)
  const looking = useRecord(desk.applications.people)
  const isShown = people !== null
  async function toggle() {
    if (isShown) return setPeople(null)
    const found = await looking.run(application.id)
    if (found.ok) setPeople(found.value ?? [])
  }
  const isOwn = application.institution === institution
  return (
    <ApplicationSection
      title="人员"
      remark="个人信息，仅限本单位办理时查看"
      actions={
        isOwn && (
          <Button size="small" loading={looking.isRunning} onClick={() => void toggle()}>
            {isShown ? '隐藏' : '显示'}
          </Button>
        )
      }
    >
      {!isOwn && <p className={styles.missing}>未随包提供：个人信息不随数据交换包发送。</p>}
      {isOwn && !isShown && <p className={styles.missing}>点「显示」后查看，谁在哪天查看过记入留痕。</p>}
      <RefusalNote refusal={looking.refusal} />
      {isShown && (people.length > 0 ? <People people={people} /> : <p className={styles.missing}>未录入</p>)}
    </ApplicationSection>
  )
}

function People({ people }: { readonly people: readonly Person[] }) {
  const missing = <span className={styles.missing}>未录入</span>
  return (
    <SmallTable
      label="人员"
      head={['姓名', '角色', '单位', '职称', '证件号码', '电话']}
      rows={people.map(({ name, role, organisation, title, idNumber, phone }) => ({
        key: `${role} ${name}`,
        cells: [name, role, organisation ?? missing, title ?? missing, idNumber ?? missing, phone ?? missing],
      }))}
    />
  )
}
