import { Button } from 'antd'
import { Field } from '../../ui/field.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './sign-offs.module.css'
import type { PaperScan } from './use-paper-scan.ts'

/** 「选择扫描件…」 of a paper that is being registered. */
export function ScanField({ scan, hint }: { readonly scan: PaperScan; readonly hint: string }) {
  return (
    <Field label="扫描件" hint={hint}>
      {() => (
        <>
          <div className={styles.file}>
            <Button onClick={() => void scan.choose()}>{scan.picked ? '换一份…' : '选择扫描件…'}</Button>
            {scan.picked && <span className={styles.fileName}>{scan.picked.name}</span>}
            {scan.picked && (
              <Button type="text" onClick={scan.drop}>
                不附
              </Button>
            )}
          </div>
          <RefusalNote refusal={scan.refusal} />
        </>
      )}
    </Field>
  )
}
