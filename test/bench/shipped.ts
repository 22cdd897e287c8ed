import { join } from 'node:path'
import { build } from 'vite'
import { forNode, root } from '../../tools/build.ts'

/** Two folders below the root, as the sources of the tests: what is found by its place is found from here too. */
const folder = join(root, 'test-results', 'bench')

/**
 * The child of the bench and its workers as the program is delivered, each one file: from the sources every thread would
 * carry a compiler of its own, which takes a second and some hundred MiB that nobody at a desk ever sees.
 */
export async function shippedChild(): Promise<string> {
  for (const [name, source] of [
    ['worker', 'src-main/jobs/worker.ts'],
    ['bundle-child', 'test/bench/bundle-child.ts'],
  ] as const)
    await build(forNode({ [name]: join(root, source) }, 'es', 'node24', folder))
  return join(folder, 'bundle-child.mjs')
}
