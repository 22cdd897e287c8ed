import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type Loopback, type Resume, startLoopback } from '../../src-main/hosts/http-server.ts'
import { noncePlaceholder } from '../../src-main/hosts/renderer-files.ts'
import type { Peer } from '../../src-main/hosts/rpc/session.ts'

let folder: string
let desk: Loopback
let served: Peer[]
let claimed: Resume[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-http-'))
  const pages = join(folder, 'renderer')
  await mkdir(join(pages, 'assets'), { recursive: true })
  await writeFile(
    join(pages, 'index.html'),
    `<!doctype html><meta property="csp-nonce" nonce="${noncePlaceholder}">`,
  )
  await writeFile(join(pages, 'assets', 'index-1.js'), 'console.log(1)')
  await writeFile(join(pages, 'assets', 'pdf.worker-1.mjs'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), 'not for pages')
  served = []
  claimed = []
  desk = await start()
})

afterEach(async () => {
  await desk.close()
  await rm(folder, { recursive: true })
})

function start(resume?: Resume): Promise<Loopback> {
  return startLoopback({
    rendererFolder: join(folder, 'renderer'),
    serve: (channel, from) => {
      served.push(from)
      channel.onMessage((message) => channel.send(message))
    },
    onClaimed: (resume) => claimed.push(resume),
    ...(resume ? { resume } : {}),
  })
}

type Answer = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly text: string }

async function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const sent = request({
    host: '127.0.0.1',
    port: desk.port,
    path,
    method,
    headers: { host: authority(), ...headers },
  })
  sent.end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += chunk
  return { status: response.statusCode!, headers: response.headers, text }
}

const authority = () => `127.0.0.1:${desk.port}`
const origin = () => `http://${authority()}`

/** Goes to the start address as a browser does and answers the cookie it was given. */
async function enter(): Promise<string> {
  const { status, headers } = await get(new URL(desk.startUrl).pathname)
  expect(status).toBe(303)
  return headers['set-cookie']![0]!.split(';')[0]!
}

/** The echo of a message, or the status by which the socket was refused. */
async function echo(headers: Record<string, string>, path = '/desk'): Promise<string | number> {
  const socket = new WebSocket(`ws://${authority()}${path}`, { headers })
  socket.on('error', () => {})
  const refused = once(socket, 'unexpected-response').then(([, response]) => {
    socket.terminate()
    return (response as IncomingMessage).statusCode!
  })
  const opened = once(socket, 'open').then(async () => {
    socket.send('hello')
    const [data] = await once(socket, 'message')
    socket.close()
    return String(data)
  })
  return Promise.race([refused, opened])
}

