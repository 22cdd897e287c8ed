import { setTimeout as delay } from 'node:timers/promises'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { Calls } from '../../src-main/hosts/backend/index.ts'
import { portChannel } from '../../src-main/hosts/rpc/channel.ts'
import { createServer } from '../../src-main/hosts/rpc/serve.ts'
import { createConnection } from '../../src-renderer/backend/connection.ts'
import { portLine } from '../../src-renderer/backend/line.ts'
import { password, value } from '../support/office.ts'
import { fillOffice, writeList } from './applications.ts'

// The two others of the bench of imports, each in a thread of its own so that none measures another's work:
// the backend with 90,000 applications, and the window that imports 10,000 more.

export type BackendData = { readonly role: 'backend'; readonly scale: number; readonly lists: number }
export type ImporterData = {
  readonly role: 'importer'
  readonly port: MessagePort
  readonly file: string
  readonly batch: string
}
export type Filled = {
  readonly batch: string
  readonly file: string
  readonly desk: string
  readonly person: string
}
export type Imported = { readonly read: number; readonly took: number; readonly taken: number }

const { port: own } = { port: parentPort! }
const data = workerData as BackendData | ImporterData

if (data.role === 'backend') {
  const { office, batch, each } = await fillOffice(data.scale, data.lists)
  const serve = createServer(office.backend)
  const file = await writeList(office, each, data.lists)
  const [first] = await value(office.desk.entry.people({ desk: office.key }))
  own.on('message', async (message: 'close' | { readonly port: MessagePort }) => {
    if (message === 'close') {
      await office.close()
      own.close()
    } else serve(portChannel(message.port as never), { kind: 'window' })
  })
  own.postMessage({ batch, file, desk: office.key, person: first!.id } satisfies Filled)
} else {
  const { desk, close } = createConnection<Calls>(({ open }) => {
    open(portLine(data.port as never))
    return () => data.port.close()
  })
  own.once('message', async ({ desk: key, person }: Filled) => {
    await value(desk.entry.login({ desk: key, person, password }))
    await delay(500)
    const began = performance.now()
    const list = { file: data.file as never, sheet: null, batch: data.batch, mapping: null }
    const read = await value(desk.applications.readList(list))
    const started = performance.now()
    const { taken } = await value(
      desk.applications.importList({ staged: read.staged!, leaveOut: [...read.blockedRows] }),
    )
    const ended = performance.now()
    own.postMessage({ read: started - began, took: ended - started, taken } satisfies Imported)
    await delay(500)
    close()
    own.close()
  })
}
