import { Button } from 'antd'
import { useState } from 'react'
import { type Answer, type Desk, useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { useNotify } from '../../ui/notify.ts'
import { Page, Section } from '../../ui/page.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { CodeBlock } from './code-block.tsx'
import { Compare } from './compare.tsx'
import { PinnedOffices } from './pinned-offices.tsx'
import { ReadAloud } from './read-aloud.tsx'

export type ReadIntroduction = Answer<Desk['trust']['readIntroduction']>

/** The own 核对码 to read out, the other offices' to compare: who may exchange data with this desk. */
export function TrustPage() {
  const [introduction, setIntroduction] = useState<ReadIntroduction | null>(null)
  const may = useMay()
  if (introduction) return <Compare introduction={introduction} onDone={() => setIntroduction(null)} />
  return (
    <Page
      title="单位与核对码"
      remark="与另一个单位交换数据之前，两个单位当面或通过电话核对一次核对码，以后不必再核对。"
    >
      <OwnCode />
      {may('bundles:list') && <Others onRead={setIntroduction} />}
    </Page>
  )
}

function OwnCode() {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const notify = useNotify()
  const identity = useQueryOf(desk.trust.identity, null)

  async function writeIntroduction() {
    const folder = await pickFolder({ title: '核对文件保存到哪个文件夹' })
    if (!folder) return
    const written = await runTask({
      title: '生成核对文件',
      call: desk.trust.writeIntroduction,
      input: { folder: folder.token },
    })
    if (written.ok) notify.done(`已保存到「${folder.name}」：${written.value.name}`)
    else notify.refused(written.error)
  }

  return (
    <Section title="本单位核对码">
      <Loaded query={identity}>
        {({ code }) => (
          <>
            <CodeBlock code={code} />
            <p>
              先把核对文件交给对方（优盘、内网均可），再打电话把这六组数字念给对方。核对码不是密码，可以公开。
            </p>
            <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginTop: 12 }}>
              <Button onClick={() => void show<void>((done) => <ReadAloud code={code} done={done} />)}>
                逐组念给对方
              </Button>
              {may('bundles:edit') && <Button onClick={writeIntroduction}>生成核对文件…</Button>}
            </div>
          </>
        )}
      </Loaded>
    </Section>
  )
}

function Others({ onRead }: { readonly onRead: (introduction: ReadIntroduction) => void }) {
  const desk = useDesk()
  const may = useMay()
  const { pickFile } = useFilePicker()
  const runTask = useTaskRunner()
  const notify = useNotify()

  async function read() {
    const file = await pickFile({ title: '选择对方交来的核对文件', extensions: ['json'] })
    if (!file) return
    const introduction = await runTask({
      title: '读取核对文件',
      call: desk.trust.readIntroduction,
      input: { file: file.token },
      saves: false,
    })
    if (introduction.ok) onRead(introduction.value)
    else notify.refused(introduction.error)
  }

  return (
    <Section
      title="其他单位"
      actions={
        may('administration:edit') && (
          <Button type="primary" onClick={read}>
            核对一个单位…
          </Button>
        )
      }
    >
      <PinnedOffices />
    </Section>
  )
}
