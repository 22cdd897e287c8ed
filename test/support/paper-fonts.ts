import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { FontFiles } from '../../src-main/platform/papers/create-papers.ts'

const { resolve } = createRequire(import.meta.url)

function face(name: string) {
  return readFileSync(resolve(`@expo-google-fonts/${name}.ttf`))
}

/** The faces that papers are printed in, as the packages bring them. */
export async function paperFonts(): Promise<FontFiles> {
  return {
    regular: face('noto-serif-sc/400Regular/NotoSerifSC_400Regular'),
    bold: face('noto-serif-sc/700Bold/NotoSerifSC_700Bold'),
    rare: async () => face('noto-serif-hk/400Regular/NotoSerifHK_400Regular'),
  }
}
