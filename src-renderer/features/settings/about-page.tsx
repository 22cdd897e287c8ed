import { version } from '../../../package.json'
import { useDesk } from '../../app/desk.ts'
import { usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { type KeyGroup, keyGroups } from '../../text/keys.ts'
import { Facts } from '../../ui/facts.tsx'
import { KeyTables } from '../../ui/key-table.tsx'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { Page, Section } from '../../ui/page.tsx'

/** What this program is, which version, how it is worked with keys. */
export function AboutPage() {
  const desk = useDesk()
  const { institution, environment } = usePerson()
  const officeName = useOfficeName()
  const identity = useQueryOf(desk.trust.identity, null)
  return (
    <Page title="关于">
      <Section title="长三角评审工作台">
        <Facts
          rows={[
            ['版本', version],
            ['单位', officeName(institution)],
            ['用途', environment],
            ['本机编号', identity.data ? identity.data.device.slice(-8) : ''],
            ['数据存放', '只保存在这台电脑上，不连接互联网'],
            ['完整性校验', '所有记录首尾相接、只增不改，用于发现改动；不是电子签章，也未经商用密码产品认证'],
          ]}
        />
      </Section>
      <Section title="键盘操作">
        <KeyTables groups={Object.keys(keyGroups) as KeyGroup[]} />
      </Section>
    </Page>
  )
}
