import type { BundleWritten } from '../../../src-main/core/ports/bundles.ts'
import { bytesInWords } from '../../text/message.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Note } from '../../ui/note.tsx'
import { OfficeChip, useOfficeName } from '../../ui/office-chip.tsx'
import styles from './export.module.css'
import { RegisterSheetButton } from './register-sheet.tsx'
import { WrittenOut } from './written-out.tsx'

/** The bundle lies on the stick and was read back: what it is called, and what happens next. */
export function WrittenBundle({
  to,
  written,
  onAgain,
}: {
  readonly to: string
  readonly written: BundleWritten
  readonly onAgain: () => void
}) {
  const { file, parts, size, digest, events, documents } = written
  const name = useOfficeName()(to)
  return (
    <WrittenOut
      title="已写出"
      standing={
        <Note tone="good">
          <strong>可安全拔出。</strong>文件已写完，并从头到尾回读核对一致。
        </Note>
      }
      actions={<RegisterSheetButton of={{ direction: 'sent', digest, parts }} />}
      again={`再导出一份给${name}…`}
      onAgain={onAgain}
    >
      <Facts
        rows={[
          ['收件单位', <OfficeChip key="to" code={to} form="name" />],
          ['文件名', fileInWords(file, parts)],
          ['大小', bytesInWords(size)],
          ['内容', `记录 ${events} 条，附件 ${documents} 份`],
          ['校验值', <CheckCode key="digest" code={digest} label="校验值" groups={4} />],
        ]}
      />
      <h3 className={styles.nextTitle}>接下来</h3>
      <ol className={styles.next}>
        <li>
          {parts === null ? '把这个文件交给' : '把各卷和分卷校验文件全部交给'}
          {name}；可以把校验值前四组和后四组念给对方核对。
        </li>
        <li>对方导入后，回执会在对方下一次给您的数据交换包里带回。</li>
        <li>
          导入对方的包之后，「往来情况」里显示「对方确认」。文件丢了或没送到，再导出一次即可，未确认的内容会自动包含在内。
        </li>
      </ol>
    </WrittenOut>
  )
}

function fileInWords(file: string, parts: number | null): string {
  if (parts === null) return file
  const list = `${file.replace(/\.zip(?:\.age)?$/, '')}.分卷校验.txt`
  const last = String(parts).padStart(3, '0')
  return parts === 1 ? `${file}.001 和 ${list}` : `${file}.001 至 .${last}（共 ${parts} 卷）和 ${list}`
}
