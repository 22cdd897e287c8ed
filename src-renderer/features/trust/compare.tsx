import { Button } from 'antd'
import { useState } from 'react'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { suites } from '../../text/suites.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { OfficeChip, useOfficeName } from '../../ui/office-chip.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { useRecord } from '../../ui/record.ts'
import { useSecondPerson } from '../../ui/second-person-dialog.tsx'
import { HeardGroups, hasFault, isHeard } from './heard-groups.tsx'
import styles from './trust.module.css'
import type { ReadIntroduction } from './trust-page.tsx'

/**
 * Types what the other office reads out, group by group. The code of the file is not shown before it was heard:
 * who copies it from the screen has compared nothing.
 */
export function Compare({
  introduction,
  onDone,
}: {
  readonly introduction: ReadIntroduction
  readonly onDone: () => void
}) {
  const { institution, suite, officeKey, encryptionKey, code, earlier } = introduction
  const desk = useDesk()
  const me = usePerson()
  const officeName = useOfficeName()
  const notify = useNotify()
  const confirm = useSecondPerson()
  const pin = useRecord(desk.trust.pin)
  const [heard, setHeard] = useState<readonly string[]>([])
  const isSame = isHeard(code, heard)
  const isKnown = earlier?.officeKey === officeKey && earlier.encryptionKey === encryptionKey

  async function confirmTogether() {
    const confirmed = await confirm({
      title: `确认${officeName(institution)}的核对码`,
      permission: 'administration:second',
      facts: [
        ['事项', earlier && !isKnown ? '更换该单位的核对码' : '核对单位'],
        ['单位', officeName(institution)],
        ['用途', me.environment],
        ['核对码', code],
        ['密码算法', suites[suite].label],
        ['核对人', me.name],
      ],
      action: '共同确认',
      run: (second) =>
        pin.run({ institution, suite, officeKey, encryptionKey, heard: heard.join('') }, { second }),
    })
    if (!confirmed) return
    notify.done(`已核对${officeName(institution)}，可以交换数据`)
    onDone()
  }

  return (
    <Page
      title="核对一个单位"
      actions={<Button onClick={onDone}>返回，暂不核对</Button>}
      remark={<OfficeChip code={institution} form="name" />}
    >
      {isKnown && <Note tone="good">这个单位已经核对过，核对码没有变化，可以不再核对。</Note>}
      {earlier && !isKnown && (
        <Note tone="warn">
          <p>
            这个单位的核对码与 {minuteOf(earlier.at)}
            核对的不同。对方更换过单位密钥（如恢复单遗失）、或重新建立过工作台时会这样；请先用您平时的号码打电话向对方问明原因，再核对。
          </p>
          <Facts
            rows={[
              ['以前的核对码', `${grouped(earlier.code)}（${minuteOf(earlier.at)} 核对）`],
              ['现在的核对码', isSame ? `${code}（今天核对）` : '六组都听写一致后显示'],
            ]}
          />
        </Note>
      )}
      <Section title="请对方逐组念核对码，您听一组、填一组">
        <p>用您平时联系对方的电话号码打过去，不要用核对文件或来信里写的号码。</p>
        <HeardGroups code={code} heard={heard} onChange={setHeard} />
        {hasFault(code, heard) && (
          <Note tone="warn">
            标出的组与核对文件不一致。请对方再念一遍这一组；仍不一致的，这份核对文件不可信，请让对方重新交一份。
          </Note>
        )}
        {isSame && <Note tone="good">六组全部一致。请一位同事看过后共同确认。</Note>}
        <div className={styles.confirm}>
          <Button type="primary" disabled={!isSame} onClick={confirmTogether}>
            两人共同确认…
          </Button>
        </div>
      </Section>
    </Page>
  )
}

function grouped(code: string): string {
  return code.replaceAll(/(\d{4})(?=\d)/g, '$1 ')
}
