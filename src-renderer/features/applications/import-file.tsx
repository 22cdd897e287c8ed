import { Button, Select } from 'antd'
import type { ListRead } from '../../../src-main/domain/applications/import-list.ts'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { Field } from '../../ui/field.tsx'
import { type Picked, useFilePicker } from '../../ui/file-dialog.tsx'
import { BatchSelect } from './batch-select.tsx'
import styles from './import.module.css'
import { ImportFooter } from './import-footer.tsx'
import { ImportLetter } from './import-letter.tsx'
import { TemplateButton } from './template-button.tsx'
import type { LetterForm } from './use-letter.ts'

const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  gb18030: 'GB18030（国标）',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
}

/** Which list, into which batch, and which of its sheets. */
export function ImportFile({
  batches,
  batch,
  file,
  read,
  letter,
  isBusy,
  onBatch,
  onFile,
  onSheet,
  onNext,
}: {
  readonly batches: readonly Batch[]
  readonly batch: Batch
  readonly file: Picked | null
  readonly read: ListRead | null
  readonly letter: LetterForm
  readonly isBusy: boolean
  readonly onBatch: (batch: Batch) => void
  readonly onFile: (file: Picked) => void
  readonly onSheet: (sheet: string) => void
  readonly onNext: () => void
}) {
  const { pickFile } = useFilePicker()

  async function choose() {
    const picked = await pickFile({ title: '选择申报清单', extensions: ['xlsx', 'csv', 'txt'] })
    if (picked) onFile(picked)
  }
  return (
    <>
      <div className={styles.form}>
        <Field label="导入到批次" hint="清单里的申报都归在这个批次之下。">
          {({ id }) => (
            <BatchSelect
              id={id}
              className={styles.wide ?? ''}
              batches={batches}
              value={batch.id}
              onChange={(chosen) => {
                const found = batches.find((one) => one.id === chosen)
                if (found) onBatch(found)
              }}
            />
          )}
        </Field>
        <ImportLetter form={letter} />
        <Field
          label="申报清单"
          hint="XLSX 或 CSV，列的名称和顺序不限；至少有编号、名称、牵头单位。原文件只读取，不改动。"
        >
          {() => (
            <div className={styles.file}>
              <Button type={file ? 'default' : 'primary'} loading={isBusy} onClick={() => void choose()}>
                {file ? '换一个文件…' : '选择文件…'}
              </Button>
              {file && <span className={styles.fileName}>{file.name}</span>}
              {!file && <TemplateButton kind={batch.kind} />}
            </div>
          )}
        </Field>
        {read && (
          <Field
            label="工作表"
            hint={`共 ${read.rowCount.toLocaleString('en-US')} 行${read.encoding ? `，编码 ${encodings[read.encoding]}` : ''}`}
          >
            {({ id }) => (
              <Select
                id={id}
                className={styles.wide ?? ''}
                value={read.sheet}
                disabled={read.sheets.length < 2 || isBusy}
                onChange={onSheet}
                options={read.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
              />
            )}
          </Field>
        )}
      </div>
      <ImportFooter onNext={onNext} next="下一步：对应各列" isNextOff={!read || isBusy} />
    </>
  )
}
