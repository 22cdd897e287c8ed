import type { Bytes } from '../bytes.ts'
import type { Result } from '../result.ts'
import type { Digest } from '../suite.ts'
import type { Job } from './job.ts'

/** Whether a stored document can be bound into a dossier: how many pages it has, or why it cannot. */
export type Bindable =
  | { readonly pages: number }
  | {
      readonly pages: null
      readonly because: 'not-here' | 'encrypted' | 'damaged' | 'no-pages' | 'too-large'
    }

/** What is bound, in its order: a paper that was drawn, or a stored document that is bindable. */
export type DossierPart = { readonly pdf: Bytes } | { readonly document: Digest }

/** Many papers and documents as one PDF, made in a worker. */
export type Dossiers = {
  /** Pages of a PDF that was drawn here. */
  pagesOf(pdf: Bytes): Promise<number>
  look(documents: readonly Digest[], job: Job): Promise<readonly Bindable[]>
  /** One PDF whose pages are numbered through on the upper right: 「12 / 58」. */
  bind(
    dossier: { readonly title: string; readonly parts: readonly DossierPart[] },
    job: Job,
  ): Promise<Result<Bytes>>
}
