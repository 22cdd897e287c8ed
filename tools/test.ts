import { spawn } from 'node:child_process'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { testChromium } from './chromium.ts'

const root = join(import.meta.dirname, '..')
const results = join(root, 'node_modules', '.cache', 'results')

type Counts = { readonly passed: number; readonly failed: number }
type Stage = {
  readonly name: string
  readonly command: readonly string[]
  readonly env?: Record<string, string>
  /** Counts from the report that the stage wrote; stages without tests have none. */
  readonly count?: () => Promise<Counts>
}

const unitReport = join(results, 'unit.json')
const e2eReport = join(results, 'e2e.json')

const stages: readonly Stage[] = [
  { name: '类型 types', command: ['run', '--silent', 'types'] },
  { name: '代码检查 lint', command: ['run', '--silent', 'lint'] },
  {
    name: '单元与集成测试 unit and integration',
    command: [
      'run',
      '--silent',
      'test:unit',
      '--',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ],
    async count() {
      const { numPassedTests, numFailedTests } =
        await report<Record<'numPassedTests' | 'numFailedTests', number>>(unitReport)
      return { passed: numPassedTests, failed: numFailedTests }
    },
  },
  { name: '生成 build', command: ['run', '--silent', 'build'] },
  {
    name: '浏览器端到端测试 end to end',
    command: ['run', '--silent', 'test:e2e'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: e2eReport },
    async count() {
      const { stats } = await report<{ stats: Record<'expected' | 'unexpected' | 'flaky', number> }>(
        e2eReport,
      )
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
    },
  },
]

await rm(results, { recursive: true, force: true })
await mkdir(results, { recursive: true })
const { isBundled } = await testChromium(root)
if (isBundled)
  line(
    '本机没有浏览器，用随开发包带来的无界面浏览器；可能没有中文字形。 / No browser here: the bundled one is used.',
  )

let passed = 0
let failed = 0
for (const stage of stages) {
  line(`\n== ${stage.name}`)
  const code = await run(stage)
  const counts = (await stage.count?.().catch(() => null)) ?? { passed: 0, failed: 0 }
  passed += counts.passed
  failed += counts.failed
  if (code === 0) continue
  // A stage that fails without a failed test (types, lint, a crash) counts as one.
  if (counts.failed === 0) failed++
  line(`\n== 失败 failed: ${stage.name}`)
  process.exitCode = 1
  break
}
line(`${passed} passed, ${failed} failed`)

function line(text: string): void {
  process.stdout.write(`${text}\n`)
}

async function report<Report>(file: string): Promise<Report> {
  return JSON.parse(await readFile(file, 'utf8')) as Report
}

function run({ command, env }: Stage): Promise<number> {
  const child = spawn('npm', command, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
