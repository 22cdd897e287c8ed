import { cpus, totalmem } from 'node:os'
import { applicationBench } from './applications.ts'
import { bundleBench } from './bundles.ts'
import { commandBench } from './commands.ts'
import { evidenceBench } from './evidence.ts'
import { firstScreenBench } from './first-screen.ts'
import { importBench } from './import.ts'
import { logBench } from './log.ts'
import type { Row } from './measure.ts'

// `npm run bench` at full size; `npm run bench -- --tenth` for a trend; names choose: `npm run bench -- bundles log`.
const scale = process.argv.includes('--tenth') ? 0.1 : 1
const benches: readonly (readonly [title: string, run: (scale: number) => Promise<readonly Row[]>])[] = [
  ['Commands', commandBench],
  ['Applications', applicationBench],
  ['Evidence', evidenceBench],
  ['Import', importBench],
  ['First screen', firstScreenBench],
  ['Bundles', bundleBench],
  ['Log', logBench],
]

const chosen = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const [cpu] = cpus()
print(
  `${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, scale ${scale}`,
)
let missed = 0
for (const [title, run] of benches) {
  if (chosen.length > 0 && !chosen.includes(title.toLowerCase().replaceAll(' ', '-'))) continue
  print(`\n${title}`)
  for (const { what, value, bar, ok } of await run(scale)) {
    if (ok === false) missed++
    const verdict = ok === null ? bar : `${bar} ${ok ? 'reached' : 'MISSED'}`
    print(`  ${what.padEnd(56)} ${value.padEnd(36)} ${verdict}`)
  }
}
print(`\npeak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`)
process.exitCode = missed > 0 ? 1 : 0

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
