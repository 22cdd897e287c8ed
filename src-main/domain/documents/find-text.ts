import { z } from 'zod'
import { task } from '../../core/module.ts'
import { ok } from '../../core/result.ts'
import { type Digest, digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'

export type TextHit = {
  readonly document: Digest
  readonly unit: 'page' | 'paragraph'
  /** From 1. */
  readonly place: number
  readonly before: string
  readonly match: string
  readonly after: string
}

export type TextSearch = {
  readonly hits: readonly TextHit[]
  /** True when there are more than are answered. */
  readonly isCut: boolean
  /** Documents whose text was looked through, and those without any: scans, or not here. */
  readonly searched: readonly Digest[]
  readonly unread: readonly Digest[]
}

const mostHits = 200
const around = 24

/** Finds words in what the machine could read of documents; line breaks, spaces, width and case make no difference. */
export const findText = task({
  permission: may('applications:read'),
  input: z.strictObject({
    documents: z.array(z.string().regex(digestPattern)).max(50),
    words: z.string().max(100),
  }),
  async run({ input, ports, signal }) {
    const wanted = tight(input.words).text
    const hits: TextHit[] = []
    const searched: Digest[] = []
    const unread: Digest[] = []
    for (const document of input.documents) {
      signal.throwIfAborted()
      const text = await ports.documents.text(document)
      if (!text || text.parts.length === 0) {
        unread.push(document)
        continue
      }
      searched.push(document)
      for (const part of text.parts) {
        if (hits.length > mostHits) break
        hits.push(
          ...hitsIn(part.text, wanted).map((hit) => ({
            document,
            unit: text.unit,
            place: part.place,
            ...hit,
          })),
        )
      }
    }
    const found: TextSearch = {
      hits: hits.slice(0, mostHits),
      isCut: hits.length > mostHits,
      searched,
      unread,
    }
    return ok(found)
  },
})

function hitsIn(original: string, wanted: string): readonly Pick<TextHit, 'before' | 'match' | 'after'>[] {
  if (wanted === '') return []
  const { text, places } = tight(original)
  const hits: Pick<TextHit, 'before' | 'match' | 'after'>[] = []
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const [from, to] = [places[at]!, places[at + wanted.length - 1]! + 1]
    hits.push({
      before: oneLine(original.slice(Math.max(0, from - around), from)),
      match: oneLine(original.slice(from, to)),
      after: oneLine(original.slice(to, to + around)),
    })
    if (hits.length > mostHits) break
  }
  return hits
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ')
}

/** Without white space and differences of width and case, with the place of each character. */
function tight(original: string): { readonly text: string; readonly places: readonly number[] } {
  const places: number[] = []
  let text = ''
  for (let at = 0; at < original.length; at++) {
    const point = original.codePointAt(at)!
    const plain = String.fromCodePoint(point).normalize('NFKC').toLowerCase().replace(/\s/gu, '')
    for (let i = 0; i < plain.length; i++) places.push(at)
    text += plain
    if (point > 0xffff) at++
  }
  return { text, places }
}
