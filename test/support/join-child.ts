import { writeSync } from 'node:fs'
import { openBackend } from '../../src-main/hosts/backend/index.ts'
import { betweenDisk } from './disk-faults.ts'
import { backendOptions, clientOf, password, value } from './office.ts'

// Makes a joined desk in a process of its own, and ends itself without a word at one call of the system:
//   join-child.ts <call> <home> <answer>
// Whoever gets to the end says how many calls there were.
const [call, home, answer] = process.argv.slice(2) as [string, string, string]

const backend = await openBackend(backendOptions(home))
const desk = clientOf(backend.openSession({ kind: 'window' }))
const { token } = await backend.fileTokens.grant(answer)
let calls = 0
const disk = betweenDisk((_, number) => {
  calls = number + 1
  if (number === Number(call)) process.kill(process.pid, 'SIGKILL')
})
await value(desk.entry.finishJoin({ file: token, password }))
disk.stop()
writeSync(1, `${calls}\n`)
process.exit(0)
