import type { ClipboardEvent } from 'react'
import { copyText } from './copy-text.ts'
import { useNotify } from './notify.ts'
import type { Column } from './table-columns.ts'
import { copyOf } from './table-copy.ts'

/** Copying rows of a list: by the clipboard's own event, and by a button or another key, then with headings if wanted. */
export function useRowsCopy<Row>(
  columns: readonly Column<Row>[],
  rowsNow: () => readonly Row[],
): {
  readonly onCopy: (event: ClipboardEvent) => void
  readonly copy: (withHeadings: boolean) => void
} {
  const notify = useNotify()
  const say = (count: number) =>
    notify.done(`已复制 ${count.toLocaleString('en-US')} 行，可粘贴到 WPS、Excel`)
  return {
    onCopy(event) {
      if (!getSelection()?.isCollapsed) return
      const rows = rowsNow()
      if (rows.length === 0) return
      const { text, html } = copyOf(columns, rows, { withHeadings: false })
      event.clipboardData.setData('text/plain', text)
      event.clipboardData.setData('text/html', html)
      event.preventDefault()
      say(rows.length)
    },
    copy(withHeadings) {
      const rows = rowsNow()
      const { text, html } = copyOf(columns, rows, { withHeadings })
      if (rows.length > 0 && copyText(text, html)) say(rows.length)
    },
  }
}
