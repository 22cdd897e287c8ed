import { createServer } from 'vite'
import type { FeatureRoute } from '../../../src-renderer/app/feature.ts'
import { root } from '../../../tools/build.ts'

/** The program's own table of its pages, in the order in which an address is looked up in it. */
export async function allPages(): Promise<readonly FeatureRoute[]> {
  // The table imports styles and `import.meta.glob`, which only Vite knows; the pages themselves are not loaded.
  const server = await createServer({
    configFile: false,
    root,
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  })
  try {
    const table = await server.ssrLoadModule('/src-renderer/app/routes.ts')
    const { features } = table as typeof import('../../../src-renderer/app/routes.ts')
    return features.flatMap(({ routes }) => routes)
  } finally {
    await server.close()
  }
}

/** The page that this address opens: the first whose pattern it is of, as the router takes it. */
export function pageOf<Page extends { readonly path: string }>(
  pages: readonly Page[],
  address: string,
): Page | undefined {
  return pages.find(({ path }) => {
    const pattern = path.replace(/\/:\w+\?/g, '(?:/[^/]+)?').replace(/:\w+/g, '[^/]+')
    return new RegExp(`^${pattern}$`).test(address)
  })
}
