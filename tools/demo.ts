import { readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Calls, openBackend } from '../src-main/hosts/backend/index.ts'
import { backupsOf, readDemo } from '../src-main/hosts/demo/prepare.ts'
import { deskHome, witnessFolder } from '../src-main/hosts/places.ts'
import { clientOf } from '../src-main/hosts/rpc/in-process.ts'
import { buildAll, isBuilt, out, root } from './build.ts'

// A data folder of its own beside the real one, which is never opened here.
const home = `${deskHome()}-demo`
const isFresh = process.argv.includes('--fresh')

const steps: Readonly<Record<string, string>> = {
  'demo-desks': '建立五个单位的演练工作台 / Five desks',
  'demo-batches': '建立批次 / Batches',
  'demo-lists': '导入申报清单 / Lists of applications',
  'demo-documents': '附上申报书 / Documents',
  'demo-reviews': '登记审查意见和结论 / Reviews',
  'demo-exchange': '交换数据 / Bundles between the offices',
  'demo-first-day': '准备第一天的材料 / Materials of the first day',
  'demo-backups': '备份 / Backups',
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

if (!(await isBuilt())) {
  say('正在生成程序，约十秒。 / Building the program, about ten seconds.')
  await buildAll()
}
if (isFresh) {
  for (const folder of [home, dirname(backupsOf(home))]) await rm(folder, { recursive: true, force: true })
}
if (readDemo(home))
  say('演练数据已经在了；重新准备：npm run demo -- --fresh / Prepared before; anew with -- --fresh')
else await prepare()
process.env.DESK_HOME = home
say(`打开工作台，密码都是 ${readDemo(home)!.password} / Opening the desk`)
await import('./start.ts')

async function prepare(): Promise<void> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  const backend = await openBackend({
    home,
    witness: witnessFolder(),
    migrations: join(root, 'migrations'),
    cmaps: join(out, 'cmaps'),
    fonts: join(out, 'fonts'),
    workerUrl: pathToFileURL(join(out, 'worker.mjs')),
    program: version,
  })
  let latest = ''
  const { entry } = clientOf<Calls>(backend.openSession({ kind: 'window' }), {
    onProgress({ step }) {
      if (step !== latest) say(steps[step] ?? step)
      latest = step
    },
  })
  // One that was interrupted while it was put in its place is whole as soon as the backend is open.
  const prepared = readDemo(home) ? { ok: true as const } : await entry.prepareDemo(null)
  await backend.close()
  if (prepared.ok) return
  say(`没有准备成，什么都没有留下。代码 ${prepared.error.code} / Nothing was prepared`)
  process.exit(1)
}