describe('the loopback desk', () => {
  it('listens on this machine only', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one !== undefined && !one.internal && one.family === 'IPv4')
    for (const { address } of others as { address: string }[]) {
      const socket = connect({ host: address, port: desk.port })
      const [reason] = await Promise.race([once(socket, 'error'), once(socket, 'connect')])
      socket.destroy()
      expect((reason as NodeJS.ErrnoException | undefined)?.code).toBe('ECONNREFUSED')
    }
    expect(new URL(desk.startUrl).hostname).toBe('127.0.0.1')
  })

  it('serves pages and socket to the browser that brought the token', async () => {
    const cookie = await enter()
    expect(await get('/', { cookie })).toMatchObject({ status: 200 })
    expect(await get('/applications/42', { cookie })).toMatchObject({ status: 200 })
    expect((await get('/assets/index-1.js', { cookie })).headers['content-type']).toContain('text/javascript')
    expect(await echo({ cookie, origin: origin() })).toBe('hello')
    expect(served).toEqual([{ kind: 'browser', id: claimed[0]!.holder }])
  })

  it('gives out a cookie that scripts, other sites and other ports of this machine cannot use', async () => {
    const { headers } = await get(new URL(desk.startUrl).pathname)
    const [cookie] = headers['set-cookie']!
    expect(cookie).toMatch(new RegExp(`^desk-${desk.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`))
    expect(headers.location).toBe('/')
  })

  it('refuses the second use of the token', async () => {
    await enter()
    const second = await get(new URL(desk.startUrl).pathname)
    expect(second.status).toBe(403)
    expect(second.headers['set-cookie']).toBeUndefined()
    expect(second.text).toContain('desk/no-ticket')
  })

  it('refuses a wrong token and does not use up the right one', async () => {
    for (const token of ['', 'x', 'x'.repeat(43), `${new URL(desk.startUrl).pathname.slice(7)}x`]) {
      expect((await get(`/start/${token}`)).status).toBe(403)
    }
    await enter()
  })

  it('does not use up the token for a request that is no visit', async () => {
    expect((await get(new URL(desk.startUrl).pathname, {}, 'HEAD')).status).toBe(405)
    await enter()
  })

  it('refuses every page and the socket without the cookie', async () => {
    const cookie = await enter()
    for (const wrong of ['', 'x=y', `${cookie}x`, cookie.replace(/=./, '=!'), cookie.replace(/\d+=/, '1=')]) {
      for (const path of ['/', '/assets/index-1.js', '/nowhere.js']) {
        expect((await get(path, { cookie: wrong })).status).toBe(403)
      }
      expect(await echo({ cookie: wrong, origin: origin() })).toBe(403)
    }
    expect(served).toEqual([])
  })

  it('refuses another Host, as a rebound name would bring it', async () => {
    const cookie = await enter()
    for (const host of ['evil.example', `evil.example:${desk.port}`, `localhost:${desk.port}`, '127.0.0.1']) {
      expect((await get('/', { cookie, host })).status).toBeGreaterThanOrEqual(400)
      expect(await echo({ cookie, host, origin: origin() })).toBeGreaterThanOrEqual(400)
    }
    expect(served).toEqual([])
  })

  it('refuses another Origin, and a socket without one', async () => {
    const cookie = await enter()
    for (const other of [
      'http://evil.example',
      'null',
      'http://127.0.0.1:1',
      `https://${authority()}`,
      'file://',
    ]) {
      expect((await get('/', { cookie, origin: other })).status).toBe(403)
      expect(await echo({ cookie, origin: other })).toBe(403)
    }
    expect(await echo({ cookie })).toBe(403)
    expect(served).toEqual([])
  })

  it('has the socket at one address only', async () => {
    const cookie = await enter()
    expect(await echo({ cookie, origin: origin() }, '/other')).toBe(403)
  })

  it('answers nothing but GET', async () => {
    const cookie = await enter()
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD']) {
      expect((await get('/', { cookie }, method)).status).toBe(405)
    }
  })

  it('serves no file outside the built pages', async () => {
    const cookie = await enter()
    for (const path of [
      '/../secret.txt',
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/assets/../../secret.txt',
      '/assets/..\\..\\secret.txt',
      '//secret.txt',
      `/${join(folder, 'secret.txt')}`,
      '/secret.txt%00.js',
      'http://127.0.0.1/../secret.txt',
    ]) {
      expect((await get(path, { cookie })).text).not.toContain('not for pages')
    }
  })

  it('allows pages no inline script, no eval, no other source, no frame', async () => {
    const cookie = await enter()
    const { headers, text } = await get('/', { cookie })
    const policy = Object.fromEntries(
      String(headers['content-security-policy'])
        .split('; ')
        .map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]),
    )
    const nonce = /nonce="([\w-]{22})"/.exec(text)![1]
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': `'self' 'nonce-${nonce}'`,
      'style-src-attr': "'unsafe-inline'",
      'img-src': "'self' data: blob:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'worker-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    })
    expect((await get('/', { cookie })).text).not.toContain(nonce)
    expect((await get('/assets/pdf.worker-1.mjs', { cookie })).headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'",
    )
  })

  it('protects every answer, refusals too', async () => {
    const start = await get(new URL(desk.startUrl).pathname)
    const cookie = start.headers['set-cookie']![0]!.split(';')[0]!
    const answers = [start, await get('/', { cookie }), await get('/'), await get('/no.js', { cookie })]
    for (const { headers } of [...answers, await get('/', {}, 'POST')]) {
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['x-frame-options']).toBe('DENY')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['cross-origin-resource-policy']).toBe('same-origin')
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['access-control-allow-origin']).toBeUndefined()
      expect(headers['cache-control']).toBe('no-store')
    }
  })

  it('knows its browser again after a restart, and nobody else', async () => {
    const cookie = await enter()
    await desk.close()
    desk = await start(claimed[0])
    expect(desk.port).toBe(claimed[0]!.port)
    expect(await echo({ cookie, origin: origin() })).toBe('hello')
    expect((await get(new URL(desk.startUrl).pathname)).status).toBe(403)
    expect((await get('/')).status).toBe(403)
  })

  it('drops a message that is too long, and lives', async () => {
    const cookie = await enter()
    const socket = new WebSocket(`ws://${authority()}/desk`, { headers: { cookie, origin: origin() } })
    await once(socket, 'open')
    socket.send(new Uint8Array(17 * 1024 * 1024))
    const [code] = await once(socket, 'close')
    expect(code).toBe(1009)
    expect(await echo({ cookie, origin: origin() })).toBe('hello')
  })

  it('survives broken requests', async () => {
    for (const garbage of [
      'GET\r\n\r\n',
      'GET /desk HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      '\0'.repeat(9000),
    ]) {
      const socket = connect({ host: '127.0.0.1', port: desk.port })
      socket.on('error', () => {})
      socket.write(garbage)
      socket.resetAndDestroy()
      await once(socket, 'close')
    }
    await enter()
  })
})
