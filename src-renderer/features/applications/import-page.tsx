import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { ListRead } from '../../../src-main/domain/applications/import-list.ts'
import type { Mapping } from '../../../src-main/domain/applications/mapping.ts'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { Picked } from '../../ui/file-dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { TaskLine, useTaskRunner, useVisibleTasks } from '../../ui/task-runner.tsx'
import styles from './import.module.css'
import { ImportCheck } from './import-check.tsx'
import { ImportConfirm } from './import-confirm.tsx'
import { ImportFile } from './import-file.tsx'
import { ImportMapping } from './import-mapping.tsx'
import { ImportResult } from './import-result.tsx'
import { type KeptImport, nothingKept, resumedAt, type Step } from './import-resume.ts'
import { ResumedNote } from './import-resumed-note.tsx'
import { ImportStop } from './import-stop.tsx'
import { useBatches } from './use-batches.ts'
import { useLetter } from './use-letter.ts'
import { useReturnList } from './use-return-list.ts'

const steps = ['选择清单', '对应各列', '检查', '确认'] as const
const readTitle = '读取申报清单'
const importTitle = '导入申报清单'

/** Everything about the list that is being taken in; nothing of it is recorded before the last step. */
type Reading = {
  readonly file: Picked
  readonly batch: Batch
  readonly read: ListRead
  /** As the person has it now; null while nobody knows where the headings are. */
  readonly mapping: Mapping | null
}

/** Takes a list from outside in: choose, say what the columns mean, see every problem, confirm. */
export function ImportPage() {
  const { query, batch, all } = useBatches()
  return (
    <Page title="导入申报清单" fills>
      <Loaded query={query}>
        {() =>
          all.length === 0 ? (
            <EmptyState title="还没有批次">请先在「批次」中建立批次，再导入申报清单。</EmptyState>
          ) : (
            <Wizard batches={all} initial={batch ?? all[0]!} />
          )
        }
      </Loaded>
    </Page>
  )
}

