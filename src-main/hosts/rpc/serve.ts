import { StandardRPCHandler } from '@orpc/server/standard'
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer'
import { ServerPeer } from '@orpc/standard-server-peer'
import { logUnexpected } from '../unexpected.ts'
import type { Channel } from './channel.ts'
import { type Connection, createRouter } from './router.ts'
import type { Backend, Peer } from './session.ts'
import { bytesSerializer } from './wire.ts'

const bytes = bytesSerializer({
  encode: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
  decode: (base64) => new Uint8Array(Buffer.from(base64, 'base64')),
})

/** Answers calls on channels: one session each, ended with the channel. */
export function createServer(backend: Backend, unexpected: (error: unknown) => string = logUnexpected) {
  const handler = new StandardRPCHandler(createRouter(backend.modules), { customJsonSerializers: [bytes] })
  return function serve(channel: Channel, from: Peer): void {
    const session = backend.openSession(from)
    const context: Connection = { session, tasks: new Map(), unexpected }
    const answer = createServerPeerHandleRequestFn(handler, { context })
    const peer = new ServerPeer(async (message) => channel.send(message as string | Uint8Array))
    channel.onMessage((message) => {
      // Our own windows never send what cannot be read: whoever does is cut off.
      peer.message(message, answer).catch(() => channel.close())
    })
    channel.onClose(() => {
      peer.close()
      session.close()
    })
  }
}
