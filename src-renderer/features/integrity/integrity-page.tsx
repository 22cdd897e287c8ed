import { Button } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { DeskVerdict, Memory } from '../../../src-main/core/verify.ts'
import type { IntegrityState } from '../../../src-main/domain/integrity/index.ts'
import {
  anchorWords,
  clockWords,
  databaseWords,
  isAllRight,
  listWords,
  machineWords,
  memoryWords,
  witnessWords,
} from '../../../src-main/domain/integrity/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { minuteOf } from '../../ui/dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { Page, Section } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { ChainTable } from './chain-table.tsx'

/** Whether the records are as they were written; checked again and printed from here. */
export function IntegrityPage() {
  const { integrity } = useDesk()
  const state = useQueryOf(integrity.state, null)
  const runTask = useTaskRunner()
  const { pickFolder } = useFilePicker()
  const notify = useNotify()
  const [isChecking, setChecking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function check() {
    setChecking(true)
    setRefusal(null)
    const result = await runTask({
      title: '记录核查',
      call: integrity.verifyNow,
      input: null,
      saves: false,
    })
    setChecking(false)
    if (!result.ok) setRefusal(result.error)
    else if (isAllRight(result.value)) notify.done('核查完毕，全部记录与写入时一致')
  }

  async function write() {
    const folder = await pickFolder({ title: '核查报告保存到哪个文件夹' })
    if (!folder) return
    setRefusal(null)
    const result = await runTask({
      title: '导出核查报告',
      call: integrity.writeReport,
      input: { folder: folder.token },
      saves: false,
    })
    if (result.ok) notify.done(`已保存到「${folder.name}」：${result.value.files.join('、')}`)
    else setRefusal(result.error)
  }

  return (
    <Page
      title="记录核查"
      remark="所有记录首尾相接，任何一条被改动、删除都能查出来。每次启动后自动核查一次。"
      actions={
        <>
          <Button onClick={write} disabled={!state.data?.verdict}>
            导出核查报告…
          </Button>
          <Button type="primary" onClick={check} loading={isChecking}>
            立即核查
          </Button>
        </>
      }
    >
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      <Loaded query={state}>{(known) => <Known state={known} />}</Loaded>
    </Page>
  )
}

function Known({ state }: { readonly state: IntegrityState }) {
  const { verdict, opened, condition, isOfThisStart } = state
  return (
    <>
      {!isOfThisStart && (
        <Note>
          {verdict ? `下面是 ${minuteOf(verdict.finishedAt)} 的结果。` : '还没有核查过。'}
          本次启动后的核查在后台进行，不影响办理；急用的，可以立即核查。
        </Note>
      )}
      {verdict && <Outcome verdict={verdict} isReadOnly={condition !== null} />}
      {opened?.clockBehind && <Note tone="warn">{clockWords(opened.clockBehind)}。</Note>}
      {verdict && (
        <Section title="各单位的记录">
          <ChainTable chains={verdict.chains} />
        </Section>
      )}
      <Section title="本机保存的情况">
        <Facts rows={factsOf(state)} />
      </Section>
    </>
  )
}

function Outcome({ verdict, isReadOnly }: { readonly verdict: DeskVerdict; readonly isReadOnly: boolean }) {
  const records = verdict.chains.reduce((sum, { events }) => sum + events, 0)
  const others = verdict.chains.filter(({ own, fault }) => fault && !own).length
  const rebuilt = verdict.projections?.length ?? 0
  if (isAllRight(verdict) && !isReadOnly) {
    return (
      <Note tone="good">
        {minuteOf(verdict.finishedAt)} 核查完毕：{records} 条记录全部与写入时一致。
        {rebuilt > 0 && `其中 ${rebuilt} 张清单与记录不一致，已由记录重新生成；记录本身没有问题。`}
      </Note>
    )
  }
  return (
    <Note tone="warn">
      {minuteOf(verdict.finishedAt)} 核查完毕，发现问题，见下表。
      {others > 0 &&
        !isReadOnly &&
        '有问题的是其他单位的记录在本机的副本：已停止转给别的单位，可以请对方重新导出；本单位的记录完好，照常办理。'}
    </Note>
  )
}

function factsOf({ verdict, opened, condition }: IntegrityState): readonly (readonly [string, string])[] {
  const compared = (memory: Memory | undefined) => (memory ? `${memoryWords[memory]}；` : '')
  return [
    ...(verdict
      ? ([
          ['数据文件', databaseWords[verdict.database]],
          [
            '数据结构',
            verdict.schema.length === 0 ? '与程序要求一致' : `不一致：${verdict.schema.join('、')}`,
          ],
          ['清单', listWords(verdict, condition !== null)],
        ] as const)
      : []),
    ...(opened
      ? ([
          ['数据文件夹里的锚点', compared(verdict?.remembered.anchor) + anchorWords[opened.anchor]],
          ['本机用户的见证', compared(verdict?.remembered.witness) + witnessWords[opened.witness]],
          ['电脑', machineWords[opened.machine]],
        ] as const)
      : []),
    ...(verdict ? ([['核查时的程序版本', verdict.program]] as const) : []),
  ]
}
