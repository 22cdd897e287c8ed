import { Button } from 'antd'
import { useState } from 'react'
import type { Application, Person } from '../../../src-main/domain/applications/queries.ts'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import styles from './application.module.css'
import { ApplicationSection } from './application-section.tsx'

/** 人员: personal data, fetched and shown only when somebody asks for them, gone when the page is left. */
export function PeopleSection({ application }: { readonly application: Application }) {
  const desk = useDesk()
  const { institution } = usePerson()
  const [isShown, setShown] = useState(false)
  const people = useQueryOf(desk.applications.people, application.id, { enabled: isShown })
  const isOwn = application.institution === institution
  return (
    <ApplicationSection
      title="人员"
      remark="个人信息，仅限本单位办理时查看"
      actions={
        isOwn && (
          <Button size="small" onClick={() => setShown(!isShown)}>
            {isShown ? '隐藏' : '显示'}
          </Button>
        )
      }
    >
      {!isOwn && <p className={styles.missing}>未随包提供：个人信息不随数据交换包发送。</p>}
      {isOwn && !isShown && <p className={styles.missing}>点「显示」后查看。</p>}
      {isOwn && isShown && (
        <Loaded query={people}>
          {(found) =>
            found && found.length > 0 ? <People people={found} /> : <p className={styles.missing}>未录入</p>
          }
        </Loaded>
      )}
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
