import { type DeskWindow, lostMessage, portMessage } from '../../src-main/hosts/bridge.ts'

/** One live line to the backend, whatever carries it. */
export type Line = {
  send(message: string | Uint8Array): void
  onMessage(listener: (message: unknown) => void): void
}

/** Keeps dialling until hung up; every `open` brings a new line, `lost` follows when it breaks. */
export type Dial = (events: { readonly open: (line: Line) => void; readonly lost: () => void }) => () => void

const waits = [100, 200, 500, 1000, 2000]

/** Over the loopback socket; the browser's cookie is the ticket. */
export function dialSocket(url: string): Dial {
  return ({ open, lost }) => {
    let socket: WebSocket
    let timer: ReturnType<typeof setTimeout> | undefined
    let attempt = 0
    const dial = () => {
      socket = new WebSocket(url)
      socket.binaryType = 'arraybuffer'
      socket.onopen = () => {
        attempt = 0
        open(socketLine(socket))
      }
      socket.onclose = () => {
        lost()
        timer = setTimeout(dial, waits[Math.min(attempt++, waits.length - 1)])
      }
    }
    dial()
    return () => {
      clearTimeout(timer)
      socket.onclose = null
      socket.close()
      lost()
    }
  }
}

/** Over the ports that Electron's main process hands over, one for each life of the backend. */
export function dialWindow(host: DeskWindow): Dial {
  return ({ open, lost }) => {
    let port: MessagePort | undefined
    const hangUp = () => {
      port?.close()
      port = undefined
      lost()
    }
    const onMessage = (event: MessageEvent) => {
      if (event.source !== window) return
      if (event.data === lostMessage) hangUp()
      if (event.data !== portMessage || !event.ports[0]) return
      if (port) hangUp()
      port = event.ports[0]
      open(portLine(port))
    }
    window.addEventListener('message', onMessage)
    host.connect()
    return () => {
      window.removeEventListener('message', onMessage)
      hangUp()
    }
  }
}

function socketLine(socket: WebSocket): Line {
  return {
    send: (message) => socket.send(message as string | Uint8Array<ArrayBuffer>),
    onMessage: (listener) => socket.addEventListener('message', (event) => listener(event.data)),
  }
}

/** Any MessagePort of a page or worker. */
export function portLine(port: MessagePort): Line {
  return {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      port.addEventListener('message', (event) => listener(event.data))
      port.start()
    },
  }
}
