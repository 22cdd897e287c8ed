import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openBackend } from './backend/index.ts'
import { startLoopback } from './http-server.ts'
import type { FromBackend, ToBackend } from './parent.ts'
import { deskHome, witnessFolder } from './places.ts'
import { type EmittingPort, portChannel } from './rpc/channel.ts'
import { createServer } from './rpc/serve.ts'
import { tooOld } from './system-library.ts'
import { logUnexpected } from './unexpected.ts'

/** Electron's utility process; Node knows nothing of it. */
type ParentPort = {
  on(event: 'message', listener: (event: { data: ToBackend; ports: readonly EmittingPort[] }) => void): void
  postMessage(message: FromBackend): void
}

// What nobody caught may have left things half done: the log is safe, the process starts anew.
process.on('uncaughtException', fail).on('unhandledRejection', fail)

// The built file lies in out/, beside migrations/ and package.json.
const root = new URL('../', import.meta.url)
const complaint = tooOld(fileURLToPath(root))
if (complaint !== null) {
  process.stderr.write(`${complaint}\n`)
  process.exit(69)
}
const { version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { version: string }
const backend = await openBackend({
  home: deskHome(),
  witness: witnessFolder(),
  migrations: fileURLToPath(new URL('migrations', root)),
  cmaps: fileURLToPath(new URL('cmaps', import.meta.url)),
  fonts: fileURLToPath(new URL('fonts', import.meta.url)),
  workerUrl: new URL('worker.mjs', import.meta.url),
  program: version,
})
const serve = createServer(backend)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, close)

const { parentPort } = process as { readonly parentPort?: ParentPort }
if (parentPort) underElectron(parentPort)
else if (process.send) underNode()
else process.stdout.write(`${(await listen(null)).startUrl}\n`)

/** A window process hands over ports; the backend opens no socket at all. */
function underElectron(port: ParentPort): void {
  port.on('message', ({ data, ports }) => {
    if (data.kind === 'connect') serve(portChannel(ports[0]!), { kind: 'window' })
    if (data.kind === 'grant') {
      const answer = (entry: Extract<FromBackend, { kind: 'granted' }>['entry']) =>
        port.postMessage({ kind: 'granted', id: data.id, entry })
      backend.fileTokens.grant(data.path).then(answer, () => answer(null))
    }
    if (data.kind === 'close') close()
  })
  port.postMessage({ kind: 'ready' })
}

function underNode(): void {
  process.on('message', async (message: ToBackend) => {
    if (message.kind === 'listen') {
      const { startUrl } = await listen(message.resume)
      tell({ kind: 'listening', startUrl })
    }
    if (message.kind === 'close') close()
  })
  process.once('disconnect', close)
  tell({ kind: 'ready' })
}

function listen(resume: Extract<ToBackend, { kind: 'listen' }>['resume']) {
  return startLoopback({
    rendererFolder: fileURLToPath(new URL('renderer/', import.meta.url)),
    serve,
    onClaimed: (resume) => tell({ kind: 'claimed', resume }),
    ...(resume ? { resume } : {}),
  })
}

function tell(message: FromBackend): void {
  if (process.connected) process.send!(message)
}

/** Ends jobs and closes the database; what hangs is cut after three seconds, the log survives that too. */
function close(): void {
  setTimeout(() => process.exit(0), 3000)
  backend.close().finally(() => process.exit(0))
}

function fail(error: unknown): never {
  logUnexpected(error)
  process.exit(70)
}
