import { queryContext } from '../../src-main/core/execute.ts'
import type { Paper, PaperBlock } from '../../src-main/core/ports/papers.ts'
import type { LogDesk } from './office-desks.ts'

/** The page model that a call hands to whoever draws it, and the name of its file; or why there is none. */
export async function madePaper(
  at: LogDesk,
  call: { readonly run: (context: never) => Promise<unknown> },
  input: object,
): Promise<{ readonly paper: Paper; readonly file: string; readonly code: string }> {
  let paper: Paper | undefined
  const pdf = async (asked: Paper) => {
    paper = asked
    return new Uint8Array()
  }
  const write = async (_: unknown, name: string) => ({ ok: true, value: { name } })
  const target = { kind: 'file', folder: 'folder', format: 'pdf' }
  const context = {
    ...queryContext(at, { ...input, target }, at.clerk),
    ports: { papers: { pdf }, files: { write } },
    now: () => '2026-11-22T08:00:00.000Z',
  }
  const answer = (await call.run(context as never)) as {
    readonly value?: { readonly name: string }
    readonly error?: { readonly code: string }
  }
  return { paper: paper!, file: answer.value?.name ?? '', code: answer.error?.code ?? 'ok' }
}

type Of<Block, K> = Block extends { readonly kind: infer Has } ? (K extends Has ? Block : never) : never
type Kind<K extends PaperBlock['kind']> = Of<PaperBlock, K>

/** The blocks of one kind, in their order. */
export function blocksOf<K extends PaperBlock['kind']>({ blocks }: Paper, kind: K): readonly Kind<K>[] {
  return blocks.filter((block): block is Kind<K> & PaperBlock => block.kind === kind)
}
