import { z } from 'zod'
import type { Bytes } from '../../core/bytes.ts'
import { type Permission, type QueryContext, type Task, task } from '../../core/module.ts'
import type { FileToken } from '../../core/ports/files.ts'
import type { Paper } from '../../core/ports/papers.ts'
import { ok, type Result } from '../../core/result.ts'
import { fileToken } from '../files/token.ts'

export type PaperTarget =
  | { readonly kind: 'preview' }
  | { readonly kind: 'file'; readonly folder: FileToken; readonly format: 'pdf' | 'docx' }

const target: z.ZodType<PaperTarget> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('preview') }),
  z.strictObject({ kind: z.literal('file'), folder: fileToken, format: z.enum(['pdf', 'docx']) }),
])

/** A paper to look at, as PDF, or the name of the file that was written. */
export type PaperMade =
  | { readonly kind: 'preview'; readonly name: string; readonly pdf: Bytes }
  | { readonly kind: 'file'; readonly name: string }

/** What a paper is made from: the records and who asks. */
export type PaperContext<Input> = Omit<QueryContext<Input>, 'person'> & {
  readonly person: NonNullable<QueryContext<Input>['person']>
  now(): string
}

/** A title as part of a file's name: without the characters that some system forbids in one, and not too long for any. */
function plainName(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]/gu, '_').trim()
  // 255 bytes is what file systems take; a Chinese character has three, a number and an ending follow.
  return [...plain].slice(0, 70).join('')
}

/**
 * A call that makes one paper: shown as PDF, or written into a folder as PDF or DOCX. `fileName` has no ending, and names
 * batch, number or title, never a person. Its input is that of the paper and where it goes.
 */
export function paperTask<Shape extends z.ZodRawShape>({
  permission,
  input,
  paper,
}: {
  readonly permission: Permission
  readonly input: z.ZodObject<Shape, z.core.$strict>
  paper(
    context: PaperContext<z.output<z.ZodObject<Shape, z.core.$strict>>>,
  ): Result<{ readonly paper: Paper; readonly fileName: string }>
}): Task<z.output<z.ZodObject<Shape, z.core.$strict>> & { readonly target: PaperTarget }, PaperMade> {
  return task({
    permission,
    input: input.extend({ target }),
    async run(context): Promise<Result<PaperMade>> {
      const { ports, person } = context
      const { target, ...asked } = context.input as z.output<typeof input> & { readonly target: PaperTarget }
      const made = paper({ ...context, input: asked as z.output<typeof input>, person: person! })
      if (!made.ok) return made
      const { paper: page, fileName } = made.value
      if (target.kind === 'preview') {
        return ok({ kind: 'preview', name: page.name, pdf: await ports.papers.pdf(page) })
      }
      const bytes = await ports.papers[target.format](page)
      const written = await ports.files.write(target.folder, `${plainName(fileName)}.${target.format}`, bytes)
      return written.ok ? ok({ kind: 'file', name: written.value.name }) : written
    },
  }) as never
}
