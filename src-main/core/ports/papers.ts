import type { Bytes } from '../bytes.ts'
import type { Environment } from '../office.ts'

export type Alignment = 'left' | 'center' | 'right'

/**
 * A page of print: what a paper says, not how it is drawn. Line feeds break lines; every other character is printed, or
 * named where no font has it.
 */
export type PaperBlock =
  | {
      readonly kind:
        | 'title'
        | 'subtitle'
        | 'paragraph'
        | 'note'
        /** Groups of characters that are compared by eye: groups apart by spaces, lines by line feeds. */
        | 'code'
        /** 「一、…」: its number is part of the text. */
        | 'heading'
        /** Who is written to, flush left: 「某某大学：」. */
        | 'addressee'
      readonly text: string
    }
  /** Red head and red line of a letter; without a number a place to write it. The paper is then set as a letter. */
  | { readonly kind: 'letterhead'; readonly office: string; readonly number: string | null }
  /** Who signs and when, one line each, above each other to the right, with room for the seal. */
  | { readonly kind: 'closing'; readonly lines: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      /** Shares of the width. */
      readonly widths: readonly number[]
      /** By column; `left` where nothing is said. */
      readonly align?: readonly Alignment[]
      readonly rows: readonly (readonly string[])[]
      /** Small and grey beside the text of the same cell: a figure to compare with. Empty where there is none. */
      readonly beside?: readonly (readonly string[])[]
    }
  | { readonly kind: 'signatures'; readonly places: readonly string[] }
  /** What follows begins on a page of its own: an annex. */
  | { readonly kind: 'page-break' }

export type Paper = {
  readonly name: string
  readonly environment: Environment
  /** 「征求意见」 while the basis is unconfirmed. */
  readonly watermark: string | null
  /** Printed in the footer: operator, time, check code. */
  readonly footer: string
  /** `portrait` where nothing is said. */
  readonly orientation?: 'portrait' | 'landscape'
  readonly blocks: readonly PaperBlock[]
}

/** Both draw the same paper on A4: the one to be kept and printed, the other to be worked on. */
export type Papers = { pdf(paper: Paper): Promise<Bytes>; docx(paper: Paper): Promise<Bytes> }
