import { Button } from 'antd'
import { useState } from 'react'
import type { FileToken } from '../../../src-main/core/ports/files.ts'
import type { OfficeDesk } from '../../../src-main/domain/trust/desks.ts'
import { type Answer, type Desk, useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import type { StateWord } from '../../text/states.ts'
import { minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { useNotify } from '../../ui/notify.ts'
import { Page } from '../../ui/page.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { AdmitDesk } from './admit-desk.tsx'
import styles from './devices.module.css'
import { RetireDialog } from './retire-dialog.tsx'

export type DeskRequest = Answer<Desk['trust']['readDeskRequest']>

type Asked = { readonly request: DeskRequest; readonly file: FileToken }

/** The desks of the own office; lets another one in, and puts one out of use. */
export function DesksPage() {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const { pickFile } = useFilePicker()
  const runTask = useTaskRunner()
  const notify = useNotify()
  const desks = useQueryOf(desk.trust.desks, null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const mayEdit = may('administration:edit')

  async function read() {
    const file = await pickFile({ title: '选择另一台工作台的申请', extensions: ['加入申请.json'] })
    if (!file) return
    const request = await runTask({
      title: '读取申请',
      call: desk.trust.readDeskRequest,
      input: { file: file.token },
      saves: false,
    })
    if (request.ok) setAsked({ request: request.value, file: file.token })
    else notify.refused(request.error)
  }

  if (asked) return <AdmitDesk {...asked} onDone={() => setAsked(null)} />
  return (
    <Page
      title="本单位工作台"
      remark="本单位在几台电脑上使用时，各台之间也用数据交换包互通；一项申报同一时间只由一台办理。"
      actions={
        mayEdit && (
          <Button type="primary" onClick={read}>
            打开工作台的申请…
          </Button>
        )
      }
    >
      <Loaded query={desks}>
        {(all) => (
          <SmallTable
            label="本单位的工作台"
            head={['工作台', '状态', '登记时间', '本机收到的最后一条记录', ...(mayEdit ? ['办理'] : [])]}
            rows={all.map((one) => ({
              key: one.device,
              cells: [
                one.name,
                <StateTag key="state" state={stateOf(one)} />,
                minuteOf(one.since),
                <Last key="last" desk={one} />,
                ...(mayEdit ? [<Act key="act" desk={one} onRetire={() => retire(one)} />] : []),
              ],
            }))}
          />
        )}
      </Loaded>
    </Page>
  )

  function retire(one: OfficeDesk) {
    void show<void>((done) => <RetireDialog desk={one} done={done} />)
  }
}

function stateOf({ state, isUnderEarlierKey }: OfficeDesk): StateWord {
  if (isUnderEarlierKey && state !== 'retired') return '待换钥'
  const words = { this: '本台', 'in-use': '使用中', waiting: '待启用', retired: '已停用' } as const
  return words[state]
}

function Last({ desk: { last, retired } }: { readonly desk: OfficeDesk }) {
  return (
    <div className={styles.cell}>
      {last ? `第 ${last.seq} 条（${minuteOf(last.at)}）` : '还没有收到'}
      {retired && (
        <span className={styles.remark}>
          {retired.upTo === 0 ? '它的记录一律不采用' : `到第 ${retired.upTo} 条为止有效`}
          {retired.reason && `，原因：${retired.reason}`}
        </span>
      )}
    </div>
  )
}

function Act({
  desk: { name, state },
  onRetire,
}: {
  readonly desk: OfficeDesk
  readonly onRetire: () => void
}) {
  if (state === 'this' || state === 'retired') return null
  return (
    <Button danger aria-label={`停用${name}`} onClick={onRetire}>
      停用…
    </Button>
  )
}
