import { Button } from 'antd'
import { useLocation } from 'wouter'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { useSecondPerson } from '../../ui/second-person-dialog.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { CodeBlock } from '../trust/code-block.tsx'
import styles from './devices.module.css'
import { TakeNewKey } from './take-new-key.tsx'

/** A new office key when the sheet was lost or seen; and how another desk of the office comes to it. */
export function OfficeKeyPage() {
  const desk = useDesk()
  const identity = useQueryOf(desk.trust.identity, null)
  return (
    <Page title="本单位密钥" remark="本单位的核对码由单位密钥算出。单位密钥只在恢复单上，本机平时不用它。">
      <Section title="现在的核对码">
        <Loaded query={identity}>{({ code }) => <CodeBlock code={code} />}</Loaded>
      </Section>
      {identity.data && <Renew officeKey={identity.data.officeKey} />}
      <TakeNewKey />
    </Page>
  )
}

function Renew({ officeKey }: { readonly officeKey: string }) {
  const desk = useDesk()
  const me = usePerson()
  const officeName = useOfficeName()
  const confirm = useSecondPerson()
  const runTask = useTaskRunner()
  const notify = useNotify()
  const [, navigate] = useLocation()

  async function renew() {
    const renewed = await confirm({
      title: '更换单位密钥',
      permission: 'administration:second',
      facts: [
        ['事项', '更换单位密钥'],
        ['单位', officeName(me.institution)],
        ['用途', me.environment],
        ['办理人', me.name],
        ['影响', '恢复单作废，须重新打印封存；其他单位须重新核对本单位；本单位其他工作台须换用'],
      ],
      action: '共同确认更换',
      run: (second) =>
        runTask({ title: '更换单位密钥', call: desk.trust.renewOfficeKey, input: { officeKey }, second }),
    })
    if (!renewed) return
    notify.done('已更换单位密钥，请立即打印并封存新的恢复单')
    navigate('/settings/recovery-sheet')
  }

  return (
    <Section title="更换单位密钥">
      <p>恢复单遗失，或者可能被别人看过、拍过时更换。已有的数据、记录和账号都不受影响。更换以后：</p>
      <ul>
        <li>以前的恢复单作废，要重新打印、封存新的恢复单；</li>
        <li>其他单位要重新核对本单位的核对码，核对之前收不下本单位的数据交换包；</li>
        <li>本单位的其他工作台要在「本单位密钥」中申请换用，换用之前与本台不能互通。</li>
      </ul>
      <Note>不急的，请先把已经写好的数据交换包送到各单位并等它们确认，再更换。</Note>
      <div className={styles.buttons}>
        <Button danger onClick={renew}>
          更换单位密钥…
        </Button>
      </div>
    </Section>
  )
}
