import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Calls } from '../../src-main/hosts/backend/index.ts'
import { createConnection } from '../../src-renderer/backend/connection.ts'
import { portLine } from '../../src-renderer/backend/line.ts'
import { password, value } from '../support/office.ts'
import { all, byNumber } from './applications.ts'
import type { BackendData, Filled, Imported, ImporterData } from './import-peer.ts'
import { type Row, row } from './measure.ts'

const peer = new URL('import-peer.ts', import.meta.url)
const queryEvery = 20
/** As a form that somebody types in keeps its draft. */
const commandEvery = 1000
const bar = 100

/** What another window waits for while 10,000 applications are imported into a batch of 90,000, by the real transport. */
export async function importBench(scale: number): Promise<readonly Row[]> {
  const workerData: BackendData = { role: 'backend', scale, lists: 9 }
  const backend = new Worker(peer, { workerData })
  const [filled] = (await once(backend, 'message')) as [Filled]
  const { desk, close } = createConnection<Calls>(({ open }) => {
    const port = portTo(backend)
    open(portLine(port as never))
    return () => port.close()
  })
  await value(desk.entry.login({ desk: filled.desk, person: filled.person, password }))
  const port = portTo(backend)
  const importing: ImporterData = {
    role: 'importer',
    port: port as never,
    file: filled.file,
    again: filled.again,
    batch: filled.batch,
  }
  const importer = new Worker(peer, { workerData: importing, transferList: [port as never] })
  importer.postMessage(filled)
  const imported = once(importer, 'message') as Promise<[Imported]>
  let isDone = false
  const ended = imported.finally(() => {
    isDone = true
  })
  const list = { filter: all, sort: byNumber, offset: 0, limit: 200 }
  const queries = ask(
    queryEvery,
    () => isDone,
    () => desk.formalReview.list(list),
  )
  const commands = ask(
    commandEvery,
    () => isDone,
    (turn) => desk.drafts.save({ form: `bench/${turn % 3}`, value: `第 ${turn} 次` }),
  )
  const [{ read, took, taken, again }] = await ended
  const waits = { list: await queries, draft: await commands }
  close()
  backend.postMessage('close')
  await once(backend, 'exit')
  const inMs = (time: number) => `${time.toFixed(0)} ms`
  const longest = (what: string, times: readonly number[]) => {
    const most = Math.max(...times)
    return row(what, `${inMs(most)} (of ${times.length})`, `<= ${bar} ms`, scale === 1 ? most <= bar : null)
  }
  return [
    row(`read and check a list of ${taken} applications`, inMs(read)),
    row('take it in', inMs(took)),
    row('both', inMs(read + took)),
    row(`read it again and compare it, ${again.revised} of them changed`, inMs(again.compared)),
    row('take the changes in', inMs(again.took)),
    row('both', inMs(again.compared + again.took)),
    longest(`longest wait for a list asked every ${queryEvery} ms`, waits.list),
    longest(`longest wait for a draft saved every ${commandEvery} ms`, waits.draft),
  ]
}

function portTo(backend: Worker): MessagePort {
  const { port1, port2 } = new MessageChannel()
  backend.postMessage({ port: port2 }, [port2 as never])
  return port1
}

/** Asks at every beat, whether the one before was answered or not; how long each answer took. */
async function ask(
  every: number,
  isDone: () => boolean,
  call: (turn: number) => Promise<{ readonly ok: boolean }>,
): Promise<readonly number[]> {
  const times: number[] = []
  const asked: Promise<void>[] = []
  for (let turn = 0; !isDone(); turn++) {
    const began = performance.now()
    asked.push(
      call(turn).then((answer) => {
        if (!answer.ok) throw new Error('refused')
        times.push(performance.now() - began)
      }),
    )
    await delay(every)
  }
  await Promise.all(asked)
  return times
}
