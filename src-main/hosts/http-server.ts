import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { openRendererFiles, securityHeaders } from './renderer-files.ts'
import { type Channel, socketChannel } from './rpc/channel.ts'
import type { Peer } from './rpc/session.ts'
import { createTicket } from './ticket.ts'

/** What a restarted backend takes over, so that the open page finds it again. */
export type Resume = { readonly port: number; readonly holder: string }

export type Loopback = {
  readonly port: number
  /** Opens the desk in the first browser that goes there, once. */
  readonly startUrl: string
  close(): Promise<void>
}

const maxMessage = 16 * 1024 * 1024

/**
 * The desk for a browser on this machine: 127.0.0.1 only, a port nobody can guess, pages and socket only for the one
 * browser that brought the token. The Host check keeps names that resolve to this machine out, the Origin check pages
 * of other servers on this machine; both are needed because cookies know no ports.
 */
export async function startLoopback(options: {
  readonly rendererFolder: string
  readonly serve: (channel: Channel, from: Peer) => void
  readonly resume?: Resume
  /** Told once a browser has come: what to hand to `resume` after a restart. */
  readonly onClaimed?: (resume: Resume) => void
}): Promise<Loopback> {
  const files = await openRendererFiles(options.rendererFolder)
  const ticket = createTicket(options.resume?.holder)
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.resume?.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const authority = `127.0.0.1:${port}`
  const cookieName = `desk-${port}`
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessage, perMessageDeflate: false })

  function holderOf(request: IncomingMessage): string | null {
    const cookies = (request.headers.cookie ?? '').split(/; */)
    return ticket.holder(
      cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1),
    )
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { host, origin } = request.headers
    if (host !== authority || (origin !== undefined && origin !== `http://${authority}`)) {
      return refuse(response, 403)
    }
    if (request.method !== 'GET') return refuse(response, 405)
    const { pathname } = new URL(request.url ?? '/', `http://${authority}`)
    if (pathname.startsWith('/start/')) return start(response, pathname.slice('/start/'.length))
    if (holderOf(request) === null) return refuse(response, 403)
    const { status, headers, body } = await files(pathname)
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body)
  }

  function start(response: ServerResponse, token: string): void {
    const cookie = ticket.claim(token)
    if (cookie === null) {
      refuse(response, 403)
      return
    }
    options.onClaimed?.({ port, holder: ticket.holder(cookie)! })
    response.writeHead(303, {
      ...securityHeaders("default-src 'none'"),
      location: '/',
      'set-cookie': `${cookieName}=${cookie}; Path=/; HttpOnly; SameSite=Strict`,
    })
    response.end()
  }

  server.on('upgrade', (request, socket, head) => {
    // A browser that goes away in between must not take the backend with it.
    socket.on('error', () => {})
    const { host, origin } = request.headers
    const holder = holderOf(request)
    if (
      request.url !== '/desk' ||
      host !== authority ||
      origin !== `http://${authority}` ||
      holder === null
    ) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // An error (over-long message, bad frame) is followed by `close`, which ends the session.
      webSocket.on('error', () => {})
      options.serve(socketChannel(webSocket), { kind: 'browser', id: holder })
    })
  })

  return {
    port,
    startUrl: `http://${authority}/start/${ticket.token}`,
    async close() {
      for (const webSocket of sockets.clients) webSocket.terminate()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function refuse(response: ServerResponse, status: 403 | 405): void {
  const text =
    '这个地址只能由启动工作台的那个浏览器打开一次。数据没有受到影响。请关闭本页，重新运行 npm start。代码 desk/no-ticket\n'
  response.writeHead(status, {
    ...securityHeaders("default-src 'none'"),
    'content-type': 'text/plain; charset=utf-8',
  })
  response.end(text)
}
