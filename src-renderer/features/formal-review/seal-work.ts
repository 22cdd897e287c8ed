import { type RefObject, useState } from 'react'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import type { EvidencePanelHandle } from './evidence-panel.tsx'
import type { EvidenceView } from './evidence-view.ts'
import type { Judging } from './judging.ts'
import type { Notes } from './notes.ts'
import type { ReviewItem } from './review-items.ts'
import {
  type SealPage,
  type SealVerdict,
  sealPages,
  sealVerdictOf,
  stepSeal,
  withSealVerdict,
} from './seal-pages.ts'

/** Longest note of a verdict. */
const mostOfNote = 2000

export type SealWork = {
  readonly organisations: ReviewPage['application']['content']['organisations']
  readonly pages: readonly SealPage[]
  /** Whose seal is being looked for. */
  readonly at: number
  readonly note: string
  choose(index: number): void
  /** Goes to the seal page after the one that is shown, or before it. */
  step(by: 1 | -1): void
  look(page: SealPage): void
  /** Notes it beside F03 with the page that is shown, and goes on to the next organisation nobody has looked at. */
  judge(verdict: SealVerdict): void
}

/** As the machine names them; null where it does not say. */
function mustHaveSealed({ finding }: ReviewItem): readonly string[] | null {
  const reasons = finding ? [finding.reason, ...finding.also] : []
  return reasons.find((one) => one.code === 'must-have-sealed')?.facts.organisations ?? null
}

/** What F03 asks of a person: seal by seal; null while another item is chosen. */
export function useSeals({
  page,
  item,
  notes,
  judging,
  evidence,
  setView,
}: {
  readonly page: ReviewPage
  readonly item: ReviewItem | null
  readonly notes: Notes
  readonly judging: Judging
  readonly evidence: RefObject<EvidencePanelHandle | null>
  readonly setView: (view: EvidenceView) => void
}): SealWork | null {
  const [at, setAt] = useState(0)
  if (item?.code !== 'F03') return null
  const { documents, content } = page.application
  const must = mustHaveSealed(item)
  const organisations = must
    ? content.organisations.filter(({ name }) => must.includes(name))
    : content.organisations
  const pages = sealPages(documents)
  const note = notes.noteOf(item)
  const look = ({ document, page: to }: SealPage) => setView({ kind: 'document', document, page: to })
  const shown = () => {
    const here = evidence.current?.here()
    return here && 'document' in here ? here : null
  }
  return {
    organisations,
    pages,
    at: Math.min(at, Math.max(0, organisations.length - 1)),
    note,
    choose: setAt,
    look,
    step(by) {
      const next = stepSeal(pages, shown(), by)
      if (next) look(next)
    },
    judge(verdict) {
      const organisation = organisations[at]
      if (!organisation) return
      const place = shown()
      const said = withSealVerdict(note, organisation.name, verdict, place?.page ?? null)
      notes.write('F03', said.slice(0, mostOfNote))
      judging.attach(place)
      const after = [...organisations.keys()].map((i) => (at + 1 + i) % organisations.length)
      const next = after.find((i) => sealVerdictOf(said, organisations[i]!.name) === null)
      if (next !== undefined) setAt(next)
    },
  }
}
