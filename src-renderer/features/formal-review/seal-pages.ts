import type { Digest } from '../../../src-main/core/suite.ts'
import type { ApplicationDocument, AttachmentKind } from '../../../src-main/domain/applications/record.ts'

/** Kinds of attachment that carry seals, in the order in which they are looked at. */
const sealed: readonly AttachmentKind[] = [
  '申报书（盖章）',
  '科研诚信承诺书',
  '合作协议',
  '组建协议',
  '自筹资金承诺',
  '供需双方合同或意向',
]

export type SealPage = {
  readonly document: Digest
  readonly page: number
  readonly kind: AttachmentKind
}

/** Where seals are to be looked for: the last page of each marked part first, as that is where they stand. */
export function sealPages(documents: readonly ApplicationDocument[]): readonly SealPage[] {
  const pages = sealed.flatMap((kind) =>
    documents.flatMap(({ document, marks }) =>
      marks.filter((mark) => mark.kind === kind).map(({ to }) => ({ document, page: to, kind })),
    ),
  )
  return pages.filter(
    ({ document, page }, i) => pages.findIndex((one) => one.document === document && one.page === page) === i,
  )
}

/** The next one, or the one before, from where somebody is; from the last on to the first. */
export function stepSeal(
  pages: readonly SealPage[],
  here: { readonly document: Digest; readonly page: number } | null,
  by: 1 | -1,
): SealPage | null {
  if (pages.length === 0) return null
  const at = pages.findIndex(({ document, page }) => document === here?.document && page === here.page)
  if (at < 0) return pages[by > 0 ? 0 : pages.length - 1]!
  return pages[(at + by + pages.length) % pages.length]!
}

/** What was said of the seal of one organisation, as it stands in the note of F03. */
export type SealVerdict = 'sealed' | 'wrong'

const words: Readonly<Record<SealVerdict, string>> = { sealed: '盖章一致', wrong: '未盖章或与全称不符' }

/** What the note says of an organisation; null when it says nothing. */
export function sealVerdictOf(note: string, organisation: string): SealVerdict | null {
  const line = note.split('\n').find((one) => one.startsWith(`${organisation}：`))
  if (!line) return null
  if (line.includes(words.sealed)) return 'sealed'
  return line.includes(words.wrong) ? 'wrong' : null
}

/** The note with this line for the organisation instead of an earlier one; whatever else was written stays. */
export function withSealVerdict(
  note: string,
  organisation: string,
  verdict: SealVerdict,
  page: number | null,
): string {
  const line = `${organisation}：${words[verdict]}${page === null ? '' : `（第 ${page} 页）`}`
  const others = note.split('\n').filter((one) => one !== '' && !one.startsWith(`${organisation}：`))
  return [...others, line].join('\n')
}
