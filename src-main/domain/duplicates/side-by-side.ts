import { z } from 'zod'
import type { Db } from '../../core/db.ts'
import { task } from '../../core/module.ts'
import type { Documents } from '../../core/ports/documents.ts'
import type { Reading, ReadingContext } from '../../core/ports/readings.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import type { Digest } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import type { ApplicationField } from '../applications/fields.ts'
import { type Application, readApplication } from '../applications/queries.ts'
import { readBatch } from '../batches/index.ts'
import { readComparedLists } from './compared-lists.ts'
import { type PairJudgement, readPairJudgements } from './judgements.ts'
import { type Overlap, overlapOf } from './passages.ts'
import { ownTexts } from './texts.ts'

/** Where a text stands: a field of the application, or a page or paragraph of one of its documents. */
export type TextPlace =
  | { readonly field: ApplicationField }
  | { readonly document: Digest; readonly unit: 'page' | 'paragraph'; readonly place: number }

export type ComparedSide = {
  readonly application: Application
  /** Whose list it stands in. */
  readonly office: string
  readonly batch: string
  readonly texts: readonly { readonly place: TextPlace; readonly text: string }[]
  /** Documents without any text: scans, or not here. */
  readonly unread: readonly Digest[]
}

export type SideBySide = Overlap & {
  readonly a: ComparedSide
  readonly b: ComparedSide
  /** What offices said of the two, the newest last. */
  readonly judgements: readonly PairJudgement[]
}

export const overlapReading: Reading<
  { readonly a: readonly string[]; readonly b: readonly string[] },
  Overlap
> = 'duplicates/overlap'

export function overlap({
  input,
}: ReadingContext<{ readonly a: readonly string[]; readonly b: readonly string[] }>) {
  return overlapOf(input.a, input.b)
}

/** Two applications with everything that they say in the same words; texts in which nothing agrees are left out. */
export const sideBySide = task({
  permission: may('applications:read'),
  input: z.strictObject({ a: z.string().max(80), b: z.string().max(80) }),
  async run({ input, db, ports, signal, progress }): Promise<Result<SideBySide>> {
    if (input.a === input.b) return refuse('duplicates/same-application')
    const [a, b] = [
      await readSide(db, ports.documents, input.a),
      await readSide(db, ports.documents, input.b),
    ]
    if (!a || !b) return refuse('applications/unknown')
    const only = (side: ComparedSide) => side.texts.map(({ text }) => text)
    const found = await ports.readings.run(overlapReading, { a: only(a), b: only(b) }, { signal, progress })
    if (!found.ok) return found
    return ok({ ...narrowed(a, b, found.value), judgements: readPairJudgements(db, input.a, input.b) })
  },
})

async function readSide(db: Db, documents: Documents, id: string): Promise<ComparedSide | null> {
  const application = readApplication(db, id)
  if (!application) return null
  const texts: ComparedSide['texts'][number][] = ownTexts(application.content).map(({ field, text }) => ({
    place: { field },
    text,
  }))
  const unread: Digest[] = []
  for (const { document } of application.documents) {
    const read = await documents.text(document)
    if (!read || read.parts.length === 0) unread.push(document)
    else {
      const { unit } = read
      texts.push(...read.parts.map(({ place, text }) => ({ place: { document, unit, place }, text })))
    }
  }
  return {
    application,
    office: readComparedLists(db).officeOf(application),
    batch: readBatch(db, application.batch)?.title ?? '',
    texts,
    unread,
  }
}

/** A book of pages in which nothing agrees is nothing to look at. */
function narrowed(a: ComparedSide, b: ComparedSide, { passages, percent }: Overlap) {
  const kept = (side: ComparedSide, of: 'a' | 'b') => {
    const used = new Set(passages.map((passage) => passage[of].text))
    const places = side.texts.flatMap((text, i) => (used.has(i) ? [{ text, i }] : []))
    return { places, now: new Map(places.map(({ i }, now) => [i, now])) }
  }
  const [ofA, ofB] = [kept(a, 'a'), kept(b, 'b')]
  return {
    a: { ...a, texts: ofA.places.map(({ text }) => text) },
    b: { ...b, texts: ofB.places.map(({ text }) => text) },
    percent,
    passages: passages.map((passage) => ({
      ...passage,
      a: { ...passage.a, text: ofA.now.get(passage.a.text)! },
      b: { ...passage.b, text: ofB.now.get(passage.b.text)! },
    })),
  }
}
