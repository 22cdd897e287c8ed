import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './import.module.css'
import { ImportCheck } from './import-check.tsx'
import { ImportCompare } from './import-compare.tsx'
import { ImportConfirm } from './import-confirm.tsx'
import { ImportFile } from './import-file.tsx'
import { ImportMapping } from './import-mapping.tsx'
import { ImportResult } from './import-result.tsx'
import { ResumedNote } from './import-resumed-note.tsx'
import { RunningTask, Steps, steps } from './import-steps.tsx'
import { ImportStop } from './import-stop.tsx'
import { compareTitle } from './use-comparison.ts'
import { importTitle, readTitle, useImport } from './use-import.ts'

/** The steps of an import, one at a time, with what came of it at the end. */
export function ImportWizard({
  batches,
  initial,
}: {
  readonly batches: readonly Batch[]
  readonly initial: Batch
}) {
  const form = useImport(batches, initial)
  const { step, batch, reading, leftOut, refusal, isBusy, taken, again, letter, resumed, lost, go } = form
  if (reading && form.isSecret) {
    return <ImportStop name={reading.file.name} findings={reading.read.findings} onClose={form.restart} />
  }
  if (reading && taken !== null) {
    return (
      <ImportResult
        batch={reading.batch}
        taken={taken.count}
        revised={taken.revised}
        isUnverified={taken.isUnverified}
        leftOut={leftOut.size}
        onAnother={form.restart}
      />
    )
  }
  return (
    <div className={styles.wizard}>
      <Steps current={step} isAgain={(reading?.read.known ?? 0) > 0} />
      <RefusalNote refusal={refusal} onClose={form.dismiss} />
      <ResumedNote
        lost={lost && { file: lost.file?.name ?? '', step: steps[lost.step] ?? steps[0] }}
        resumed={resumed}
        onRestart={form.restart}
      />
      <RunningTask titles={step === 4 ? [importTitle] : [readTitle, compareTitle]} />
      {step === 0 && (
        <ImportFile
          batches={batches}
          batch={batch}
          file={reading?.file ?? null}
          read={reading?.read ?? null}
          letter={letter}
          isBusy={isBusy}
          onBatch={form.chooseBatch}
          onFile={form.chooseFile}
          onSheet={form.chooseSheet}
          onNext={form.checkLetter}
        />
      )}
      {step === 1 && reading && (
        <ImportMapping
          key={reading.read.sheet}
          read={reading.read}
          mapping={reading.mapping}
          isBusy={isBusy}
          onChange={(mapping) => form.changeMapping(reading, mapping)}
          onHeadingRow={(row) => form.chooseHeadingRow(reading, row)}
          onBack={() => go(0)}
          onNext={(mapping) => form.takeMapping(reading, mapping)}
        />
      )}
      {step === 2 && reading && (
        <ImportCheck
          read={reading.read}
          leftOut={leftOut}
          isBusy={isBusy}
          onLeftOut={form.leaveOut}
          onReturn={() => form.returnChecked(reading)}
          onBack={() => go(1)}
          onNext={() => void form.goOn(reading)}
        />
      )}
      {step === 3 && reading && again.comparison && (
        <ImportCompare
          comparison={again.comparison}
          choice={again.choice}
          leftOut={leftOut}
          isBusy={isBusy}
          onChoice={again.choose}
          onLeftOut={form.leaveOutCompared}
          onReturn={() => form.returnCompared(reading)}
          onAgain={() => form.compareAgain(reading)}
          onBack={() => go(2)}
          onNext={() => form.takeComparison(reading)}
        />
      )}
      {step === 4 && reading && (
        <ImportConfirm
          batch={reading.batch}
          file={reading.file.name}
          read={reading.read}
          leftOut={leftOut}
          letter={letter.checked}
          again={again.confirmed()}
          isBusy={isBusy}
          onBack={() => go(again.comparison ? 3 : 2)}
          onImport={() => void form.importAll(reading)}
        />
      )}
    </div>
  )
}
