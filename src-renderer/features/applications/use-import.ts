import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { ListRead } from '../../../src-main/domain/applications/import-list.ts'
import type { Mapping } from '../../../src-main/domain/applications/mapping.ts'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { useDesk } from '../../app/desk.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import type { Picked } from '../../ui/file-dialog.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { type KeptChoice, type KeptImport, nothingKept, resumedAt, type Step } from './import-resume.ts'
import { useComparison } from './use-comparison.ts'
import { useLetter } from './use-letter.ts'
import { useReturnList } from './use-return-list.ts'

export const readTitle = '读取申报清单'
export const importTitle = '导入申报清单'

/** Everything about the list that is being taken in; nothing of it is recorded before the last step. */
type Reading = {
  readonly file: Picked
  readonly batch: Batch
  readonly read: ListRead
  /** As the person has it now; null while nobody knows where the headings are. */
  readonly mapping: Mapping | null
}

type Taken = {
  readonly count: number
  /** Null: nothing of the list had been here before. */
  readonly revised: number | null
  readonly isUnverified: boolean
}

/** An import while it is made: where it stands, and what a person may do at each step. */
export function useImport(batches: readonly Batch[], initial: Batch) {
  const desk = useDesk()
  const runTask = useTaskRunner()
  const [step, setStep] = useState<Step>(0)
  const [batch, setBatch] = useState(initial)
  const [reading, setReading] = useState<Reading | null>(null)
  const [leftOut, setLeftOut] = useState<ReadonlySet<number>>(new Set())
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [taken, setTaken] = useState<Taken | null>(null)
  const again = useComparison({
    onRefusal: setRefusal,
    onBusy: setBusy,
    onChoice: (choice) => draft.change({ choice }),
  })
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
    again.forget()
    const { digest, sheet: shown } = result.value
    if (isSecret(result.value)) void draft.clear()
    else
      draft.change({
        batch: into.id,
        file,
        digest,
        sheet: shown,
        mapping: next.mapping,
        leftOut: [],
        choice: null,
      })
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

  /** Compares a list that comes again with what is here; answers whether that went well. */
  function compare(list: ListRead, without: ReadonlySet<number>, kept: KeptChoice | null = null) {
    return again.compare(list, without, letter.checked?.letter.institution ?? null, kept)
  }

  /** From the check on: a list with numbers that are here is compared first. */
  async function goOn({ read: list }: Reading) {
    if (list.known === 0) go(4)
    else if (await compare(list, leftOut)) go(3)
  }

  /** Reads the file of an earlier visit and goes on where it was left. */
  async function takeUp(kept: KeptImport, file: Picked, into: Batch) {
    const next = await read(file, into, kept.sheet || null, kept.mapping)
    setLost(next ? null : kept)
    // The note above the form says the same, and what is still there.
    if (!next) setRefusal((now) => (now?.code === 'files/token-expired' ? null : now))
    if (!next || isSecret(next.read)) return
    const at = resumedAt(kept, next.read.digest, next.read.staged !== null)
    const without = new Set(at.leftOut)
    setLeftOut(without)
    const isAgain = at.step >= 3 && next.read.known > 0
    const compared = isAgain && (await compare(next.read, without, kept.choice))
    const step = isAgain && !compared ? 2 : at.step === 3 && !isAgain ? 4 : at.step
    setStep(step)
    setResumed({ remark: at.remark ?? (compared ? compared.remark : null) })
    draft.change({ step, leftOut: at.leftOut })
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

  async function importAll({ read: list }: Reading) {
    const { staged } = list
    if (!staged) return
    setBusy(true)
    setRefusal(null)
    const what = {
      staged,
      leaveOut: [...leftOut],
      ...(letter.checked ? { letter: letter.checked.letter } : {}),
    }
    const title = importTitle
    const result = again.comparison
      ? await runTask({ title, call: desk.revisions.takeIn, input: { ...what, ...again.asked() } })
      : await runTask({ title, call: desk.applications.importList, input: what })
    setBusy(false)
    if (!result.ok) {
      setRefusal(result.error)
      // Somebody was faster: what they wrote is compared now, and this refusal stays until it is read.
      if (result.error.code !== 'revisions/changed-meanwhile') return
      if (await compare(list, leftOut)) go(3)
      return setRefusal(result.error)
    }
    const { taken: count } = result.value
    const revised = 'revised' in result.value ? Number(result.value.revised) : null
    setTaken({ count, revised, isUnverified: letter.checked !== null })
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
    again.forget()
    letter.end()
    void draft.clear()
  }

  return {
    step,
    batch,
    reading,
    isSecret: reading !== null && isSecret(reading.read),
    leftOut,
    refusal,
    isBusy,
    taken,
    again,
    letter,
    resumed,
    lost,
    go,
    leaveOut,
    restart,
    goOn,
    importAll,
    dismiss: () => setRefusal(null),
    chooseBatch(chosen: Batch) {
      setBatch(chosen)
      setReading(null)
      if (draft.value.file) void draft.clear()
    },
    async chooseFile(file: Picked) {
      if (lost) return takeUp(lost, file, batch)
      const next = await read(file, batch, null, null)
      // With a letter the person goes on by the button, when it is complete.
      if (next && next.read.sheets.length <= 1 && !letter.fields) go(1)
    },
    chooseSheet: (sheet: string) => reading && void read(reading.file, batch, sheet, null),
    async checkLetter() {
      if (await letter.check()) go(1)
    },
    changeMapping(now: Reading, mapping: Mapping) {
      setReading({ ...now, mapping })
      draft.change({ mapping })
    },
    chooseHeadingRow: (now: Reading, row: number) => void read(now.file, batch, now.read.sheet, row),
    async takeMapping(now: Reading, mapping: Mapping) {
      const isAsRead = mapping === now.read.proposal?.mapping
      if (isAsRead || (await read(now.file, batch, now.read.sheet, mapping))) go(2)
    },
    leaveOutCompared(rows: ReadonlySet<number>) {
      leaveOut(rows)
      const kept = again.kept()
      draft.change({ choice: kept && { ...kept, seen: '' } })
    },
    compareAgain: (now: Reading) => void compare(now.read, leftOut, again.kept()),
    /** Rows that were left out of the comparison are not compared when all of it is written. */
    async takeComparison(now: Reading) {
      if (await compare(now.read, leftOut, again.kept())) go(4)
    },
    returnChecked: (now: Reading) => void returnList(now.file, now.read),
    returnCompared: (now: Reading) => void returnList(now.file, now.read, again.remarks()),
  }
}

/** Nothing of such a list may be shown or kept, not even its name. */
function isSecret({ findings }: ListRead): boolean {
  return findings.some(({ code }) => code === 'secrecy-mark')
}
