import { existsSync, readFileSync } from 'node:fs'
import { desk, office } from './bundles.ts'

// Checks the bundles named on the command line as 上海 would, in a process of its own, so that its memory can be measured.
const [temp, ...paths] = process.argv.slice(2)
const shanghai = desk(office('上海市科学技术委员会'), [office('江苏省科学技术厅')])
const folders = { root: '', stick: '', store: '', temp: temp! }
for (const path of paths) {
  const began = performance.now()
  const result = await shanghai.check(folders, path)
  const seconds = (performance.now() - began) / 1000
  console.log(JSON.stringify({ code: result.ok ? null : result.error.code, seconds, peakMiB: peakMiB() }))
}

/** The kernel's own count starts with what the parent had before exec; VmHWM starts with this program. */
function peakMiB(): number {
  const status = '/proc/self/status'
  if (!existsSync(status)) return process.resourceUsage().maxRSS / 1024
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]) / 1024
}
