import { buildAll, isBuilt } from '../../../tools/build.ts'

/** The program as it is delivered is what the browser is shown. */
// biome-ignore lint/style/noDefaultExport: Playwright looks for it.
export default async function build(): Promise<void> {
  if (!(await isBuilt())) await buildAll()
}