function Wizard({ batches, initial }: { readonly batches: readonly Batch[]; readonly initial: Batch }) {
  const desk = useDesk()
  const runTask = useTaskRunner()
  const [step, setStep] = useState<Step>(0)
  const [batch, setBatch] = useState(initial)
  const [reading, setReading] = useState<Reading | null>(null)
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set())
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [taken, setTaken] = useState<{ readonly count: number; readonly isUnverified: boolean } | null>(null)
  const letter = useLetter()
  const draft = useResumedDraft('applications/import', nothingKept)
  /** Where it was taken up again; `lost` as long as its file has to be chosen again. */
  const [resumed, setResumed] = useState<{ readonly remark: string | null } | null>(null)
  const returnList = useReturnList(setRefusal)
  const [lost, setLost] = useState<KeptImport | null>(null)

  /** Reads the file again with another sheet, row of headings or mapping; answers whether that went well. */
  async function read(file: Picked, into: Batch, sheet: string | null, mapping: Mapping | number | null) {
    setBusy(true)
    setRefusal(null)
    const result = await runTask({
      title: readTitle,
      call: desk.applications.readList,
      input: { file: file.token, sheet, batch: into.id, mapping },
      saves: false,
    })
    setBusy(false)
    if (!result.ok) {
      setRefusal(result.error)
      return null
    }
    const next = { file, batch: into, read: result.value, mapping: result.value.proposal?.mapping ?? null }
    setReading(next)
    setLeftOut(new Set())
    const { digest, sheet: shown } = result.value
    if (isSecret(result.value)) void draft.clear()
    else draft.change({ batch: into.id, file, digest, sheet: shown, mapping: next.mapping, leftOut: [] })
    return next
  }

  function go(to: Step) {
    setStep(to)
    setResumed(null)
    draft.change({ step: to })
  }

  function leaveOut(rows: ReadonlySet<number>) {
    setLeftOut(rows)
    draft.change({ leftOut: [...rows] })
  }

  /** Reads the file of an earlier visit and goes on where it was left. */
  async function takeUp(kept: KeptImport, file: Picked, into: Batch) {
    const next = await read(file, into, kept.sheet || null, kept.mapping)
    setLost(next ? null : kept)
    // The note above the form says the same, and what is still there.
    if (!next) setRefusal((now) => (now?.code === 'files/token-expired' ? null : now))
    if (!next || isSecret(next.read)) return
    const at = resumedAt(kept, next.read.digest, next.read.staged !== null)
    setLeftOut(new Set(at.leftOut))
    setStep(at.step)
    setResumed({ remark: at.remark })
    draft.change({ step: at.step, leftOut: at.leftOut })
  }

  const isStarted = useRef(false)
  useEffect(() => {
    if (!draft.isOpen || isStarted.current) return
    isStarted.current = true
    const kept = draft.value
    const into = batches.find(({ id }) => id === kept.batch) ?? batch
    setBatch(into)
    if (kept.letter) letter.resume(kept.letter)
    if (kept.file) void takeUp(kept, kept.file, into)
  })

  const newest = useRef(draft)
  newest.current = draft
  const { fields, scan } = letter
  useEffect(() => {
    const { value, change } = newest.current
    if (fields) change({ letter: { fields, scan } })
    else if (value.letter) change({ letter: null })
  }, [fields, scan])

  async function importAll({ read: { staged } }: Reading) {
    if (!staged) return
    setBusy(true)
    setRefusal(null)
    const result = await runTask({
      title: importTitle,
      call: desk.applications.importList,
      input: {
        staged,
        leaveOut: [...leftOut],
        ...(letter.checked ? { letter: letter.checked.letter } : {}),
      },
    })
    setBusy(false)
    if (!result.ok) return setRefusal(result.error)
    setTaken({ count: result.value.taken, isUnverified: letter.checked !== null })
    letter.keep()
    await draft.clear()
  }

  function restart() {
    setReading(null)
    setTaken(null)
    setRefusal(null)
    setStep(0)
    setResumed(null)
    setLost(null)
    letter.end()
    void draft.clear()
  }

  if (reading && isSecret(reading.read)) {
    return <ImportStop name={reading.file.name} findings={reading.read.findings} onClose={restart} />
  }
  if (reading && taken !== null) {
    return (
      <ImportResult
        batch={reading.batch}
        taken={taken.count}
        isUnverified={taken.isUnverified}
        leftOut={leftOut.size}
        onAnother={restart}
      />
    )
  }
  return (
    <div className={styles.wizard}>
      <Steps current={step} />
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      <ResumedNote
        lost={lost && { file: lost.file?.name ?? '', step: steps[lost.step] ?? steps[0] }}
        resumed={resumed}
        onRestart={restart}
      />
      <RunningTask title={step === 3 ? importTitle : readTitle} />
      {step === 0 && (
        <ImportFile
          batches={batches}
          batch={batch}
          file={reading?.file ?? null}
          read={reading?.read ?? null}
          letter={letter}
          isBusy={isBusy}
          onBatch={(chosen) => {
            setBatch(chosen)
            setReading(null)
            if (draft.value.file) void draft.clear()
          }}
          onFile={async (file) => {
            if (lost) return takeUp(lost, file, batch)
            const next = await read(file, batch, null, null)
            // With a letter the person goes on by the button, when it is complete.
            if (next && next.read.sheets.length <= 1 && !letter.fields) go(1)
          }}
          onSheet={(sheet) => reading && void read(reading.file, batch, sheet, null)}
          onNext={async () => {
            if (await letter.check()) go(1)
          }}
        />
      )}
      {step === 1 && reading && (
        <ImportMapping
          key={reading.read.sheet}
          read={reading.read}
          mapping={reading.mapping}
          isBusy={isBusy}
          onChange={(mapping) => {
            setReading({ ...reading, mapping })
            draft.change({ mapping })
          }}
          onHeadingRow={(row) => void read(reading.file, batch, reading.read.sheet, row)}
          onBack={() => go(0)}
          onNext={async (mapping) => {
            const isAsRead = mapping === reading.read.proposal?.mapping
            if (isAsRead || (await read(reading.file, batch, reading.read.sheet, mapping))) go(2)
          }}
        />
      )}
      {step === 2 && reading && (
        <ImportCheck
          read={reading.read}
          leftOut={leftOut}
          onLeftOut={leaveOut}
          onReturn={() => void returnList(reading.file, reading.read)}
          onBack={() => go(1)}
          onNext={() => go(3)}
        />
      )}
      {step === 3 && reading && (
        <ImportConfirm
          batch={reading.batch}
          file={reading.file.name}
          read={reading.read}
          leftOut={leftOut}
          letter={letter.checked}
          isBusy={isBusy}
          onBack={() => go(2)}
          onImport={() => void importAll(reading)}
        />
      )}
    </div>
  )
}

/** Nothing of such a list may be shown or kept, not even its name. */
function isSecret({ findings }: ListRead): boolean {
  return findings.some(({ code }) => code === 'secrecy-mark')
}

function Steps({ current }: { readonly current: Step }) {
  return (
    <ol className={styles.steps}>
      {steps.map((name, index) => (
        <li
          key={name}
          aria-current={index === current ? 'step' : undefined}
          data-done={index < current || undefined}
        >
          <span className={styles.stepNumber}>{index + 1}</span>
          {name}
        </li>
      ))}
    </ol>
  )
}

function RunningTask({ title }: { readonly title: string }) {
  const task = useVisibleTasks().find((one) => one.title === title)
  return task ? <TaskLine task={task} /> : null
}
