import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { DeskName } from '../../../src-main/hosts/backend/entry.ts'
import { useDesk } from '../../app/desk.ts'
import { useSessionMemory } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Loaded, Waiting } from '../../ui/loaded.tsx'
import { CannotOpen } from './cannot-open.tsx'
import { Choices } from './choices.tsx'
import { DemoPassword } from './demo-password.tsx'
import { DeskLabel } from './desk-label.tsx'
import styles from './entry.module.css'
import { EntryPage } from './entry-page.tsx'
import { Forgotten } from './forgotten.tsx'
import { PasswordForm } from './password-form.tsx'
import { RestoreDesk } from './restore.tsx'

/** Desk when there are several, person from a list, password. */
export function Login({ desks }: { readonly desks: readonly DeskName[] }) {
  const memory = useSessionMemory()
  const { entry } = useDesk()
  const asked = useQueryOf(entry.demo, null)
  const demo = asked.data?.found
  const [key, setKey] = useState<string | null>(null)
  const isReal = desks.some(({ environment }) => environment === '正式')
  const first = isReal ? undefined : demo?.start.desk
  const chosen = desks.find((one) => one.key === (key ?? first)) ?? desks[0]!
  const [way, setWay] = useState<'login' | 'forgotten' | 'restore'>('login')
  const back = () => setWay('login')
  if (way === 'forgotten') return <Forgotten desk={chosen} onBack={back} />
  if (way === 'restore') return <RestoreDesk desks={desks} onBack={back} />
  if (asked.isPending) return <Waiting />
  // A list of desks above a list of people would push the password off small screens.
  const isWide = desks.length > 2
  return (
    <EntryPage title="登录" remark={desks.length === 1 && <DeskLabel desk={chosen} />} isWide={isWide}>
      <div className={isWide ? styles.columns : ''}>
        {desks.length > 1 && (
          <div className={styles.form}>
            <Choices
              label="工作台"
              name="desk"
              value={chosen.key}
              choices={desks.map((one) => ({ value: one.key, label: <DeskLabel desk={one} /> }))}
              onChange={setKey}
            />
          </div>
        )}
        <div>
          <PeopleOf key={chosen.key} desk={chosen.key} start={demo?.start.person ?? null}>
            <Button type="link" onClick={() => setWay('forgotten')}>
              忘记密码
            </Button>
            <Button type="link" onClick={() => setWay('restore')}>
              从备份恢复
            </Button>
            <Button type="link" onClick={() => memory.setState({ isFirstRun: true })}>
              在本机另建一个工作台
            </Button>
          </PeopleOf>
        </div>
      </div>
    </EntryPage>
  )
}

function PeopleOf({
  desk,
  start,
  children,
}: {
  readonly desk: string
  /** Who begins here with a guided first day; null where there is none. */
  readonly start: string | null
  readonly children: ReactNode
}) {
  const { entry } = useDesk()
  const people = useQueryOf(entry.people, { desk })
  const [chosen, setChosen] = useState<string | null>(null)
  if (people.error && !people.data) {
    return <CannotOpen desk={desk} refusal={people.error.refusal} others={children} />
  }
  return (
    <Loaded query={people}>
      {(all) => {
        const guided = all.find(({ id }) => id === start)
        const person = chosen ?? (all.length === 1 ? all[0]!.id : guided?.id) ?? null
        return (
          <>
            <div className={styles.form}>
              <div className={styles.people}>
                <Choices
                  label="姓名"
                  name="person"
                  value={person}
                  choices={all.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={setChosen}
                />
              </div>
            </div>
            <DemoPassword desk={desk} guided={guided?.name} />
            <PasswordForm key={person} desk={desk} person={person} action="登录" others={children} />
          </>
        )
      }}
    </Loaded>
  )
}
