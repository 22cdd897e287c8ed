import { Button, Modal } from 'antd'
import type { Application } from '../../../src-main/domain/applications/queries.ts'
import type { ApplicationStanding, OrganisationStanding } from '../../../src-main/domain/registers/queries.ts'
import type { RegisterKind } from '../../../src-main/domain/registers/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { dayOf } from '../../ui/dates.ts'
import { type ShowDialog, useDialogs } from '../../ui/dialogs.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { EntryDialog, LiftForm } from './entry-dialog.tsx'
import { RecordCheckDialog, RecordPersonDialog } from './record-check-dialog.tsx'
import styles from './registers.module.css'
import { entryState, penaltyWords } from './words.ts'

/** Beside F19 and C11: where each organisation stands in the register; a check is recorded without leaving the review. */
export function RegisterPanel({
  application,
  register,
}: {
  readonly application: Pick<Application, 'id' | 'documents'>
  readonly register: RegisterKind
}) {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const standing = useQueryOf(desk.registers.ofApplication, { application: application.id, register }).data
  const people = useQueryOf(desk.applications.people, application.id, {
    enabled: register === '科研诚信',
  }).data
  if (!standing) return null
  const mayEdit = may('registers:edit')
  const open = standing.organisations.filter(
    ({ region, standing: { state } }) =>
      region !== 'abroad' && (state === '未核查' || state === '已过有效期'),
  )
  const record = (organisations: readonly OrganisationStanding[]) =>
    show<boolean>((done) => (
      <RecordCheckDialog
        register={register}
        organisations={organisations}
        usual={standing.months}
        documents={application.documents}
        done={done}
      />
    ))
  return (
    <section className={styles.panel} aria-label={`${register}核查`}>
      <div className={styles.panelHead}>
        <strong>{register}核查</strong>
        <span className={styles.quiet}>有效期 {standing.months} 个月</span>
        {mayEdit && open.length > 0 && (
          <Button size="small" type="primary" onClick={() => void record(open)}>
            登记 {open.length} 家的核查…
          </Button>
        )}
      </div>
      <ul className={styles.lines}>
        {standing.organisations.map((one) => (
          <li key={`${one.name} ${one.code}`} className={styles.line}>
            <span className={styles.name} title={one.name}>
              {one.name}
              <span className={styles.quiet}>　{whenWords(one)}</span>
            </span>
            {one.region === 'abroad' ? (
              <span className={styles.quiet}>境外</span>
            ) : (
              <StateTag state={one.standing.state} />
            )}
            <LineButton one={one} show={show} mayEdit={mayEdit} onRecord={() => void record([one])} />
          </li>
        ))}
      </ul>
      {people && people.length > 0 && (
        <PeopleLines
          application={application}
          register={register}
          names={[...new Set(people.map(({ name }) => name.trim()))]}
          standing={standing}
        />
      )}
    </section>
  )
}

function whenWords({ standing }: OrganisationStanding): string {
  const { newest, until, state } = standing
  if (state === '有记录') return `惩戒期 ${penaltyWords(standing.hits[0]!)}`
  const lifted = standing.lifted.length > 0 ? '，记录已解除' : ''
  return newest === null ? '' : `${newest.checkedOn} 查询，有效至 ${until}${lifted}`
}

function LineButton({
  one,
  show,
  mayEdit,
  onRecord,
}: {
  readonly one: OrganisationStanding
  readonly show: ShowDialog
  readonly mayEdit: boolean
  readonly onRecord: () => void
}) {
  const entry = one.standing.hits[0] ?? one.standing.relatedHits[0] ?? one.standing.newest
  return (
    <span className={styles.days}>
      {entry && (
        <Button
          size="small"
          aria-label={`查看${one.name}的登记`}
          onClick={() => void show<void>((done) => <EntryDialog id={entry.id} row={entry.row} done={done} />)}
        >
          查看
        </Button>
      )}
      {mayEdit && (
        <Button size="small" aria-label={`登记${one.name}的核查`} onClick={onRecord}>
          登记…
        </Button>
      )}
    </span>
  )
}

function PeopleLines({
  application,
  register,
  names,
  standing,
}: {
  readonly application: Pick<Application, 'id' | 'documents'>
  readonly register: RegisterKind
  readonly names: readonly string[]
  readonly standing: ApplicationStanding
}) {
  const show = useDialogs()
  const may = useMay()
  const today = dayOf(new Date())
  return (
    <ul className={styles.lines} aria-label="申报人员的核查">
      {names.map((name) => {
        const own = standing.people.filter((one) => one.name === name)
        const hit = own.find((one) => entryState(one, today) === '有记录')
        const newest = hit ?? own[0]
        return (
          <li key={name} className={styles.line}>
            <span className={styles.name}>
              {name}
              <span className={styles.quiet}>　人员{newest ? `，${newest.checkedOn} 查询` : ''}</span>
            </span>
            {newest ? <StateTag state={entryState(newest, today)} /> : <StateTag state="未核查" />}
            <span className={styles.days}>
              {may('registers:edit') && hit && (
                <Button
                  size="small"
                  onClick={() =>
                    void show<void>((done) => (
                      <Modal open title={`解除记录：${name}`} footer={null} onCancel={() => done()}>
                        <LiftForm entry={hit} seen={hit.seen} name={name} done={done} />
                      </Modal>
                    ))
                  }
                >
                  解除…
                </Button>
              )}
              {may('registers:edit') && (
                <Button
                  size="small"
                  aria-label={`登记${name}的核查`}
                  onClick={() =>
                    void show<boolean>((done) => (
                      <RecordPersonDialog
                        register={register}
                        application={application.id}
                        name={name}
                        usual={standing.months}
                        documents={application.documents}
                        done={done}
                      />
                    ))
                  }
                >
                  登记…
                </Button>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
