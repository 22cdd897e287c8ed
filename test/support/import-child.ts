import { writeSync } from 'node:fs'
import { betweenDisk } from './disk-faults.ts'
import { openReceiver } from './receiver.ts'

// Takes bundles in, in a process of its own that ends itself without a word at one of its calls of disk or database.
//   <template> <home> <call or -1> <file …>     says each file that was taken in, or how many calls there were
const [template, home, at, ...files] = process.argv.slice(2) as [string, string, string, ...string[]]
const receiver = openReceiver(template, 'SH', home)
let number = 0

function tick(): void {
  if (number++ === Number(at)) process.kill(process.pid, 'SIGKILL')
}

const { db } = receiver.desk
const { sql, run } = db
Object.assign(db, {
  sql(...given: Parameters<typeof sql>) {
    tick()
    return sql(...given)
  },
  run(...given: Parameters<typeof run>) {
    tick()
    return run(...given)
  },
})
const disk = betweenDisk(tick)
for (const file of files) {
  const taken = await receiver.take(file)
  if (!taken.ok) throw new Error(taken.error.code)
  say(file)
}
disk.stop()
say(String(number))
receiver.close()

function say(line: string): void {
  writeSync(1, `${line}\n`)
}
