import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export type FileAnswer = {
  readonly status: 200 | 404
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

/** Stands in the built index.html where each answer puts its own number; the styles of antd carry it. */
export const noncePlaceholder = '__CSP_NONCE__'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
}

/**
 * Answers for the built pages under one folder, for both hosts. Only files that were there at the start have an
 * address, so no address can lead elsewhere; an address without an extension is a page of the program.
 */
export async function openRendererFiles(root: string): Promise<(pathname: string) => Promise<FileAnswer>> {
  const files = new Map<string, string>()
  for (const file of await filesBelow(root)) files.set(`/${relative(root, file).replaceAll(sep, '/')}`, file)
  return async (pathname) => {
    const address = extname(pathname) === '' ? '/index.html' : pathname
    const file = files.get(address)
    if (!file) return { status: 404, headers: securityHeaders(strictPolicy('')), body: new Uint8Array() }
    const body = await readFile(file)
    const nonce = address.endsWith('.html') ? randomBytes(16).toString('base64url') : ''
    const headers = {
      ...securityHeaders(isPdfWorker(address) ? workerPolicy : strictPolicy(nonce)),
      'content-type': types[extname(address)] ?? 'application/octet-stream',
      // Built file names carry their digest; pages are never kept.
      'cache-control': address.startsWith('/assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
    }
    return { status: 200, headers, body: nonce ? withNonce(body, nonce) : body }
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = entries.map((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
  return (await Promise.all(found)).flat()
}

function withNonce(page: Buffer<ArrayBuffer>, nonce: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(page.toString().replaceAll(noncePlaceholder, nonce)))
}

/** No inline script, no eval, nothing from elsewhere, no frames, no forms; styles only with this answer's number. */
function strictPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${nonce ? ` 'nonce-${nonce}'` : ''}`,
    // Single attributes may be set by code (watermarks, growing text fields): they can load nothing.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** A worker goes by its own answer: that of pdf.js decodes scans (JPEG 2000, JBIG2) in WebAssembly, the page may not. */
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

function isPdfWorker(address: string): boolean {
  return /^\/assets\/pdf\.worker[\w.-]*\.m?js$/.test(address)
}

/** Headers of every answer, pages and refusals alike. */
export function securityHeaders(policy: string): Record<string, string> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=(), payment=()',
    'cache-control': 'no-store',
  }
}
