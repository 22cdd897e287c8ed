import { Button } from 'antd'
import { useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { WaitingBundle } from '../../../src-main/domain/bundles/inbox.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { messageOf } from '../../text/index.ts'
import { bytesInWords } from '../../text/message.ts'
import { useConfirm } from '../../ui/confirm-dialog.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { CopySentence } from './copy-sentence.tsx'
import styles from './inbox.module.css'
import { askInWords, byOwner, rangesAloud } from './inbox-words.ts'

/** One bundle of the inbox: from whom, what is inside, what it lacks, the sentence that asks for it. */
export function WaitingItem({ bundle }: { readonly bundle: WaitingBundle }) {
  const desk = useDesk()
  const may = useMay()
  const nameOf = useOfficeName()
  const { data: identity } = useQueryOf(desk.trust.identity, null)
  const us = identity?.institution ?? ''
  const { sender, name, size, at, ranges, missing, problem } = bundle
  const lacking = problem === null ? missing : ranges
  const sentences = lacking.length > 0 ? [...byOwner(lacking).values()] : [[]]
  return (
    <article className={styles.bundle} aria-label={`${nameOf(sender)}发来的${name}`}>
      <div className={styles.heading}>
        <h2>{nameOf(sender)}发来的数据交换包</h2>
        <StateTag state={problem === null ? '缺前序' : '已拒绝'} />
      </div>
      <Facts
        rows={[
          ['文件', `${name}（${bytesInWords(size)}）`],
          ['收下时间', minuteOf(at)],
          ['里面有', ranges.length > 0 ? rangesAloud(ranges, nameOf).join('、') : '补送的记录内容'],
          ['缺', missingInWords(bundle, (code) => nameOf(code, 'short'))],
        ]}
      />
      {problem !== null && <Lost code={problem} />}
      {us !== '' &&
        sentences.map((of) => (
          <CopySentence key={of[0]?.institution ?? sender} text={askInWords(of, { us, sender, nameOf })} />
        ))}
      {may('bundles:edit') && <Drop bundle={bundle} />}
    </article>
  )
}

function missingInWords({ missing, problem }: WaitingBundle, nameOf: (code: string) => string): string {
  if (problem !== null) return '已不再等待'
  if (missing.length === 0) return '补送的内容所属的那几条记录'
  return rangesAloud(missing, nameOf).join('、')
}

function Lost({ code }: { readonly code: string }) {
  const { what, safe, next } = messageOf({ code })
  return (
    <Note tone="warn">
      <strong>这个文件已不再等待：{what}</strong>
      {safe}
      {next}（代码 {code}）
    </Note>
  )
}

function Drop({ bundle: { digest, name, problem, sender } }: { readonly bundle: WaitingBundle }) {
  const desk = useDesk()
  const confirm = useConfirm()
  const notify = useNotify()
  const nameOf = useOfficeName()
  const [refusal, setRefusal] = useState<Refusal | null>(null)

  async function drop() {
    const isSure =
      problem !== null ||
      (await confirm({
        title: '不再等待这个数据交换包？',
        body: `本机存放的「${name}」将被删除；它里面还没有导入的记录要请${nameOf(sender)}再发一次。已经导入的内容不受影响。`,
        action: '不再等待，删除这个文件',
        isDangerous: true,
      }))
    if (!isSure) return
    const dropped = await desk.bundles.dropWaiting({ digest })
    if (dropped.ok) notify.done('已从等待清单中去掉')
    else setRefusal(dropped.error)
  }

  return (
    <>
      <div className={styles.buttons}>
        <Button onClick={drop}>{problem === null ? '不再等待…' : '知道了，从清单中去掉'}</Button>
      </div>
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
    </>
  )
}
