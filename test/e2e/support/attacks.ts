import type { Page } from '@playwright/test'

/** What injected code could try on a page of the desk; every attempt answers `blocked` or what it got. */
export function attackPage(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const outcome: Record<string, string> = {}
    const attempt = async (name: string, work: () => unknown) => {
      try {
        outcome[name] = String(await work())
      } catch {
        outcome[name] = 'blocked'
      }
    }
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
    const marks = window as unknown as Record<string, unknown>
    /** Adds an element and tells whether its code ran. */
    const runs = async (element: HTMLElement) => {
      marks.ran = false
      document.body.append(element)
      await wait(100)
      element.remove()
      return marks.ran ? 'ran' : 'blocked'
    }
    const make = (name: string, properties: object) => Object.assign(document.createElement(name), properties)
    const loads = (element: HTMLElement) =>
      new Promise((resolve) => {
        element.onload = () => resolve('loaded')
        element.onerror = () => resolve('blocked')
        document.body.append(element)
        setTimeout(() => resolve('blocked'), 1000)
      }).finally(() => element.remove())

    // The debugger's own call is let through; what it leaves behind is not.
    await wait(10)
    // biome-ignore lint/security/noGlobalEval: this is the attack.
    await attempt('eval', () => eval('1 + 1'))
    await attempt('new Function', () => new Function('return 1')())
    await attempt('inline script', () => runs(make('script', { textContent: 'window.ran = true' })))
    await attempt('data script', () => runs(make('script', { src: 'data:text/javascript,window.ran=true' })))
    await attempt('blob script', () =>
      runs(make('script', { src: URL.createObjectURL(new Blob(['window.ran = true'])) })),
    )
    await attempt('event attribute', () =>
      runs(make('div', { innerHTML: '<img src="data:," onerror="window.ran = true">' })),
    )
    await attempt('javascript address', async () => {
      const link = make('a', { href: 'javascript:window.ran=true' })
      setTimeout(() => link.click(), 10)
      return runs(link)
    })
    await attempt('style in markup', async () => {
      const host = make('div', { innerHTML: '<style>:root{--stolen:1}</style>' })
      document.body.append(host)
      const value = getComputedStyle(document.documentElement).getPropertyValue('--stolen')
      host.remove()
      return value === '' ? 'blocked' : 'applied'
    })
    await attempt(
      'fetch elsewhere',
      async () => (await fetch('http://127.0.0.1:9/', { mode: 'no-cors' })).type,
    )
    await attempt('fetch a file', async () => (await fetch('file:///etc/hostname')).text())
    await attempt('socket elsewhere', () => {
      return new Promise((resolve, reject) => {
        const socket = new WebSocket('ws://127.0.0.1:9/')
        socket.onopen = () => resolve('open')
        socket.onerror = reject
      })
    })
    await attempt('picture from elsewhere', () => loads(make('img', { src: 'http://127.0.0.1:9/x.png' })))
    await attempt('blob worker', () => {
      const worker = new Worker(URL.createObjectURL(new Blob(['postMessage("ran")'])))
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data)
        worker.onerror = reject
      })
    })
    await attempt('WebAssembly', async () => {
      await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))
      return 'compiled'
    })
    await attempt('form', async () => {
      const form = make('form', { action: '/elsewhere', method: 'post' }) as HTMLFormElement
      const before = location.href
      document.body.append(form)
      form.submit()
      await wait(200)
      form.remove()
      return location.href === before ? 'blocked' : 'sent'
    })
    await attempt('foreign frame', async () => {
      const frame = make('iframe', { src: 'data:text/html,<script>top.postMessage("ran","*")</script>' })
      const ran = new Promise((resolve) => {
        addEventListener('message', ({ data }) => data === 'ran' && resolve('ran'))
        setTimeout(() => resolve('blocked'), 500)
      })
      document.body.append(frame)
      return ran.finally(() => frame.remove())
    })
    await attempt('camera', async () => (await navigator.mediaDevices.getUserMedia({ video: true })).id)
    await attempt('position', () => {
      return new Promise((resolve, reject) =>
        navigator.geolocation.getCurrentPosition(() => resolve('got'), reject),
      )
    })
    await attempt('Node', () =>
      typeof Reflect.get(globalThis, 'require') === 'function' ? 'there' : 'blocked',
    )
    return outcome
  })
}
