import { Button, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { BundleWritten } from '../../../src-main/core/ports/bundles.ts'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { BundlePreview } from '../../../src-main/domain/bundles/preview.ts'
import { type PartSize, partSizes } from '../../../src-main/domain/bundles/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { bytesInWords } from '../../text/message.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { useFilePicker } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { Section } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { TaskLine, useTaskRunner, useVisibleTasks } from '../../ui/task-runner.tsx'
import styles from './export.module.css'
import { goesInWords, staysInWords } from './export-words.ts'
import { WrittenBundle } from './written-bundle.tsx'

type Choice = {
  readonly withDocuments: boolean
  readonly fromBeginning: boolean
  readonly partSize: PartSize | null
}

/** As it is kept while the page is left; 0 for a bundle in one piece. */
const untouched: Omit<Choice, 'partSize'> & { readonly part: PartSize | 0 } = {
  withDocuments: true,
  fromBeginning: false,
  part: 0,
}

/** What would go to this institution, the choices there are, and the way to the stick. */
export function ExportTo({ to }: { readonly to: string }) {
  const desk = useDesk()
  const nameOf = useOfficeName()
  const draft = useResumedDraft(`bundles/export/${to}`, untouched)
  const { withDocuments, fromBeginning, part } = draft.value
  const choice: Choice = { withDocuments, fromBeginning, partSize: part === 0 ? null : part }
  const setChoice = ({ partSize, ...rest }: Choice) => draft.change({ ...rest, part: partSize ?? 0 })
  const preview = useQueryOf(
    desk.bundles.preview,
    { to, fromBeginning: choice.fromBeginning },
    { keepPrevious: true },
  )
  const { run, isRunning, isCancelled, refusal, written, forget } = useExport(to, draft.clear)
  if (written) return <WrittenBundle to={to} written={written} onAgain={forget} />
  return (
    <Loaded query={preview}>
      {(facts) => (
        <>
          <Section title={`将要导出给${nameOf(to)}的内容`}>
            <Sentences to={to} preview={facts} choice={choice} />
          </Section>
          <Section title="选择">
            <Choices preview={facts} choice={choice} onChange={setChoice} />
          </Section>
          <RefusalNote refusal={refusal} />
          {isCancelled && <Note>已取消导出，没有留下文件，本机数据没有变动。</Note>}
          <div className={styles.buttons}>
            <Button type="primary" loading={isRunning} onClick={() => run(choice)}>
              选择文件夹并导出…
            </Button>
            <span className={styles.remark}>
              大约 {bytesInWords(facts.recordBytes + (choice.withDocuments ? facts.documents.bytes : 0))}
              。写出后会从头到尾回读核对一遍。
            </span>
          </div>
          <Running title={titleOf(nameOf(to, 'short'))} />
        </>
      )}
    </Loaded>
  )
}

function titleOf(short: string): string {
  return `导出给${short}`
}

/** One export at a time; its result stays here, or is told when the page was left in the meantime. */
function useExport(to: string, onWritten: () => Promise<void>) {
  const desk = useDesk()
  const nameOf = useOfficeName()
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const notify = useNotify()
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isCancelled, setCancelled] = useState(false)
  const [written, setWritten] = useState<BundleWritten | null>(null)
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])

  async function run(choice: Choice) {
    const folder = await pickFolder({ title: '数据交换包保存到哪个文件夹' })
    if (!folder) return
    setRunning(true)
    setRefusal(null)
    setCancelled(false)
    const result = await runTask({
      title: titleOf(nameOf(to, 'short')),
      call: desk.bundles.exportBundle,
      input: { to, folder: folder.token, ...choice },
    })
    setRunning(false)
    if (result.ok) {
      setWritten(result.value)
      await onWritten()
      if (!isHere.current) notify.done(`已写出并回读核对：${result.value.file}`)
    } else if (result.error.code === 'desk/cancelled') setCancelled(true)
    else if (isHere.current) setRefusal(result.error)
    else notify.refused(result.error)
  }

  return { run, isRunning, isCancelled, refusal, written, forget: () => setWritten(null) }
}

function Sentences({
  to,
  preview,
  choice,
}: {
  readonly to: string
  readonly preview: BundlePreview
  readonly choice: Choice
}) {
  const nameOf = useOfficeName()
  const name = nameOf(to)
  return (
    <ul className={styles.sentences}>
      {goesInWords(preview, choice, name, (code) => nameOf(code, 'short')).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      {staysInWords(preview, name).map((sentence) => (
        <li key={sentence} className={styles.stays}>
          {sentence}
        </li>
      ))}
    </ul>
  )
}

function Choices({
  preview,
  choice,
  onChange,
}: {
  readonly preview: BundlePreview
  readonly choice: Choice
  readonly onChange: (choice: Choice) => void
}) {
  const { documents, confirmed } = preview
  const { withDocuments, fromBeginning } = choice
  return (
    <div className={styles.choices}>
      {documents.count > 0 && (
        <Radio.Group
          aria-label="是否带附件"
          value={withDocuments}
          onChange={({ target }) => onChange({ ...choice, withDocuments: target.value as boolean })}
          options={[
            { value: true, label: `带附件（${documents.count} 份，共 ${bytesInWords(documents.bytes)}）` },
            { value: false, label: '不带附件' },
          ]}
        />
      )}
      {!withDocuments && documents.count > 0 && (
        <p className={styles.remark}>
          对方确认收到记录之后，这 {documents.count}{' '}
          份附件不会再自动带上；对方需要时，请选「从头导出」再带附件导出一次。
        </p>
      )}
      {(confirmed > 0 || fromBeginning) && (
        <Radio.Group
          aria-label="导出范围"
          value={fromBeginning}
          onChange={({ target }) => onChange({ ...choice, fromBeginning: target.value as boolean })}
          options={[
            { value: false, label: '只导出对方尚未确认的' },
            { value: true, label: '从头导出（对方丢失过数据，或以前没有带附件）' },
          ]}
        />
      )}
      <PartsChoice choice={choice} onChange={onChange} />
    </div>
  )
}

const smallDisc = 20

function PartsChoice({
  choice,
  onChange,
}: {
  readonly choice: Choice
  readonly onChange: (choice: Choice) => void
}) {
  return (
    <>
      <Radio.Group
        aria-label="分卷"
        value={choice.partSize}
        onChange={({ target }) => onChange({ ...choice, partSize: target.value as PartSize | null })}
        options={[
          { value: null, label: '不分卷' },
          ...partSizes.map((size) => ({
            value: size,
            label: `每卷 ${size} MB${size === smallDisc ? '（光盘小卷）' : ''}`,
          })),
        ]}
      />
      {choice.partSize !== null && (
        <p className={styles.remark}>
          文件按次序分成
          .001、.002……各卷，另有一个「分卷校验」文件。刻录或传送时全部都要带上；对方把它们放进同一个文件夹，
          打开其中任意一个即可，缺卷、坏卷会按卷号指出。
        </p>
      )}
    </>
  )
}

function Running({ title }: { readonly title: string }) {
  const task = useVisibleTasks().find((one) => one.title === title)
  return (
    <div className={styles.running} role="status">
      {task && <TaskLine task={task} />}
    </div>
  )
}
