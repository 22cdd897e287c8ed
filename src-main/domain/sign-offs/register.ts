import { z } from 'zod'
import { task } from '../../core/module.ts'
import type { Ports } from '../../core/ports.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { type Digest, digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { recordScan, recordSigned, signedPaper } from './commands.ts'

async function isHere(ports: Ports, scan: Digest | null): Promise<Result<void>> {
  if (scan === null || (await ports.documents.facts(scan))) return ok(undefined)
  return refuse('documents/scan-gone')
}

/** Registers a signed 呈批件 with its scan, which `documents.keepScan` put into the store; paper without a scan counts. */
const register = task({
  permission: may('review:edit'),
  input: z.strictObject(signedPaper),
  async run({ input, ports, execute }) {
    const here = await isHere(ports, input.scan)
    return here.ok ? execute(recordSigned, input) : here
  },
})

/** The scan of a paper that was registered already. */
const addScan = task({
  permission: may('review:edit'),
  input: z.strictObject({ signOff: z.string().max(60), scan: z.string().regex(digestPattern) }),
  async run({ input, ports, execute }) {
    const here = await isHere(ports, input.scan)
    return here.ok ? execute(recordScan, input) : here
  },
})

export const signOffTasks = { register, addScan }
