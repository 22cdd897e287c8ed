import { setTimeout as delay } from 'node:timers/promises'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { preselected } from '../../src-main/domain/revisions/rules.ts'
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
  readonly again: string
  readonly batch: string
}
export type Filled = {
  readonly batch: string
  readonly file: string
  /** The same list, half of its rows changed. */
  readonly again: string
  readonly desk: string
  readonly person: string
}
export type Imported = {
  readonly read: number
  readonly took: number
  readonly taken: number
  /** The same list once more, half of its rows changed. */
  readonly again: { readonly compared: number; readonly took: number; readonly revised: number }
}

const { port: own } = { port: parentPort! }
const data = workerData as BackendData | ImporterData

if (data.role === 'backend') {
  const { office, batch, each } = await fillOffice(data.scale, data.lists)
  const serve = createServer(office.backend)
  const file = await writeList(office, each, data.lists)
  const again = await writeList(office, each, data.lists, 2)
  const [first] = await value(office.desk.entry.people({ desk: office.key }))
  own.on('message', async (message: 'close' | { readonly port: MessagePort }) => {
    if (message === 'close') {
      await office.close()
      own.close()
    } else serve(portChannel(message.port as never), { kind: 'window' })
  })
  own.postMessage({ batch, file, again, desk: office.key, person: first!.id } satisfies Filled)
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
    const again = await takeInAgain(desk, data)
    own.postMessage({ read: started - began, took: ended - started, taken, again } satisfies Imported)
    await delay(500)
    close()
    own.close()
  })
}

type Desk = ReturnType<typeof createConnection<Calls>>['desk']

/** Reads the list that comes again, compares it with what is here, and takes every change in. */
async function takeInAgain(desk: Desk, { again, batch }: ImporterData): Promise<Imported['again']> {
  const began = performance.now()
  const read = await value(
    desk.applications.readList({ file: again as never, sheet: null, batch, mapping: null }),
  )
  const staged = read.staged!
  const leaveOut = [...read.blockedRows]
  const comparison = await value(desk.revisions.compare({ staged, leaveOut, origin: null }))
  const compared = performance.now()
  const chosen = comparison.rows.flatMap((row) => {
    const fields = row.group === 'changed' ? [...preselected(row)] : []
    return fields.length > 0 ? [{ row: row.row, fields }] : []
  })
  const choice = { chosen, reason: '', seen: comparison.seen }
  const { revised } = await value(desk.revisions.takeIn({ staged, leaveOut, ...choice }))
  return { compared: compared - began, took: performance.now() - compared, revised }
}
