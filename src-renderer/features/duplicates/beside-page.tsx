import { useEffect, useState } from 'react'
import { useParams } from 'wouter'
import type { SideBySide } from '../../../src-main/domain/duplicates/side-by-side.ts'
import { useDesk } from '../../app/desk.ts'
import { useTask } from '../../backend/commands.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { Waiting } from '../../ui/loaded.tsx'
import { Page } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { applicationOfPath, reviewPath } from '../formal-review/paths.ts'
import styles from './beside.module.css'
import { BesideFacts } from './beside-facts.tsx'
import { BesideTexts } from './beside-texts.tsx'
import { JudgePair } from './judge-pair.tsx'

/** Two applications next to each other: what differs, what agrees, both documents, and what somebody says of the two. */
export function BesidePage() {
  const { application: first, other: second } = useParams<{ application: string; other: string }>()
  const [a, b] = [applicationOfPath(first), applicationOfPath(second)]
  const desk = useDesk()
  const { run, isRunning, refusal } = useTask(desk.duplicates.sideBySide)
  const [found, setFound] = useState<SideBySide | null>(null)
  // Asked again whenever one of the two says something new.
  const ours = useQueryOf(desk.applications.open, a)
  const theirs = useQueryOf(desk.applications.open, b)
  // biome-ignore lint/correctness/useExhaustiveDependencies: new contents are the reason to compare again
  useEffect(() => {
    let isGone = false
    void run({ a, b }).then((result) => {
      if (!isGone && result.ok) setFound(result.value)
    })
    return () => {
      isGone = true
    }
  }, [a, b, run, ours.data, theirs.data])
  const isThese = found?.a.application.id === a && found.b.application.id === b
  return (
    <Page title="并列比对" back={{ to: reviewPath(a), title: '审查' }} fills>
      <RefusalNote refusal={refusal} />
      {isThese ? (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className={styles.scroll} aria-label="两项申报" tabIndex={0}>
            <BesideFacts found={found} />
            <BesideTexts found={found} />
          </section>
          <JudgePair found={found} />
        </>
      ) : (
        isRunning && <Waiting />
      )}
    </Page>
  )
}
