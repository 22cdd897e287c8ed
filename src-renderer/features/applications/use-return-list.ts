import type { Refusal } from '../../../src-main/core/result.ts'
import type { ImportFinding } from '../../../src-main/domain/applications/import-finding.ts'
import type { ListRead } from '../../../src-main/domain/applications/import-list.ts'
import { useDesk } from '../../app/desk.ts'
import { columnLetters, importSentence, severityWords } from '../../text/import.ts'
import { type Picked, useFilePicker } from '../../ui/file-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useTaskRunner } from '../../ui/task-runner.tsx'

/** Writes a list back as its sender gave it, with a red column 「问题」. */
export function useReturnList(onRefusal: (refusal: Refusal | null) => void) {
  const desk = useDesk()
  const { pickFolder } = useFilePicker()
  const runTask = useTaskRunner()
  const notify = useNotify()
  return async (file: Picked, read: ListRead, compared: readonly RowRemarks[] = []) => {
    const folder = await pickFolder({ title: '标注了问题的清单保存到哪个文件夹' })
    if (!folder) return
    const written = await runTask({
      title: '写出标注了问题的清单',
      call: desk.applications.returnList,
      input: {
        file: file.token,
        sheet: read.sheet,
        headingRow: read.proposal?.mapping.headingRow ?? 0,
        ...remarksOf(read.findings, compared),
        folder: folder.token,
      },
      saves: false,
    })
    onRefusal(written.ok ? null : written.error)
    if (written.ok) notify.done(`已写出「${written.value.name}」，可以退回填报单位改正`)
  }
}

/** What the comparison says of a row, where the sender should read that too. */
export type RowRemarks = { readonly row: number; readonly sentences: readonly string[] }

const longest = { whole: 500, remark: 4_000 }

/**
 * One remark a row, its findings numbered by column, what must be put right first, then what the comparison says; those of
 * the whole list apart.
 */
export function remarksOf(
  findings: readonly ImportFinding[],
  compared: readonly RowRemarks[] = [],
): {
  readonly whole: string[]
  readonly remarks: { row: number; text: string }[]
} {
  const byRow = new Map<number, ImportFinding[]>()
  const whole: string[] = []
  for (const finding of findings) {
    if (finding.row === null) whole.push(remarkOf(finding).slice(0, longest.whole))
    else byRow.set(finding.row, [...(byRow.get(finding.row) ?? []), finding])
  }
  const told = new Map(compared.map(({ row, sentences }) => [row, sentences]))
  const rows = [...new Set([...byRow.keys(), ...told.keys()])].sort((a, b) => a - b)
  const remarks = rows.map((row) => {
    const found = byRow.get(row) ?? []
    const errorsFirst = found.toSorted((a, b) => rank(a) - rank(b) || (a.column ?? 0) - (b.column ?? 0))
    const text = [...errorsFirst.map(remarkOf), ...(told.get(row) ?? [])].join('\n')
    return { row, text: text.slice(0, longest.remark) }
  })
  return { whole: whole.slice(0, 100), remarks }
}

function rank({ severity }: ImportFinding): number {
  return severity === 'warning' ? 1 : 0
}

/** 「【须改正】C 列：信用代码……」 */
function remarkOf(finding: ImportFinding): string {
  const place = finding.column === null ? '' : `${columnLetters(finding.column)} 列：`
  return `【${severityWords[finding.severity]}】${place}${importSentence(finding)}`
}
