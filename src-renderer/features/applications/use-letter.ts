import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { LetterChecked } from '../../../src-main/domain/applications/check-letter.ts'
import type { Letter, LetterFields } from '../../../src-main/domain/applications/letter.ts'
import { useDesk } from '../../app/desk.ts'
import { type Picked, useFilePicker } from '../../ui/file-dialog.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'

/** The covering letter while it is typed; null: the list is the office's own. */
export type LetterForm = {
  readonly fields: LetterFields | null
  readonly scan: Picked | null
  /** It was asked for and is still not chosen. */
  readonly isScanMissing: boolean
  readonly checked: LetterChecked | null
  readonly refusal: Refusal | null
  readonly begin: () => void
  readonly end: () => void
  readonly change: (patch: Partial<LetterFields>) => void
  readonly chooseScan: () => Promise<void>
  /** Takes up a letter that was being typed earlier. */
  readonly resume: (kept: KeptLetter) => void
  /** Checks fields and scan; answers whether the list may go on (without a letter it always may). */
  readonly check: () => Promise<boolean>
  /** The scan belongs to a record now. */
  readonly keep: () => void
}

/** What of a letter is kept while the page is left: the scan itself is chosen again when the program was restarted. */
export type KeptLetter = { readonly fields: LetterFields | null; readonly scan: Picked | null }

const empty: LetterFields = { institution: '', office: '', number: '', date: '' }

/** Keeps the letter beside the list. A scan that was checked and not taken in is removed when the page is left. */
export function useLetter(): LetterForm {
  const desk = useDesk()
  const runTask = useTaskRunner()
  const { pickFile } = useFilePicker()
  const [fields, setFields] = useState<LetterFields | null>(null)
  const [scan, setScan] = useState<Picked | null>(null)
  const [checked, setChecked] = useState<LetterChecked | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [isScanMissing, setScanMissing] = useState(false)
  const kept = useRef<Letter['scan'] | null>(null)

  function drop() {
    if (kept.current) void desk.applications.dropLetter({ scan: kept.current })
    kept.current = null
    setChecked(null)
  }
  const dropOnLeaving = useRef(drop)
  dropOnLeaving.current = drop
  useEffect(() => () => dropOnLeaving.current(), [])

  function clear() {
    setFields(null)
    setScan(null)
    setScanMissing(false)
    setRefusal(null)
  }

  async function check() {
    if (!fields) return true
    if (!scan) {
      setScanMissing(true)
      return false
    }
    setRefusal(null)
    const result = await runTask({
      title: '核对来函',
      call: desk.applications.checkLetter,
      input: { fields, scan: kept.current ? { kept: kept.current } : { file: scan.token } },
      saves: false,
    })
    if (!result.ok) {
      setRefusal(result.error)
      return false
    }
    kept.current = result.value.letter.scan
    setChecked(result.value)
    return true
  }

  return {
    fields,
    scan,
    isScanMissing: isScanMissing && scan === null,
    checked,
    refusal,
    begin: () => setFields(fields ?? empty),
    end() {
      drop()
      clear()
    },
    change(patch) {
      setFields((now) => ({ ...(now ?? empty), ...patch }))
      setChecked(null)
    },
    resume(kept) {
      setFields(kept.fields)
      setScan(kept.scan)
    },
    async chooseScan() {
      const picked = await pickFile({ title: '选择来函的扫描件', extensions: ['pdf', 'jpg', 'jpeg', 'png'] })
      if (!picked) return
      drop()
      setScan(picked)
    },
    check,
    keep() {
      kept.current = null
      setChecked(null)
      clear()
    },
  }
}
