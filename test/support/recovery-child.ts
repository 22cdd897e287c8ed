import { writeSync } from 'node:fs'
import { openBackend } from '../../src-main/hosts/backend/index.ts'
import { writeBackup } from '../../src-main/platform/backup/write.ts'
import { deskFolder } from '../../src-main/platform/home.ts'
import { betweenDisk } from './disk-faults.ts'
import { job } from './job.ts'
import { backendOptions, clientOf, password, value } from './office.ts'

// Backs up, restores, or begins anew in a process of its own that ends itself without a word at one call of the system.
//   backup  <call> <home> <target>
//   restore <call> <home> <backup> <first> <second>
//   succeed <call> <home> <first> <second>
// Whoever gets to the end says how many calls there were.
const [what, call, home, ...given] = process.argv.slice(2) as [string, string, string, ...string[]]

const work = await prepared()
let calls = 0
const disk = betweenDisk((_, number) => {
  calls = number + 1
  if (number === Number(call)) process.kill(process.pid, 'SIGKILL')
})
await work()
disk.stop()
writeSync(1, `${calls}\n`)
process.exit(0)

async function prepared(): Promise<() => Promise<unknown>> {
  if (what === 'backup') {
    const [target] = given as [string]
    const { database, documents, staging } = deskFolder(home, 'JS', '演练')
    const at = new Date().toISOString()
    const fixed = {
      institution: 'JS',
      environment: '演练',
      deviceSeed: null,
      program: '0',
      mustExist: false,
    } as const
    const input = { ...fixed, database, documents, staging, target, at, keep: 2, isThorough: true }
    return async () => value(await writeBackup(input, job()))
  }
  const backend = await openBackend(backendOptions(home))
  const desk = clientOf(backend.openSession({ kind: 'window' }))
  if (what === 'restore') {
    const [backup, first, second] = given as [string, string, string]
    const { token } = await backend.fileTokens.grant(backup)
    const { restore } = await value(
      desk.entry.prepareRestore({ backup: token, insteadOf: 'JS-training', mayLackDocuments: false }),
    )
    return () =>
      value(
        desk.entry.restore({
          restore,
          first: { person: first, password },
          second: { person: second, password },
          groups: null,
        }),
      )
  }
  const [first, second] = given as [string, string]
  await value(desk.entry.login({ desk: 'JS-training', person: first, password }))
  return () => value(desk.recovery.beginAnew({ groups: null }, { second: { person: second, password } }))
}
