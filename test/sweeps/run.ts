import { spawn } from 'node:child_process'

type Sweep = {
  readonly what: string
  readonly tests: readonly string[]
  /** What makes the tests go through everything instead of a seeded part. */
  readonly env: Readonly<Record<string, string>>
}

/** The same tests as in `npm test`, at full length. One line for each; run by hand before a release. */
const sweeps: Readonly<Record<string, Sweep>> = {
  export: {
    what: 'S15: exports killed, pulled, disk full at every call of the system (about 10 minutes)',
    tests: ['test/exchange/kill-export.test.ts'],
    env: { DESK_SWEEP: 'export' },
  },
  orders: {
    what: 'S05: 5,000 orders of bundles of three offices, some lost, some twice (about 15 minutes)',
    tests: ['test/exchange/orders.test.ts'],
    env: { DESK_ORDERS: '5000' },
  },
  import: {
    what: 'S18, S22: imports killed, and the disk full, at every call of disk and database (about 10 minutes)',
    tests: ['test/exchange/kill-import.test.ts'],
    env: { DESK_SWEEP: 'import' },
  },
  recovery: {
    what: 'S18, S26: backup, restore and a new device killed, and the medium failing, at every call (about 15 minutes)',
    tests: ['test/platform/backup.test.ts', 'test/hosts/recovery-kill.test.ts'],
    env: { DESK_SWEEP: 'recovery' },
  },
  kills: {
    what: 'S17: a writer killed 2,000 times',
    tests: ['test/platform/kill.test.ts'],
    env: { DESK_KILLS: '2000' },
  },
  wal: {
    what: 'S19: the write-ahead log cut at every 512 bytes, 300 bits flipped (about 3 minutes)',
    tests: ['test/platform/wal.test.ts'],
    env: { DESK_SWEEP: 'wal' },
  },
}

const wanted = process.argv.slice(2)
const known = wanted.filter((name) => Object.hasOwn(sweeps, name))
if (wanted.length === 0 || known.length < wanted.length) {
  process.stdout.write('npm run sweep -- <name> …\n')
  for (const [name, { what }] of Object.entries(sweeps))
    process.stdout.write(`  ${name.padEnd(10)} ${what}\n`)
  process.exitCode = 2
} else {
  for (const name of known) process.exitCode = (await run(sweeps[name]!)) || Number(process.exitCode ?? 0)
}

function run({ what, tests, env }: Sweep): Promise<number> {
  process.stdout.write(`\n== ${what}\n`)
  const child = spawn('npm', ['run', '--silent', 'test:unit', '--', ...tests], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
