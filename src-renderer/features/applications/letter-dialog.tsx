import { Button, Modal } from 'antd'
import type { Digest } from '../../../src-main/core/suite.ts'
import type { Letter } from '../../../src-main/domain/applications/letter.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { Facts } from '../../ui/facts.tsx'
import { OfficeChip } from '../../ui/office-chip.tsx'
import { StoredScan } from './stored-scan.tsx'

/** The covering letter of a list that no desk vouches for, with its scan. */
export function LetterDialog({ letter, done }: { readonly letter: Letter; readonly done: () => void }) {
  return (
    <Modal
      open
      title="来函（未校验来源）"
      width={860}
      style={{ top: 24 }}
      onCancel={done}
      footer={<Button onClick={done}>关闭</Button>}
    >
      <LetterFacts letter={letter} />
      <LetterScan scan={letter.scan} />
    </Modal>
  )
}

/** What the letter says about itself. */
export function LetterFacts({ letter }: { readonly letter: Letter }) {
  const { institution, office, number, date, scan } = letter
  return (
    <Facts
      rows={[
        ['清单来自', <OfficeChip key="from" code={institution} form="name" />],
        ['来函单位', office],
        ['文号', number],
        ['来函日期', date],
        ['扫描件校验值', <CheckCode key="scan" code={scan} label="扫描件校验值" />],
      ]}
    />
  )
}

/** The scan of the letter; a letter of another office may have come without it. */
export function LetterScan({ scan }: { readonly scan: Digest }) {
  return <StoredScan scan={scan} name="来函的扫描件" />
}
