import type { Bytes } from '../bytes.ts'
import type { Environment } from '../office.ts'

/** A page of print: what a paper says, not how it is drawn. */
export type PaperBlock =
  | { readonly kind: 'title' | 'subtitle' | 'paragraph' | 'note' | 'code'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly widths: readonly number[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'signatures'; readonly places: readonly string[] }

export type Paper = {
  readonly name: string
  readonly environment: Environment
  /** 「征求意见」 while the basis is unconfirmed. */
  readonly watermark: string | null
  /** Printed in the footer: operator, time, check code. */
  readonly footer: string
  readonly blocks: readonly PaperBlock[]
}

export type Papers = { pdf(paper: Paper): Promise<Bytes> }
