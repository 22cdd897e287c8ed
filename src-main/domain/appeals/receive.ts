import { z } from 'zod'
import { task } from '../../core/module.ts'
import { ok, type Result } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { copyDocuments } from '../applications/attach-documents.ts'
import { fileToken } from '../files/token.ts'
import { admitAppeal, received, recordAppeal } from './commands.ts'

/** Takes an appeal in: its paper is copied into the store and stays in the office, then it is recorded. */
export const receive = task({
  permission: may('review:edit'),
  input: z.strictObject({ ...received, scan: fileToken.nullable() }),
  async run(context): Promise<Result<{ readonly appeal: string }>> {
    const { scan, ...said } = context.input
    const admitted = admitAppeal(context, said)
    if (!admitted.ok) return admitted
    const copied = await copyDocuments(
      context,
      scan === null ? [] : [{ application: said.application, file: scan }],
    )
    if (!copied.ok) return copied
    const recorded = context.execute(recordAppeal, { ...said, scan: copied.value[0]?.facts.digest ?? null })
    return recorded.ok ? ok(recorded.value) : recorded
  },
})
