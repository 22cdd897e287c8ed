import { spawnSync } from 'node:child_process'
import { createHash, randomFillSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { suiteIds } from '../../src-main/core/suite.ts'
import { backendEnvironment } from '../../src-main/hosts/parent.ts'
import { ageRecipient } from '../../src-main/platform/bundle/age.ts'
import { office } from '../support/bundles.ts'
import { hasTool } from '../support/tools.ts'
import { alternate, figureOf, medianRatio, ms, type Row, row } from './measure.ts'
import { shippedChild } from './shipped.ts'

const runs = 3
let program: string
const most = 300

type Told = { readonly ms: number; readonly peakMiB: number }

/** Writing, checking and taking in a bundle against the tools that people would use without us. */
export async function bundleBench(scale: number): Promise<readonly Row[]> {
  program = await shippedChild()
  const root = mkdtempSync(join(tmpdir(), 'desk-bench-'))
  try {
    const documents = 2000 * scale
    const events = 50_000 * scale
    fillStore(join(root, 'store'), documents, (2 ** 30 * scale) / documents)
    const what = `${(1024 * scale).toFixed(0)} MiB, ${documents} documents, ${events} events`
    const rows: Row[] = [row(what, '')]
    for (const suite of suiteIds) rows.push(...(await ofSuite(root, suite, events)))
    rows.push(...(await encrypted(root, events)))
    return rows
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

function fillStore(store: string, count: number, size: number): void {
  mkdirSync(store)
  for (let i = 0; i < count; i++) {
    const bytes = randomFillSync(Buffer.allocUnsafe(size))
    writeFileSync(join(store, createHash('sha256').update(bytes).digest('hex')), bytes)
  }
}

async function ofSuite(root: string, suite: string, events: number): Promise<readonly Row[]> {
  const stick = join(root, 'stick')
  const peaks = new Map<string, number>()
  const ours = (action: string) => () => child(root, action, suite, events, peaks)
  const clean = (...names: readonly string[]) => {
    for (const name of names) rmSync(join(root, name), { recursive: true, force: true })
  }
  const bundle = join(stick, `bench-${suite}.zip`)
  const unpacked = join(root, 'unpacked')
  const rows: Row[] = []

  const gpg = gpgHome(root)
  const zipped = join(root, 'peer.zip')
  clean('stick', 'unpacked')
  ours('export')()
  if (hasTool('unzip')) run(`unzip -q ${bundle} -d ${unpacked}`)
  const writing = await alternate(runs, {
    ours: () => {
      clean('stick')
      return ours('export')()
    },
    'zip -0 + gpg --detach-sign':
      gpg !== null &&
      hasTool('zip') &&
      (() => {
        clean('peer.zip', 'peer.zip.sig')
        return timed(
          `cd ${unpacked} && zip -0 -q -r ${zipped} . && gpg --batch --homedir ${gpg} --detach-sign ${zipped}`,
        )
      }),
  })
  rows.push(
    ...against(`${suite}: export, signed, fsynced, read back`, writing, {
      'zip -0 + gpg --detach-sign': 1.0,
    }),
  )

  const checking = await alternate(runs, {
    ours: ours('verify'),
    'sha256sum -c':
      hasTool('sha256sum') && (() => timed(`cd ${unpacked} && sha256sum --quiet -c manifest-sha256.txt`)),
  })
  rows.push(...against(`${suite}: verify`, checking, { 'sha256sum -c': 1.0 }))

  const archive = join(root, 'peer.tar')
  const gitBundle = join(root, 'peer.bundle')
  if (hasTool('tar')) run(`tar cf ${archive} -C ${unpacked} .`)
  if (hasTool('git')) makeGitBundle(unpacked, gitBundle)
  const taking = await alternate(runs, {
    ours: () => {
      clean('home')
      return ours('import')()
    },
    'tar x + sync':
      hasTool('tar') &&
      (() => {
        clean('peer')
        mkdirSync(join(root, 'peer'))
        return timed(`tar xf ${archive} -C ${join(root, 'peer')} && sync -f ${join(root, 'peer')}`)
      }),
    'git clone of a git bundle':
      hasTool('git') &&
      (() => {
        clean('peer-git')
        return timed(`git clone -q ${gitBundle} ${join(root, 'peer-git')}`)
      }),
  })
  rows.push(
    ...against(`${suite}: import by a whole desk`, taking, {
      'tar x + sync': 1.2,
      'git clone of a git bundle': 0.5,
    }),
  )
  for (const [action, peak] of peaks)
    rows.push(
      row(`${suite}: peak memory, ${action}`, `${peak.toFixed(0)} MiB`, `<= ${most} MiB`, peak <= most),
    )
  if (gpg) spawnSync('gpgconf', ['--homedir', gpg, '--kill', 'all'])
  clean('peer.zip', 'peer.zip.sig', 'peer.tar', 'peer.bundle', 'peer', 'peer-git', 'unpacked', 'home', 'gpg')
  return rows
}

/** Encryption in JavaScript against the command line of age: reported, no bar. */
async function encrypted(root: string, events: number): Promise<readonly Row[]> {
  const [suite] = suiteIds
  const peaks = new Map<string, number>()
  const identity = join(root, 'identity')
  const sh = office('SH', '演练')
  writeFileSync(identity, sh.identity, { mode: 0o600 })
  const plain = join(root, 'stick', `bench-${suite}.zip`)
  const sealed = join(root, 'stick', `bench-${suite}.zip.age`)
  rmSync(join(root, 'stick'), { recursive: true, force: true })
  child(root, 'export', suite, events, peaks)
  peaks.clear()
  const writing = await alternate(runs, {
    ours: () => {
      rmSync(sealed, { force: true })
      return child(root, 'export-encrypted', suite, events, peaks)
    },
    age:
      hasTool('age') &&
      (() =>
        timed(
          `age -r ${ageRecipient(sh.encryptionKey)} -o ${root}/peer.age ${plain} && sync -f ${root}/peer.age`,
        )),
  })
  const reading = await alternate(runs, {
    ours: () => child(root, 'verify-encrypted', suite, events, peaks),
    'age --decrypt': hasTool('age') && (() => timed(`age -d -i ${identity} -o ${root}/peer.plain ${sealed}`)),
  })
  return [
    ...against('export, encrypted', writing, { age: null }),
    ...against('verify, encrypted', reading, { 'age --decrypt': null }),
    ...[...peaks].map(([action, peak]) =>
      row(`peak memory, ${action}`, `${peak.toFixed(0)} MiB`, `<= ${most} MiB`, peak <= most),
    ),
  ]
}

function against(
  what: string,
  times: Readonly<Record<string, readonly number[] | null>>,
  bars: Readonly<Record<string, number | null>>,
): readonly Row[] {
  const ours = times.ours!
  const rows = [row(what, ms(figureOf(ours)))]
  for (const [peer, bar] of Object.entries(bars)) {
    const theirs = times[peer]
    const limit = bar === null ? '' : `<= ${bar.toFixed(1)} x`
    if (!theirs) rows.push(row(`  against ${peer}`, 'absent', limit))
    else {
      const ratio = medianRatio(ours, theirs)
      const told = `${ratio.toFixed(2)} x of ${ms(figureOf(theirs))}`
      rows.push(row(`  against ${peer}`, told, limit, bar === null ? null : ratio <= bar))
    }
  }
  return rows
}

function child(
  root: string,
  action: string,
  suite: string,
  events: number,
  peaks: Map<string, number>,
): number {
  const args = [program, action, root, suite, String(events)]
  const done = spawnSync(process.execPath, args, { encoding: 'utf8', env: backendEnvironment(root) })
  if (done.status !== 0) throw new Error(`${action}: ${done.stderr}`)
  const told = JSON.parse(done.stdout) as Told
  peaks.set(action, Math.max(peaks.get(action) ?? 0, told.peakMiB))
  return told.ms
}

function run(command: string): void {
  const done = spawnSync('sh', ['-c', command], { encoding: 'utf8' })
  if (done.status !== 0) throw new Error(`${command}: ${done.stderr}`)
}

function timed(command: string): number {
  const began = performance.now()
  run(command)
  return performance.now() - began
}

/** A home with a key that signs without asking; null where there is no gpg. */
function gpgHome(root: string): string | null {
  if (!hasTool('gpg')) return null
  const home = join(root, 'gpg')
  mkdirSync(home, { mode: 0o700, recursive: true })
  run(`gpg --batch --homedir ${home} --passphrase '' --quick-generate-key bench ed25519 sign never`)
  return home
}

/** No deltas are searched: documents are not like one another, and that would only make the bench longer. */
function makeGitBundle(from: string, bundle: string): void {
  const git = `git -C ${from} -c user.name=bench -c user.email=bench@example.org -c core.bigFileThreshold=1k -c pack.window=0 -c gc.auto=0`
  run(
    `${git} init -q -b main && ${git} add . && ${git} commit -q -m bench && ${git} bundle create -q ${bundle} main`,
  )
  rmSync(join(from, '.git'), { recursive: true })
}
