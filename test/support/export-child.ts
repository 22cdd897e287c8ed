import { renameSync, writeSync } from 'node:fs'
import { betweenDisk } from './disk-faults.ts'
import {
  type ExportMode,
  emptyStick,
  exportAgain,
  exportNow,
  exportWorld,
  lookAtStick,
} from './export-world.ts'

// Exports a small bundle in a process of its own, where the disk can be made to fail at any call.
//   kill <root> <mode> <call>                  ends itself without a word at that call
//   wait <root> <mode>                         says `begins`, then exports, so that it can be killed from outside
//   calls <root> <mode>                        exports, and says the names of all calls
//   fail <root> <mode> <from> <step> <error>   makes every step-th call in turn fail with this error, once
//   pull <root> <mode> <from> <step>           takes the stick away at every step-th call in turn
// Whoever gets to the end of an export says `safe`, or the code of its refusal.
const [what, root, mode, from, step, error] = process.argv.slice(2) as [
  string,
  string,
  ExportMode,
  ...string[],
]
const world = await exportWorld(root)
const { stick } = world.at
const pulled = `${stick}-pulled`

if (what === 'fail' || what === 'pull') {
  let fault = Number(from)
  while (await once(fault)) fault += Number(step)
} else {
  const run = exportNow(world, mode, 'bundle')
  if (what === 'wait') say('begins')
  const calls: string[] = []
  const disk = betweenDisk((call, number) => {
    calls.push(call)
    if (what === 'kill' && number === Number(from)) process.kill(process.pid, 'SIGKILL')
  })
  const result = await run()
  disk.stop()
  say(result.ok ? 'safe' : result.error.code)
  if (what === 'calls') say(JSON.stringify(calls))
}

function say(line: string): void {
  writeSync(1, `${line}\n`)
}

/** One export with a fault at this call; false when it has fewer calls. Throws when the stick is not as it must be. */
async function once(fault: number): Promise<boolean> {
  const run = exportNow(world, mode, 'bundle')
  let failed: string | null = null
  const disk = betweenDisk((call, number) => {
    if (number !== fault) return
    failed = call
    if (what === 'fail') throw Object.assign(new Error(error), { code: error, syscall: call })
    renameSync(stick, pulled)
  })
  const result = await run().catch((thrown: Error) => ({
    ok: false as const,
    error: { code: `thrown: ${thrown.message}` },
  }))
  disk.stop()
  if (failed !== null && what === 'pull') renameSync(pulled, stick)
  const code = result.ok ? 'ok' : result.error.code
  const { complete, unfinished } = await lookAtStick(world)
  await exportAgain(world, mode)
  const after = await lookAtStick(world)
  say(JSON.stringify({ fault, failed, code, complete, unfinished, after }))
  emptyStick(world)
  return failed !== null
}
