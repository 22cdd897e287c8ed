import type { MessagePort } from 'node:worker_threads'
import type { WebSocket } from 'ws'

/** A line to one window, whatever carries it. Text or bytes only: structured clones (cycles, prototypes) are not read. */
export type Channel = {
  send(message: string | Uint8Array): void
  onMessage(listener: (message: string | Uint8Array) => void): void
  /** Called once, whichever side closes. */
  onClose(listener: () => void): void
  close(): void
}

/** Electron's MessagePortMain. */
export type EmittingPort = {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/** Electron's port or a Node worker's. */
export function portChannel(port: EmittingPort | MessagePort): Channel {
  const on = ('addEventListener' in port ? port.addEventListener : port.on).bind(port) as EmittingPort['on']
  const closed = Promise.withResolvers<void>()
  on('close', closed.resolve)
  const close = () => {
    port.close()
    closed.resolve()
  }
  return {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      on('message', ({ data }) => {
        if (typeof data === 'string' || data instanceof Uint8Array) listener(data)
        else close()
      })
      port.start()
    },
    onClose: (listener) => void closed.promise.then(listener),
    close,
  }
}

export function socketChannel(socket: WebSocket): Channel {
  return {
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(message)
    },
    onMessage(listener) {
      socket.on('message', (data: Buffer, isBinary) => listener(isBinary ? data : data.toString()))
    },
    onClose: (listener) => void socket.once('close', listener),
    close: () => socket.close(1003),
  }
}
