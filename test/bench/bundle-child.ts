import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { pinDigits } from '../../src-main/core/pin.ts'
import type { SuiteId } from '../../src-main/core/suite.ts'
import { writeBundle } from '../../src-main/platform/bundle/write.ts'
import { desk, device, office } from '../support/bundles.ts'
import { job } from '../support/job.ts'
import { openOffice, value } from '../support/office.ts'
import { type ChainEvent, reviewChain } from './review-chain.ts'

// One piece of work on a bundle in a process of its own, so that its memory can be measured; preparing is not timed.
const [what, root, suiteId, events] = process.argv.slice(2) as [string, string, SuiteId, string]
const js = office('JS', '演练', '', suiteId)
const sh = office('SH', '演练')
const store = join(root, 'store')
const places = { root, stick: join(root, 'stick'), temp: join(root, 'temp'), store }
for (const folder of [places.stick, places.temp]) mkdirSync(folder, { recursive: true })
const name = `bench-${suiteId}`

switch (what) {
  case 'export':
  case 'export-encrypted':
    await exportOnce(what === 'export' ? null : sh.encryptionKey)
    break
  case 'verify':
  case 'verify-encrypted':
    await verifyOnce(`${name}.zip${what === 'verify' ? '' : '.age'}`)
    break
  default:
    await importOnce()
}

async function exportOnce(encryptTo: string | null): Promise<void> {
  const by = await device(js, 'bench')
  const chain = packed(reviewChain(by, Number(events)))
  const documents = readdirSync(store).map((file) => ({
    digest: `sha256:${file}`,
    size: statSync(join(store, file)).size,
    path: join(store, file),
  }))
  const { id, certificate, sign } = by
  await timed(async () => {
    const written = await writeBundle({
      content: {
        environment: '演练',
        suite: js.suite,
        sender: { institution: js.institution, device: id, certificate },
        recipient: sh.institution,
        ranges: [
          {
            device: id,
            certificate,
            from: 1,
            to: Number(events),
            checkpoint: null,
            headers: chain.headers(),
          },
        ],
        bodies: chain.bodies(),
        documents,
      },
      sign,
      folder: places.stick,
      name,
      tempFolder: places.temp,
      encryptTo,
      job: job(),
    })
    if (!written.ok) throw new Error(written.error.code)
  })
}

/** The events in a file, as a log would hold them: only the memory of the export is to be measured. */
function packed(chain: Iterable<ChainEvent>) {
  const file = join(root, `chain-${suiteId}`)
  const fd = openSync(file, 'w+')
  const places: {
    readonly id: string
    readonly body: string
    readonly header: number
    readonly bytes: number
  }[] = []
  for (const { id, header, body, bytes } of chain) {
    writeSync(fd, header)
    writeSync(fd, bytes)
    places.push({ id, body, header: header.length, bytes: bytes.length })
  }
  const read = (at: number, length: number) => {
    const piece = Buffer.allocUnsafe(length)
    readSync(fd, piece, 0, length, at)
    return piece
  }
  return {
    *headers() {
      let at = 0
      for (const { header, bytes } of places) {
        yield read(at, header)
        at += header + bytes
      }
    },
    *bodies() {
      let at = 0
      for (const { id, body, header, bytes } of places) {
        yield { event: id, body, bytes: read(at + header, bytes) }
        at += header + bytes
      }
    },
  }
}

/** Every check; documents that are here already are read and compared, not stored again. */
async function verifyOnce(file: string): Promise<void> {
  const shanghai = desk(sh, [js])
  for (const document of readdirSync(store)) shanghai.documents.add(`sha256:${document}`)
  await timed(async () => {
    const checked = await shanghai.check(places, join(places.stick, file))
    if (!checked.ok) throw new Error(checked.error.code)
  })
}

/** A whole desk takes it in: all checks, records, documents, receipt, projections. */
async function importOnce(): Promise<void> {
  const workerUrl = new URL('worker.mjs', import.meta.url)
  const receiver = await openOffice('SH', '演练', join(root, 'home'), undefined, { workerUrl })
  const { institution, officeKey, encryptionKey } = js
  const heard = pinDigits(js.suite, js)
  const pin = { institution, suite: suiteId, officeKey, encryptionKey, heard }
  await value(receiver.desk.trust.pin(pin, { second: receiver.second }))
  const file = await receiver.token(join(places.stick, `${name}.zip`))
  await timed(async () => {
    const opened = await value(receiver.desk.bundles.openBundle({ file }))
    await value(receiver.desk.bundles.acceptBundle({ staged: opened.staged }))
  })
  await receiver.close()
}

async function timed(work: () => Promise<void>): Promise<void> {
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  process.stdout.write(`${JSON.stringify({ ms, peakMiB: peakMiB() })}\n`)
}

/** The kernel's own count, from the start of this program and with its threads. */
function peakMiB(): number {
  const status = '/proc/self/status'
  if (!existsSync(status)) return process.resourceUsage().maxRSS / 1024
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]) / 1024
}
