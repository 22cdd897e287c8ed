import { z } from 'zod'
import { task } from '../../core/module.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { checkScanIsHere } from '../documents/scan.ts'
import { recordScan, recordSigned, signedPaper } from './commands.ts'

/** Registers a signed 呈批件 with its scan, which `documents.keepScan` put into the store; paper without a scan counts. */
const register = task({
  permission: may('review:edit'),
  input: z.strictObject(signedPaper),
  async run({ input, ports, execute }) {
    const here = await checkScanIsHere(ports, input.scan)
    return here.ok ? execute(recordSigned, input) : here
  },
})

/** The scan of a paper that was registered already. */
const addScan = task({
  permission: may('review:edit'),
  input: z.strictObject({ signOff: z.string().max(60), scan: z.string().regex(digestPattern) }),
  async run({ input, ports, execute }) {
    const here = await checkScanIsHere(ports, input.scan)
    return here.ok ? execute(recordScan, input) : here
  },
})

export const signOffTasks = { register, addScan }
