import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build, type InlineConfig, type Plugin } from 'vite'
import { noncePlaceholder } from '../src-main/hosts/renderer-files.ts'
import { newestChange } from './freshness.ts'

export const root = join(import.meta.dirname, '..')
export const out = join(root, 'out')

const hosts = join(root, 'src-main', 'hosts')
const isMain = process.argv[1] === import.meta.filename

/** Vite's own config files play no part: everything that is built is said here. */
const common = {
  configFile: false,
  root,
  logLevel: 'warn',
  build: { outDir: out, emptyOutDir: false, reportCompressedSize: false },
} satisfies InlineConfig

/** Main and preload are CommonJS: a sandboxed preload must be, and older runtimes load no other main. */
function commonJs(name: string, source: string): InlineConfig {
  return forNode({ [name]: join(hosts, source) }, 'cjs', 'node18')
}

export function forNode(
  input: Record<string, string>,
  format: 'cjs' | 'es',
  target: string,
  outDir = out,
): InlineConfig {
  const extension = format === 'cjs' ? 'cjs' : 'mjs'
  return {
    ...common,
    publicDir: false,
    ssr: { noExternal: true, external: ['better-sqlite3', 'electron'] },
    build: {
      ...common.build,
      outDir,
      ssr: true,
      target,
      minify: false,
      rolldownOptions: {
        input,
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `chunks/[name]-[hash].${extension}`,
        },
      },
    },
  }
}

const renderer: InlineConfig = {
  ...common,
  root: join(root, 'src-renderer'),
  plugins: [react() as Plugin[]],
  html: { cspNonce: noncePlaceholder },
  build: {
    ...common.build,
    outDir: join(out, 'renderer'),
    // The oldest browsers on the offices' machines.
    target: 'chrome114',
    // Inlined files would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 4000,
  },
}

export const targets: readonly InlineConfig[] = [
  commonJs('main', 'electron-main.ts'),
  commonJs('preload', 'preload.ts'),
  forNode(
    { backend: join(hosts, 'backend-entry.ts'), worker: join(root, 'src-main', 'jobs', 'worker.ts') },
    'es',
    'node24',
  ),
  renderer,
]

const packages = join(root, 'node_modules')

/** Faces that papers are printed in: two for nearly everything, one for characters that they lack. */
const faces = [
  'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  'noto-serif-sc/LICENSE_FONT',
  'noto-serif-hk/400Regular/NotoSerifHK_400Regular.ttf',
  'noto-serif-hk/LICENSE_FONT',
]

/** Data that the backend's libraries read at run time. */
const data: Readonly<Record<string, string>> = {
  cmaps: join(packages, 'pdfjs-dist', 'cmaps'),
  ...Object.fromEntries(
    faces.map((face) => [`fonts/${face}`, join(packages, '@expo-google-fonts', ...face.split('/'))]),
  ),
}

export async function copyData(): Promise<void> {
  for (const [to, from] of Object.entries(data)) await cp(from, join(out, to), { recursive: true })
}

/** Holds when the last build that ended well began. */
const stamp = join(out, '.built')

/** True when nothing that is built from has changed since. */
export async function isBuilt(): Promise<boolean> {
  const began = Number(await readFile(stamp, 'utf8').catch(() => '0'))
  return began > (await newestChange(root))
}

export async function buildAll(): Promise<void> {
  const began = Date.now()
  await rm(out, { recursive: true, force: true })
  for (const target of targets) await build(target)
  await copyData()
  await writeFile(stamp, String(began))
}

if (isMain) await buildAll()
