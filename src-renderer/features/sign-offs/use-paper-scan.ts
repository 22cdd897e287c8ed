import { useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../../src-main/core/result.ts'
import type { Digest } from '../../../src-main/core/suite.ts'
import { useDesk } from '../../app/desk.ts'
import { type Picked, useFilePicker } from '../../ui/file-dialog.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'

/** The scan of a signed paper while its form is filled in. */
export type PaperScan = {
  readonly picked: Picked | null
  readonly scan: Digest | null
  readonly refusal: Refusal | null
  readonly choose: () => Promise<void>
  readonly drop: () => void
  /** The scan belongs to a record now. */
  readonly keep: () => void
}

/** Keeps a chosen scan in the store; one that is not recorded is removed when the form is left. */
export function usePaperScan(): PaperScan {
  const desk = useDesk()
  const runTask = useTaskRunner()
  const { pickFile } = useFilePicker()
  const [picked, setPicked] = useState<Picked | null>(null)
  const [scan, setScan] = useState<Digest | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const kept = useRef<Digest | null>(null)

  function drop() {
    if (kept.current) void desk.documents.dropScan({ scan: kept.current })
    kept.current = null
    setScan(null)
    setPicked(null)
  }
  const dropOnLeaving = useRef(drop)
  dropOnLeaving.current = drop
  useEffect(() => () => dropOnLeaving.current(), [])

  return {
    picked,
    scan,
    refusal,
    async choose() {
      const chosen = await pickFile({ title: '选择扫描件', extensions: ['pdf', 'jpg', 'jpeg', 'png'] })
      if (!chosen) return
      drop()
      setRefusal(null)
      const result = await runTask({
        title: '存入扫描件',
        call: desk.documents.keepScan,
        input: { file: chosen.token },
        saves: false,
      })
      if (!result.ok) return setRefusal(result.error)
      kept.current = result.value.scan
      setScan(result.value.scan)
      setPicked(chosen)
    },
    drop,
    keep() {
      kept.current = null
    },
  }
}
